import { describe, expect, test } from 'vitest';
import { insertionAt, placeAfterMove } from './drop-place.ts';

const card = (column: number, row: number) => ({
  left: column * 110,
  right: column * 110 + 100,
  top: row * 60,
  bottom: row * 60 + 50,
});
/** Three in a row, two in the next one. */
const cards = [card(0, 0), card(1, 0), card(2, 0), card(0, 1), card(1, 1)];

describe('a card that is let go', () => {
  const rows: readonly (readonly [where: string, x: number, y: number, before: number])[] = [
    ['on the first half of a card', 120, 20, 1],
    ['on its second half', 190, 20, 2],
    ['left of all', -50, 20, 0],
    ['right of a row', 900, 20, 3],
    ['between two rows', 10, 55, 3],
    ['in the last row', 10, 80, 3],
    ['behind the last one', 300, 80, 5],
    ['below all', 10, 900, 3],
    ['above all', 300, -90, 3],
  ];
  test.each(rows)('%s', (_where, x, y, before) => {
    expect(insertionAt(cards, { x, y })).toBe(before);
  });
  test('where there are none', () => {
    expect(insertionAt([], { x: 0, y: 0 })).toBe(0);
  });
});

test.each([
  [0, 0, 0],
  [0, 1, 0],
  [0, 3, 2],
  [2, 0, 0],
  [2, 3, 2],
])('from place %d, put before %d, it stands at %d', (from, before, place) => {
  expect(placeAfterMove(from, before)).toBe(place);
});
