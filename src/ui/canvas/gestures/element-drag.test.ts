import { describe, expect, test } from 'vitest';
import type { BoxSpec, CardSpec, ElementSpec } from '../element-spec.ts';
import { sceneOf } from '../scene.ts';
import { ElementDrag } from './element-drag.ts';

const card = (id: string, box: string | null): CardSpec =>
  ({ kind: 'card', id, box, width: 100, height: 40, face: 'pod', stack: [] }) as unknown as CardSpec; // the rest plays no part
const box = (id: string): BoxSpec => ({ kind: 'box', id, title: id, labels: [] }) as unknown as BoxSpec; // the rest plays no part
const specs: readonly ElementSpec[] = [box('ns'), box('empty'), card('a', 'ns'), card('b', 'ns'), card('c', null)];
const places = new Map([
  ['a', { x: 100, y: 100 }],
  ['b', { x: 300, y: 100 }],
  ['c', { x: 103, y: 400 }],
  ['empty', { x: 800, y: 100 }],
]);
const sight = { x: -1000, y: -1000, width: 3000, height: 3000 };

function drag(...elements: readonly string[]): ElementDrag {
  return new ElementDrag({ specs, scene: sceneOf(specs, places), places, elements: new Set(elements), sight });
}

describe('what moves', () => {
  const rows: readonly [what: string, pulled: readonly string[], moved: Readonly<Record<string, [number, number]>>][] =
    [
      ['a card alone', ['c'], { c: [113, 420] }],
      ['several cards together', ['a', 'c'], { a: [110, 120], c: [113, 420] }],
      ['a box with its cards', ['ns'], { a: [110, 120], b: [310, 120] }],
      ['a box and one of its cards: each once', ['ns', 'a'], { a: [110, 120], b: [310, 120] }],
      ['an empty box by itself', ['empty'], { empty: [810, 120] }],
    ];
  test.each(rows)('%s', (_, pulled, moved) => {
    const { places: now } = drag(...pulled).pull({ x: 10, y: 20 }, null);
    expect(Object.fromEntries([...now].map(([id, { x, y }]) => [id, [x, y]]))).toEqual(moved);
  });
});

describe('what it snaps to', () => {
  test('a card to the cards that stay', () => {
    const { places: now, guides } = drag('c').pull({ x: 0, y: 0 }, 6);
    expect(now.get('c')).toEqual({ x: 100, y: 400 });
    expect(guides.length).toBeGreaterThan(0);
  });
  test('not while a modifier suspends it', () => {
    expect(drag('c').pull({ x: 0, y: 0 }, null)).toMatchObject({ guides: [] });
  });
  test('not to what moves along', () => {
    expect(drag('a', 'b', 'c').pull({ x: 1, y: 1 }, 6).places.get('c')).toEqual({ x: 104, y: 401 });
  });
  test('not to what is out of sight', () => {
    const far = new ElementDrag({
      specs,
      scene: sceneOf(specs, places),
      places,
      elements: new Set(['c']),
      sight: { x: 0, y: 350, width: 500, height: 500 },
    });
    expect(far.pull({ x: 0, y: 0 }, 6).places.get('c')).toEqual({ x: 103, y: 400 });
  });
  test('a box to the other boxes', () => {
    const boxes = drag('empty').pull({ x: 0, y: 2 }, 6);
    expect(boxes.places.get('empty')).not.toEqual({ x: 800, y: 102 });
  });
});
