import type { Rectangle } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSize, movedIntoSight, parsePlace, startPlace, type WindowPlace } from './window-state.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];
const at = (x: number, y: number, width: number, height: number): WindowPlace => ({
  ...{ bounds: { x, y, width, height } },
  ...{ mode: 'normal', zoomLevel: 0 },
});
const starts = (x: number, y: number, width: number, height: number, mode = 'normal') => ({
  ...{ corner: { x, y }, width, height, mode },
});

describe('a window comes back where it was', () => {
  test.each([
    ['on the first screen', at(100, 100, 1200, 800), starts(100, 100, 1200, 800)],
    ['on the second', at(2000, 50, 1000, 700), starts(2000, 50, 1000, 700)],
    ['half outside', at(-600, 20, 1000, 700), starts(-600, 20, 1000, 700)],
    ['shrunk to a smaller screen', at(2000, 0, 1900, 1000), starts(2000, 0, 1280, 1000)],
  ])('%s', (_title, last, place) => {
    expect(startPlace(last, screens)).toEqual(place);
  });
  test.each(['maximized', 'full-screen'] as const)('%s', (mode) => {
    expect(startPlace({ ...at(0, 0, 1000, 700), mode }, screens)).toEqual(starts(0, 0, 1000, 700, mode));
  });
});

describe('else it starts in the middle', () => {
  test('at the first start of all', () => {
    expect(startPlace(null, screens)).toEqual({ corner: null, width: 1440, height: 900, mode: 'normal' });
  });
  test.each([
    ['a screen that is gone', at(3300, 100, 1000, 700)],
    ['a title bar above the screen', at(100, -50, 1000, 700)],
    ['a title bar below it', at(100, 1060, 1000, 700)],
    ['a sliver at the side', at(-950, 100, 1000, 700)],
  ])('as large as it was: %s', (_title, last) => {
    expect(startPlace(last, screens)).toEqual({ corner: null, width: 1000, height: 700, mode: 'normal' });
  });
});

test('it is never larger than the screen nor smaller than it can be used', () => {
  const small = [{ x: 0, y: 0, width: 1024, height: 600 }];
  expect(startPlace(null, small)).toMatchObject({ corner: null, width: 1024, height: 600 });
  expect(startPlace(at(0, 0, 10, 10), screens)).toMatchObject({ corner: null, ...leastSize });
  expect(startPlace(at(0, 0, 300, 200), screens)).toMatchObject({ corner: { x: 0, y: 0 }, ...leastSize });
});

describe('a further window is shifted, so that both are seen', () => {
  test.each([
    ['beside the one in front', at(100, 100, 1000, 700), [{ x: 100, y: 100 }], { x: 132, y: 132 }],
    [
      'beside all of them',
      at(100, 100, 1000, 700),
      [
        { x: 100, y: 100 },
        { x: 132, y: 132 },
      ],
      { x: 164, y: 164 },
    ],
    ['not where nobody is', at(100, 100, 1000, 700), [{ x: 500, y: 100 }], { x: 100, y: 100 }],
    ['from the corner where there is no room', at(900, 360, 1000, 700), [{ x: 900, y: 360 }], { x: 0, y: 0 }],
  ])('%s', (_title, last, taken, corner) => {
    expect(startPlace(last, screens, taken).corner).toEqual(corner);
  });

  test('however many there are, its title bar stays on the screen', () => {
    const corners: { x: number; y: number }[] = [];
    for (let window = 0; window < 60; window += 1) {
      const { corner } = startPlace(at(600, 200, 1000, 700), screens, corners);
      expect(corner).not.toBeNull();
      expect(movedIntoSight({ ...corner!, width: 1000, height: 700 }, screens)).toBeNull();
      corners.push(corner!);
    }
    // The first ones have places of their own.
    expect(new Set(corners.slice(0, 12).map(({ x, y }) => `${x} ${y}`)).size).toBe(12);
  });
});

describe('when a screen is taken away', () => {
  const left = screens.slice(0, 1);
  test.each<readonly [string, Rectangle, Rectangle | null]>([
    ['a window on it moves to the one that is left', at(2000, 50, 1000, 700).bounds, at(920, 50, 1000, 700).bounds],
    ['below it too', at(100, 3000, 1000, 700).bounds, at(100, 380, 1000, 700).bounds],
    ['and shrinks where that is smaller', at(2000, 50, 2500, 1200).bounds, at(0, 0, 1920, 1080).bounds],
    ['one that is seen stays', at(100, 100, 1000, 700).bounds, null],
    ['one that hangs over the edge as well', at(1700, 100, 1000, 700).bounds, null],
  ])('%s', (_title, window, moved) => {
    expect(movedIntoSight(window, left)).toEqual(moved);
  });
  test('it goes to the nearest of several', () => {
    const three = [...screens, { x: 3200, y: 0, width: 1000, height: 1000 }];
    expect(movedIntoSight({ x: 5000, y: 0, width: 900, height: 700 }, three)).toMatchObject({ x: 3300, y: 0 });
  });
  test('without any screen it stays where it is', () => {
    expect(movedIntoSight({ x: 5000, y: 0, width: 900, height: 700 }, [])).toBeNull();
  });
  test('wherever a window was, it can be taken hold of afterwards', () => {
    const whole = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(whole, whole, size, size, (x, y, width, height) => {
        const moved = movedIntoSight({ x, y, width, height }, screens);
        if (moved !== null) expect(movedIntoSight(moved, screens)).toBeNull();
      }),
    );
  });
});

test('what is no place is not taken for one', () => {
  const bounds = { x: 0, y: 0, width: 1, height: 1 };
  expect(parsePlace({ bounds, mode: 'full-screen', zoomLevel: 1.5 })).toEqual({
    bounds,
    mode: 'full-screen',
    zoomLevel: 1.5,
  });
  expect(parsePlace({ bounds, mode: 'normal', zoomLevel: 'large' })?.zoomLevel).toBe(0);
  const refused = [null, {}, { bounds: {}, mode: 'normal' }, { bounds: { ...bounds, x: 0.5 }, mode: 'normal' }];
  for (const raw of [...refused, { bounds, mode: 'tiny' }, { bounds }]) expect(parsePlace(raw)).toBeNull();
  fc.assert(fc.property(fc.anything(), (raw) => parsePlace(raw) === null));
});

test('a place that an earlier version kept is one', () => {
  const bounds = { x: 0, y: 0, width: 1000, height: 700 };
  expect(parsePlace({ bounds, maximized: true })).toEqual({ bounds, mode: 'maximized', zoomLevel: 0 });
  expect(parsePlace({ bounds, maximized: false })?.mode).toBe('normal');
});
