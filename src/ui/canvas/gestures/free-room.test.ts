import { expect, test } from 'vitest';
import type { Rect } from '../geometry.ts';
import { freeShift } from './free-room.ts';

const rect = (x: number, y: number, width = 100, height = 40): Rect => ({ x, y, width, height });

const own = rect(0, 0);

const rows: readonly [what: string, taken: readonly Rect[], shift: readonly [number, number]][] = [
  ['where it is, if nothing lies there', [rect(130, 0)], [0, 0]],
  ['right of it', [own], [124, 0]],
  ['below it where something lies right of it', [own, rect(130, 0)], [0, 64]],
  ['to the lower right where both are taken', [own, rect(130, 0), rect(0, 60)], [124, 64]],
  ['further off where all those are taken', [own, rect(130, 0), rect(0, 60), rect(130, 60)], [248, 0]],
  ['where nothing is free, a step aside', [rect(-5000, -5000, 9000, 9000)], [24, 24]],
];
test.each(rows)('%s', (_, taken, [x, y]) => {
  expect(freeShift(rect(0, 0), taken)).toEqual({ x, y });
});
