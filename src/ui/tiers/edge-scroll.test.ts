import { expect, test } from 'vitest';
import { edgeStep } from './edge-scroll.ts';

const rows: readonly [what: string, at: number, step: number][] = [
  ['in the middle', 500, 0],
  ['just outside the margin', 148, 0],
  ['at the left edge', 100, -18],
  ['half into the left margin', 124, -9],
  ['at the right edge', 900, 18],
  ['beyond it', 2000, 18],
];
test.each(rows)('%s of 100 to 900', (_what, at, step) => expect(edgeStep(at, 100, 900)).toBe(step));
