/** Sizes in pixels of the matrix; cells are square. */
export const cellSize = 25;
export const headerWidth = 180;
export const headerHeight = 104;

/** Rows or columns `first`…`last` (exclusive) that have to be in the DOM. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** How many rows or columns beyond the visible ones are kept, so that scrolling does not flash. */
const margin = 4;

/** Which of `count` rows or columns are visible when `scrolled` pixels are scrolled away and `visible` pixels can be seen. */
export function visibleSpan(scrolled: number, visible: number, count: number): Span {
  const first = Math.max(0, Math.floor(scrolled / cellSize) - margin);
  const last = Math.min(count, Math.ceil((scrolled + Math.max(0, visible)) / cellSize) + margin);
  return { first: Math.min(first, count), last: Math.max(last, Math.min(first, count)) };
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell of a grid with `count` rows and columns; null: the key has no meaning there. */
export function walkGrid(
  key: string,
  withControl: boolean,
  { row, column }: Cell,
  count: number,
  page: number,
): Cell | null {
  const last = count - 1;
  const bounded = (index: number): number => Math.min(last, Math.max(0, index));
  switch (key) {
    case 'ArrowUp':
      return { row: bounded(row - 1), column };
    case 'ArrowDown':
      return { row: bounded(row + 1), column };
    case 'ArrowLeft':
      return { row, column: bounded(column - 1) };
    case 'ArrowRight':
      return { row, column: bounded(column + 1) };
    case 'PageUp':
      return { row: bounded(row - page), column };
    case 'PageDown':
      return { row: bounded(row + page), column };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? last : row, column: last };
    default:
      return null;
  }
}

/** The scroll offset that brings the row or column into view, moving as little as possible. */
export function scrollToShow(index: number, scrolled: number, visible: number): number {
  const start = index * cellSize;
  if (start < scrolled) return start;
  const overflow = start + cellSize - (scrolled + visible);
  return overflow > 0 ? scrolled + overflow : scrolled;
}
