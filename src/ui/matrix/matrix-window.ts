/** Sizes in pixels of the matrix; cells are square. */
export const cellSize = 25;
export const headerWidth = 190;
export const headerHeight = 116;

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

/** How many rows or columns can be in the DOM at once, wherever it is scrolled to. */
export function slotCount(visible: number, count: number): number {
  return Math.min(count, Math.ceil(Math.max(0, visible) / cellSize) + 1 + 2 * margin);
}

/**
 * What each slot shows: an element of the DOM stays where it is in the tree and takes up the next row or column when its
 * own is scrolled away. -1: nothing.
 */
export function slotsOf({ first, last }: Span, slots: number): readonly number[] {
  return Array.from({ length: slots }, (_, slot) => {
    const index = first + ((((slot - first) % slots) + slots) % slots);
    return index < last ? index : -1;
  });
}

/** Of the rows and columns shown; -1 is the header. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Where a key leads from a cell of a grid; null: the key has no meaning there. */
export function walkGrid(
  key: string,
  withControl: boolean,
  { row, column }: Cell,
  { rows, columns }: GridSize,
  page: number,
): Cell | null {
  const inRows = (index: number, least = 0): number => Math.min(rows - 1, Math.max(least, index));
  const inColumns = (index: number, least = 0): number => Math.min(columns - 1, Math.max(least, index));
  switch (key) {
    case 'ArrowUp':
      // Nothing stands in the corner of the two headers.
      return { row: withControl ? 0 : inRows(row - 1, column === -1 ? 0 : -1), column };
    case 'ArrowDown':
      return { row: withControl ? rows - 1 : inRows(row + 1), column };
    case 'ArrowLeft':
      return { row, column: withControl ? 0 : inColumns(column - 1, row === -1 ? 0 : -1) };
    case 'ArrowRight':
      return { row, column: withControl ? columns - 1 : inColumns(column + 1) };
    case 'PageUp':
      return { row: inRows(row - page), column };
    case 'PageDown':
      return { row: inRows(row + page), column };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}

/** The scroll offset that brings the row or column into view, moving as little as possible; the header is always there. */
export function scrollToShow(index: number, scrolled: number, visible: number): number {
  if (index < 0) return scrolled;
  const start = index * cellSize;
  if (start < scrolled) return start;
  const overflow = start + cellSize - (scrolled + visible);
  return overflow > 0 ? scrolled + overflow : scrolled;
}

/** Two corners of a rectangle of cells, in any order, as its first and last row and column. */
export interface CellRange {
  readonly rows: Span;
  readonly columns: Span;
}

/** Spans end before `last`. */
export function rangeBetween(one: Cell, other: Cell): CellRange {
  const span = (a: number, b: number): Span => ({ first: Math.max(0, Math.min(a, b)), last: Math.max(a, b) + 1 });
  return { rows: span(one.row, other.row), columns: span(one.column, other.column) };
}

export function cellsIn({ rows, columns }: CellRange): number {
  return (rows.last - rows.first) * (columns.last - columns.first);
}
