import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSize, parsePlace, startPlace, type WindowPlace } from './window-state.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const at = (x: number, y: number, width: number, height: number): WindowPlace => ({
  bounds: { x, y, width, height },
  maximized: false,
});

describe('a window comes back where it was', () => {
  test.each([
    ['on the first screen', at(100, 100, 1200, 800), at(100, 100, 1200, 800)],
    ['on the second', at(2000, 50, 1000, 700), at(2000, 50, 1000, 700)],
    ['half outside', at(-600, 20, 1000, 700), at(-600, 20, 1000, 700)],
    ['shrunk to a smaller screen', at(2000, 0, 1900, 1000), at(2000, 0, 1280, 1000)],
  ])('%s', (_title, last, place) => {
    expect(startPlace(last, screens)).toEqual({ kind: 'restored', place });
  });
  test('maximized', () => {
    const last = { ...at(0, 0, 1000, 700), maximized: true };
    expect(startPlace(last, screens)).toEqual({ kind: 'restored', place: last });
  });
});

test.each([
  ['the first start', null],
  ['a screen that is gone', at(3300, 100, 1000, 700)],
  ['a title bar above the screen', at(100, -50, 1000, 700)],
  ['a title bar below it', at(100, 1060, 1000, 700)],
  ['a sliver at the side', at(-950, 100, 1000, 700)],
])('else it starts in the middle: %s', (_title, last) => {
  expect(startPlace(last, screens)).toEqual({ kind: 'centred', width: 1440, height: 900 });
});

test('it is never larger than the screen nor smaller than it can be used', () => {
  expect(startPlace(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({
    kind: 'centred',
    width: 1024,
    height: 600,
  });
  expect(startPlace(at(0, 0, 10, 10), screens)).toEqual({ kind: 'centred', width: 1440, height: 900 });
  expect(startPlace(at(0, 0, 300, 200), screens)).toMatchObject({ place: { bounds: leastSize } });
});

test('what is no place is not taken for one', () => {
  expect(parsePlace({ bounds: { x: 0, y: 0, width: 1, height: 1 }, maximized: true })).not.toBeNull();
  for (const raw of [
    null,
    {},
    { bounds: {}, maximized: true },
    { bounds: { x: 0.5, y: 0, width: 1, height: 1 }, maximized: true },
  ])
    expect(parsePlace(raw)).toBeNull();
  fc.assert(fc.property(fc.anything(), (raw) => parsePlace(raw) === null));
});
