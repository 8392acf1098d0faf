import { expect, test } from 'vitest';
import { cornerInside } from './popover-at.ts';

const menu = { width: 100, height: 60 };
const window = { width: 400, height: 300 };

test.each([
  ['where there is room: there', { x: 50, y: 40 }, null, { x: 50, y: 40 }],
  ['at the right and lower edge: pushed inside', { x: 390, y: 290 }, null, { x: 292, y: 232 }],
  ['beyond the left and upper edge: pushed inside', { x: -20, y: -1 }, null, { x: 8, y: 8 }],
  ['to the right of its menu, where it fits', { x: 200, y: 40 }, 150, { x: 200, y: 40 }],
  ['to the left of its menu, where it does not', { x: 350, y: 40 }, 250, { x: 150, y: 40 }],
  ['over its menu, where it fits on neither side', { x: 350, y: 40 }, 50, { x: 8, y: 40 }],
])('a menu opens %s', (_, at, aside, corner) => {
  expect(cornerInside({ at, aside }, menu, window)).toEqual(corner);
});

test('a menu larger than the window shows its beginning', () => {
  expect(cornerInside({ at: { x: 50, y: 50 }, aside: null }, { width: 500, height: 500 }, window)).toEqual({
    x: 8,
    y: 8,
  });
});
