import { expect, test } from 'vitest';
import { pictureScales } from '../../app/drawn-picture.ts';
import { largestScale, tilesOf } from './picture-png.ts';

const scales: readonly (readonly [what: string, width: number, height: number, scale: number])[] = [
  ['a sample', 1036, 676, 4],
  ['300 endpoints', 3600, 2800, 4],
  ['a cluster of thousands', 9000, 8000, 2],
  ['one that is too large for any scale but the first', 40_000, 40_000, 1],
];
test.each(scales)('%s is written at most at its largest scale', (_what, width, height, scale) => {
  expect(largestScale({ width, height }, pictureScales)).toBe(scale);
});

const sizes: readonly (readonly [number, number])[] = [
  [1, 1],
  [4096, 900],
  [4097, 977],
  [14_400, 2_000],
  [65_000, 70],
];
test.each(sizes)('%d × %d pixels are drawn each once, in tiles that every canvas takes', (width, height) => {
  const strips = tilesOf(width, height);
  let below = 0;
  for (const strip of strips) {
    let right = 0;
    for (const tile of strip) {
      expect([tile.x, tile.y]).toEqual([right, below]);
      expect(tile.width).toBeLessThanOrEqual(4096);
      expect(tile.width * tile.height).toBeLessThanOrEqual(4_100_000);
      right += tile.width;
    }
    expect(right).toBe(width);
    below += strip[0]?.height ?? 0;
  }
  expect(below).toBe(height);
});
