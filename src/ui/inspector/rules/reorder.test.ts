import { expect, test } from 'vitest';
import { gapOf, indexAfterDrag } from './reorder.ts';

const places = [0, 30, 60].map((top) => ({ top, bottom: top + 28 }));

test.each([
  [0, 5, 0, 0],
  [0, 40, 0, 0],
  [0, 50, 1, 2],
  [0, 80, 2, 3],
  [1, 5, 0, 0],
  [1, 40, 1, 1],
  [2, -50, 0, 0],
  [2, 500, 2, 2],
])('row %i pulled to %i ends at %i, marked in gap %i', (from, y, to, gap) => {
  expect(indexAfterDrag(places, from, y)).toBe(to);
  expect(gapOf(from, to)).toBe(gap);
});
