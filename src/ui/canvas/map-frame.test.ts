import { expect, test } from 'vitest';
import { contains } from './geometry.ts';
import { mapFrame } from './map-frame.ts';

const size = { width: 200, height: 100 };

test.each([
  ['wide', [{ x: -50, y: 10, width: 4000, height: 20 }]],
  [
    'high',
    [
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 0, y: 900, width: 10, height: 10 },
    ],
  ],
  ['empty', []],
])('a design that is %s is shown as a whole, undistorted', (_what, rects) => {
  const frame = mapFrame(rects, size);
  expect(frame.width / frame.height).toBeCloseTo(2);
  for (const { x, y, width, height } of rects) {
    expect(contains(frame, { x, y })).toBe(true);
    expect(contains(frame, { x: x + width, y: y + height })).toBe(true);
  }
});
