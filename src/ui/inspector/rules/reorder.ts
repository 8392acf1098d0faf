/** A row of a list, as it lies on the screen. */
export interface RowPlace {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where a row that is dragged would go: its index after the move.
 *
 * @param places of all rows, the dragged one included, from top to bottom
 * @param y of the pointer
 */
export function indexAfterDrag(places: readonly RowPlace[], from: number, y: number): number {
  const above = places.filter(({ top, bottom }, index) => index !== from && y > (top + bottom) / 2);
  return above.length;
}

/** The gap in which the mark stands for such a move, counted with the dragged row: 0 is above the first one. */
export function gapOf(from: number, to: number): number {
  return to > from ? to + 1 : to;
}
