/* eslint-disable svelte/prefer-svelte-reactivity -- maps are computed anew as a whole, never changed */
import type { App } from '../../app/app.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { AxisItem } from './matrix-axis.ts';
import type { MatrixPicture } from './matrix-picture.svelte.ts';
import { cellsIn, rangeBetween, walkGrid, type Cell, type CellRange } from './matrix-window.ts';

/** Where the keyboard is in the matrix, what is selected there, and which cells are marked. */
export class MatrixCursor {
  readonly #app: App;
  readonly #picture: MatrixPicture;
  /** Where the user went, and what was selected then: another selection takes the keyboard along. */
  #walked = $state.raw<{ readonly cell: Cell; readonly by: unknown }>({ cell: { row: 0, column: 0 }, by: null });
  #anchor = $state.raw<Cell | null>(null);

  readonly #rowOfId = $derived.by(
    () => new Map(this.#picture.table?.endpoints.map((endpoint, row) => [endpoint.id, row])),
  );
  readonly #selected = $derived.by(() => this.#findSelected());
  readonly #active = $derived.by(() => this.#findActive());
  readonly #own = $derived.by(() => this.#findOwn());
  readonly #marked = $derived.by(() => this.#findMarked());

  constructor(app: App, picture: MatrixPicture) {
    this.#app = app;
    this.#picture = picture;
    this.goTo({ row: 0, column: 0 });
  }

  /** The selected pair; null where it is not shown. */
  get selected(): Cell | null {
    return this.#selected;
  }
  get active(): Cell {
    return this.#active;
  }
  /** Row and column of the selected endpoint; -1: not shown. */
  get own(): Cell {
    return this.#own;
  }
  /** Several cells; null: none or one. */
  get marked(): CellRange | null {
    return this.#marked;
  }
  /** The selection was not made here. */
  get isLed(): boolean {
    return this.#app.selection.current !== this.#walked.by;
  }

  /** Row of the table; -1: it has none such. */
  rowOf(id: EndpointId): number {
    return this.#rowOfId.get(id) ?? -1;
  }

  endpointOf(item: AxisItem | undefined): EndpointId | null {
    return item?.kind === 'endpoint' ? (this.#picture.table?.endpoints[item.row]?.id ?? null) : null;
  }

  goTo(cell: Cell): void {
    this.#walked = { cell, by: this.#app.selection.current };
  }

  /** Selects a cell's pair; marks start anew from there. */
  choose(cell: Cell): void {
    this.#anchor = cell;
    const pair = this.#picture.pairAt(cell.row, cell.column);
    if (pair !== null) this.#app.selection.select({ kind: 'pair', ...pair });
    this.goTo(cell);
  }

  /** Opens or closes a group, or selects the endpoint. */
  useHeader(cell: Cell): void {
    const isColumn = cell.row === -1;
    const item = isColumn ? this.#picture.columns[cell.column] : this.#picture.rows[cell.row];
    const endpoint = this.endpointOf(item);
    if (item?.kind === 'group') this.#app.matrix.toggle(isColumn ? 'columns' : 'rows', item.key);
    else if (endpoint !== null) this.#app.selection.selectEndpoint(endpoint);
    this.goTo(cell);
  }

  /** What Enter does: a pair's verdict is shown, a header is used; in a group's cell that of the group. */
  use(cell: Cell): void {
    if (cell.row === -1 || cell.column === -1) return this.useHeader(cell);
    if (this.#picture.pairAt(cell.row, cell.column) !== null) {
      this.choose(cell);
      this.#app.view.inspectorTab = 'verdict';
    } else if (this.#picture.rows[cell.row]?.kind === 'group') this.useHeader({ row: cell.row, column: -1 });
    else this.useHeader({ row: -1, column: cell.column });
  }

  /** @returns where the key led; null: nowhere */
  walk(key: string, withControl: boolean, withShift: boolean, page: number): Cell | null {
    const size = { rows: this.#picture.rows.length, columns: this.#picture.columns.length };
    const next = walkGrid(key, withControl, this.active, size, page);
    if (next === null) return null;
    if (withShift) this.extendTo(next);
    else if (next.row === -1 || next.column === -1) {
      this.unmark();
      this.goTo(next);
    } else this.choose(next);
    return next;
  }

  markFrom(cell: Cell): void {
    this.#anchor = cell;
    this.goTo(this.active);
  }

  extendTo(cell: Cell): void {
    this.#anchor ??= this.active;
    this.goTo(cell);
  }

  markAll(): void {
    this.#anchor = { row: 0, column: 0 };
    this.goTo({ row: this.#picture.rows.length - 1, column: this.#picture.columns.length - 1 });
  }

  unmark(): void {
    this.#anchor = null;
  }

  #findSelected(): Cell | null {
    const { pair } = this.#app.selection;
    if (pair === null) return null;
    const row = this.#picture.rowAt(this.rowOf(pair.source));
    const column = this.#picture.columnAt(this.rowOf(pair.destination));
    return row === -1 || column === -1 ? null : { row, column };
  }

  #findActive(): Cell {
    const { row, column } = this.isLed ? (this.#selected ?? this.#walked.cell) : this.#walked.cell;
    const { rows, columns } = this.#picture;
    return { row: Math.min(row, rows.length - 1), column: Math.min(column, columns.length - 1) };
  }

  #findOwn(): Cell {
    const { endpoint } = this.#app.selection;
    const row = endpoint === null ? -1 : this.rowOf(endpoint);
    return { row: this.#picture.rowAt(row), column: this.#picture.columnAt(row) };
  }

  #findMarked(): CellRange | null {
    if (this.#anchor === null) return null;
    const range = rangeBetween(this.#anchor, this.#active);
    return cellsIn(range) > 1 ? range : null;
  }
}
