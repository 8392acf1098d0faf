import type { EndpointId } from '../model/ids.ts';
import type { Verdict } from './trace.ts';
import type { EndpointRow, PairSummary, VerdictTable } from './verdict-table.ts';

export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** Looks pairs up in a verdict table by the names of their ends. */
export class VerdictIndex {
  readonly #table: VerdictTable;
  readonly #rows: ReadonlyMap<EndpointId, number>;
  #counts: VerdictCounts | null = null;

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
  counts(): VerdictCounts {
    this.#counts ??= this.#count();
    return this.#counts;
  }

  /** Pairs are counted by summary first: there are few of those, and a hundred million pairs of ten thousand endpoints. */
  #count(): VerdictCounts {
    const { endpoints, pairs, summaries } = this.#table;
    const uses = new Uint32Array(summaries.length);
    for (const index of pairs) addUse(uses, index, 1);
    for (let row = 0; row < endpoints.length; row += 1) addUse(uses, pairs[row * (endpoints.length + 1)], -1);
    const counts = { allow: 0, deny: 0, partial: 0, undecided: 0 };
    for (const [index, { verdict }] of summaries.entries()) counts[verdict] += uses[index] ?? 0;
    return counts;
  }

  #at(row: number, column: number): PairSummary | null {
    const index = this.#table.pairs[row * this.#table.endpoints.length + column];
    return index === undefined ? null : (this.#table.summaries[index] ?? null);
  }
}

function addUse(uses: Uint32Array, index: number | undefined, by: 1 | -1): void {
  if (index !== undefined) uses[index] = (uses[index] ?? 0) + by;
}
