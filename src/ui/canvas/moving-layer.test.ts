import { beforeEach, expect, test } from 'vitest';
import { MovingLayer } from './moving-layer.ts';

/** A renderer that draws when it is told to, and of which one can ask what it would have drawn. */
class FakeRenderer {
  isStillDrawn = false;
  sorted = 0;
  #decide: (willDraw: boolean) => void = () => undefined;

  beforeRender(decide: (willDraw: boolean) => void): void {
    this.#decide = decide;
  }
  redrawHint(layer: 'eles' | 'drag', isNeeded: boolean): void {
    if (layer === 'eles') this.isStillDrawn = isNeeded;
  }
  updateCachedGrabbedEles(): void {
    this.sorted += 1;
  }
  /** The library asks for the still layer at every placing. @returns whether that was drawn */
  frame(): boolean {
    this.isStillDrawn = true;
    this.#decide(true);
    return this.isStillDrawn;
  }
}

const elements = new Map(['pod', 'badge', 'box'].map((id) => [id, { _private: { rscratch: { inDragLayer: false } } }]));
const find = (id: string) => elements.get(id);
const isLifted = (id: string) => elements.get(id)?._private.rscratch.inDragLayer;

let renderer = new FakeRenderer();
let layer = new MovingLayer(renderer);

beforeEach(() => {
  renderer = new FakeRenderer();
  layer = new MovingLayer(renderer);
});

test('while nothing is lifted the library draws as it likes', () => {
  expect(renderer.frame()).toBe(true);
});

test('what moves is lifted, the still layer is drawn once without it and then no more', () => {
  layer.lift(['pod', 'badge'], find);
  expect([isLifted('pod'), isLifted('badge'), isLifted('box')]).toEqual([true, true, false]);
  expect(renderer.frame()).toBe(true);
  layer.lift(['pod', 'badge'], find);
  layer.changed(['pod', 'badge']);
  expect(renderer.frame()).toBe(false);
  expect(renderer.sorted).toBe(1);
});

test('the still layer is drawn when something on it changes, and once only', () => {
  layer.lift(['pod'], find);
  renderer.frame();
  layer.changed(['pod', 'box']);
  expect([renderer.frame(), renderer.frame()]).toEqual([true, false]);
  layer.allChanged();
  expect([renderer.frame(), renderer.frame()]).toEqual([true, false]);
});

test('after the drag everything is on one layer and drawn', () => {
  layer.lift(['pod', 'unknown'], find);
  renderer.frame();
  layer.settle();
  expect(isLifted('pod')).toBe(false);
  expect([renderer.frame(), renderer.frame()]).toEqual([true, true]);
});
