import { describe, expect, test } from 'vitest';
import {
  cellsIn,
  cellSize,
  rangeBetween,
  scrollToShow,
  slotCount,
  slotsOf,
  visibleSpan,
  walkGrid,
} from './matrix-window.ts';

describe('the window over the matrix', () => {
  test.each([
    ['at the start', 0, 10 * cellSize, 300, { first: 0, last: 14 }],
    ['in the middle', 100 * cellSize, 10 * cellSize, 300, { first: 96, last: 114 }],
    ['at the end', 290 * cellSize, 10 * cellSize, 300, { first: 286, last: 300 }],
    ['of a small matrix', 0, 1000, 3, { first: 0, last: 3 }],
    ['of an empty matrix', 0, 1000, 0, { first: 0, last: 0 }],
    ['scrolled beyond a matrix that shrank', 5000, 250, 10, { first: 10, last: 10 }],
  ])('%s', (_where, scrolled, visible, count, span) => {
    expect(visibleSpan(scrolled, visible, count)).toEqual(span);
  });

  test('has a slot for every row at any place', () => {
    for (const count of [0, 1, 5, 300])
      for (const visible of [0, 10, 250, 999])
        for (let scrolled = 0; scrolled <= count * cellSize; scrolled += 7) {
          const span = visibleSpan(scrolled, visible, count);
          const shown = slotsOf(span, slotCount(visible, count)).filter((index) => index !== -1);
          const wanted = Array.from({ length: span.last - span.first }, (_, offset) => span.first + offset);
          expect([...shown].sort((a, b) => a - b)).toEqual(wanted);
        }
  });

  test('scrolled on by one row changes one slot', () => {
    const [before, after] = [slotsOf({ first: 10, last: 20 }, 10), slotsOf({ first: 11, last: 21 }, 10)];
    expect(after.filter((index, slot) => index !== before[slot])).toEqual([20]);
  });
});

test.each([
  ['ArrowUp', false, { row: 0, column: 5 }],
  ['ArrowDown', false, { row: 2, column: 5 }],
  ['ArrowLeft', false, { row: 1, column: 4 }],
  ['ArrowRight', false, { row: 1, column: 6 }],
  ['ArrowUp', true, { row: 0, column: 5 }],
  ['ArrowDown', true, { row: 9, column: 5 }],
  ['ArrowLeft', true, { row: 1, column: 0 }],
  ['ArrowRight', true, { row: 1, column: 7 }],
  ['PageDown', false, { row: 9, column: 5 }],
  ['PageUp', false, { row: 0, column: 5 }],
  ['Home', false, { row: 1, column: 0 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 9, column: 7 }],
  ['a', false, null],
])('%s (Ctrl %s) leads from row 1, column 5 to %j', (key, withControl, to) => {
  expect(walkGrid(key, withControl, { row: 1, column: 5 }, { rows: 10, columns: 8 }, 8)).toEqual(to);
});

test.each([
  ['ArrowUp', { row: 0, column: 3 }, { row: -1, column: 3 }],
  ['ArrowUp', { row: -1, column: 3 }, { row: -1, column: 3 }],
  ['ArrowLeft', { row: 2, column: 0 }, { row: 2, column: -1 }],
  ['ArrowLeft', { row: -1, column: 0 }, { row: -1, column: 0 }],
  ['ArrowUp', { row: 0, column: -1 }, { row: 0, column: -1 }],
  ['ArrowRight', { row: 2, column: -1 }, { row: 2, column: 0 }],
])('%s at the headers leads from %j to %j', (key, from, to) => {
  expect(walkGrid(key, false, from, { rows: 10, columns: 8 }, 8)).toEqual(to);
});

test('showing a cell scrolls as little as possible', () => {
  expect(scrollToShow(2, 0, 10 * cellSize)).toBe(0);
  expect(scrollToShow(10, 0, 10 * cellSize)).toBe(cellSize);
  expect(scrollToShow(2, 5 * cellSize, 10 * cellSize)).toBe(2 * cellSize);
  expect(scrollToShow(-1, 5 * cellSize, 10 * cellSize)).toBe(5 * cellSize);
});

test('two corners make a range, whichever comes first', () => {
  const range = { rows: { first: 1, last: 4 }, columns: { first: 2, last: 3 } };
  expect(rangeBetween({ row: 1, column: 2 }, { row: 3, column: 2 })).toEqual(range);
  expect(rangeBetween({ row: 3, column: 2 }, { row: 1, column: 2 })).toEqual(range);
  expect(cellsIn(range)).toBe(3);
});
