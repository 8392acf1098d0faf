import { expect, test } from 'vitest';
import type { Point } from '../../core/model/design.ts';
import { sceneOf } from './scene.ts';
import { testArrow, testBox, testCard } from './testing/specs.ts';
import { titleRect } from './wish-place.ts';

const long = 'TCP 10250 allowed and more';

/** Where the words of an arrow from `a` to `b` stand, with these cards around; `a` and `b` are 80 pixels apart. */
function placeOf(words: string, around: Readonly<Record<string, Point>> = {}): Point | null | undefined {
  const places = new Map(Object.entries({ a: { x: 0, y: 0 }, b: { x: 180, y: 0 }, ...around }));
  const flow = testArrow('a', 'b', { wish: { state: 'met', texts: [words] } });
  const cards = [...places.keys()].map((id) => testCard(id));
  return sceneOf([...cards, flow], places).arrows.get(flow.id)?.wish;
}

test('what is expected of an arrow stands right above its badge where there is room', () => {
  expect(placeOf('TCP 22')).toEqual({ x: 0, y: -12 });
});

test('between cards that leave no room for it, it stands above them', () => {
  expect(placeOf(long)).toEqual({ x: 0, y: -24 });
});

test('or to one side of the badge', () => {
  const place = placeOf(long, { above: { x: 20, y: -50 } });
  expect(place?.y).toBe(-24);
  expect(place?.x).toBeGreaterThan(0);
});

test('where there is no room at all it is cut to its sign', () => {
  expect(placeOf(long, { above: { x: 60, y: -50 }, right: { x: 162, y: -50 } })).toBe(null);
});

test('what two arrows are expected to be never covers one another', () => {
  const places = new Map(Object.entries({ a: { x: 0, y: 0 }, b: { x: 140, y: 0 }, c: { x: 280, y: 0 } }));
  const flows = [
    testArrow('a', 'b', { wish: { state: 'met', texts: [long] } }),
    testArrow('b', 'c', { wish: { state: 'missed', texts: [long] } }),
  ];
  const { arrows } = sceneOf([...[...places.keys()].map((id) => testCard(id)), ...flows], places);
  const [first, second] = flows.map(({ id }) => arrows.get(id)?.wish);
  expect(first).toEqual({ x: 0, y: -24 });
  // Right above its own badge it would reach 15 pixels into the first.
  expect(second?.x).toBeGreaterThan(15);
});

test('of the head of a box only what says something is kept free', () => {
  const rect = { x: 10, y: 20, width: 400, height: 200 };
  expect(titleRect(testBox('prod'), rect)).toEqual({ x: 10, y: 20, width: 88, height: 40 });
  expect(titleRect(testBox('prod', { labels: ['env=prod'] }), rect).width).toBe(136);
  expect(titleRect(testBox('a very long name of a box that is cut by its width and has more'), rect).width).toBe(400);
});
