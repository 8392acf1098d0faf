import type { EndpointId } from '../model/ids.ts';
import type { EndpointRow, PairSummary, VerdictTable } from './verdict-table.ts';

/** Looks pairs up in a verdict table by the names of their ends. */
export class VerdictIndex {
  readonly #table: VerdictTable;
  readonly #rows: ReadonlyMap<EndpointId, number>;

  constructor(table: VerdictTable) {
    this.#table = table;
    this.#rows = new Map(table.endpoints.map(({ id }, index) => [id, index]));
  }

  /** The row, and column, of an endpoint; undefined where the table has none such. */
  rowOf(id: EndpointId): number | undefined {
    return this.#rows.get(id);
  }

  /** @throws RangeError for a row that the table does not have */
  row(index: number): EndpointRow {
    const row = this.#table.endpoints[index];
    if (row === undefined) throw new RangeError(`no row ${index}`);
    return row;
  }

  /** null where either end is not in the table. */
  summary(source: EndpointId, destination: EndpointId): PairSummary | null {
    const row = this.rowOf(source);
    const column = this.rowOf(destination);
    return row === undefined || column === undefined ? null : this.#at(row, column);
  }

  /** How many ordered pairs of distinct endpoints have each verdict. */
  counts(): { readonly allow: number; readonly deny: number; readonly partial: number; readonly undecided: number } {
    const counts = { allow: 0, deny: 0, partial: 0, undecided: 0 };
    const size = this.#table.endpoints.length;
    for (let row = 0; row < size; row += 1)
      for (let column = 0; column < size; column += 1) {
        const summary = row === column ? null : this.#at(row, column);
        if (summary !== null) counts[summary.verdict] += 1;
      }
    return counts;
  }

  #at(row: number, column: number): PairSummary | null {
    const index = this.#table.pairs[row * this.#table.endpoints.length + column];
    return index === undefined ? null : (this.#table.summaries[index] ?? null);
  }
}
