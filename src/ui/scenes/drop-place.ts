import type { Point } from '../../core/model/design.ts';

export interface CardPlace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Before which of the cards something would be put that is let go at `at`; they stand in rows, from left to right.
 *
 * @returns from 0 to the number of cards
 */
export function insertionAt(cards: readonly CardPlace[], at: Point): number {
  const rowEnds = [...new Set(cards.map(({ bottom }) => bottom))].sort((a, b) => a - b);
  const row = rowEnds.find((bottom) => at.y <= bottom) ?? rowEnds.at(-1);
  const next = cards.findIndex(({ left, right, bottom }) => bottom === row && at.x < (left + right) / 2);
  if (next >= 0) return next;
  const last = cards.findLastIndex(({ bottom }) => bottom === row);
  return last + 1;
}

/** Where a card stands afterwards, that is taken from `from` and put before the card `before`. */
export function placeAfterMove(from: number, before: number): number {
  return before > from ? before - 1 : before;
}
