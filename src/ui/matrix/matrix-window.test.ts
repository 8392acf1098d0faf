import { describe, expect, test } from 'vitest';
import { cellSize, scrollToShow, visibleSpan, walkGrid } from './matrix-window.ts';

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
});

test.each([
  ['ArrowUp', false, { row: 0, column: 5 }],
  ['ArrowDown', false, { row: 2, column: 5 }],
  ['ArrowLeft', false, { row: 1, column: 4 }],
  ['ArrowRight', false, { row: 1, column: 6 }],
  ['PageDown', false, { row: 9, column: 5 }],
  ['PageUp', false, { row: 0, column: 5 }],
  ['Home', false, { row: 1, column: 0 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 9, column: 9 }],
  ['a', false, null],
])('%s (Ctrl %s) leads from row 1, column 5 to %j', (key, withControl, to) => {
  expect(walkGrid(key, withControl, { row: 1, column: 5 }, 10, 8)).toEqual(to);
});

test('showing a cell scrolls as little as possible', () => {
  expect(scrollToShow(2, 0, 10 * cellSize)).toBe(0);
  expect(scrollToShow(10, 0, 10 * cellSize)).toBe(cellSize);
  expect(scrollToShow(2, 5 * cellSize, 10 * cellSize)).toBe(2 * cellSize);
});
