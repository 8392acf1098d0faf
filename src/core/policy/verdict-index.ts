import type { EndpointId } from '../model/ids.ts';
import type { Verdict } from './trace.ts';
import type { EndpointRow, PairSummary, VerdictTable } from './verdict-table.ts';

export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** In a table: what no two endpoints form. */
export const noSummary = 0xffffffff;

/** Index into `summaries` of the pair (row `source`, column `destination`); `noSummary` outside the table. */
export function summaryIndexAt(table: VerdictTable, source: number, destination: number): number {
  const { classOf, nodeOf, own } = table;
  const [from, to] = [classOf[source], classOf[destination]];
  if (from === undefined || to === undefined) return noSummary;
  if (source === destination) return own[from] ?? noSummary;
  const node = nodeOf[source];
  const square = node !== 0 && node === nodeOf[destination] ? table.sameNode : table.apart;
  return square[from * own.length + to] ?? noSummary;
}

/** undefined outside the table. */
export function summaryAt(table: VerdictTable, source: number, destination: number): PairSummary | undefined {
  return table.summaries[summaryIndexAt(table, source, destination)];
}

/** What goes along without being copied when a table is posted. */
export function buffersOf({ classOf, nodeOf, own, sameNode, apart }: VerdictTable): readonly ArrayBuffer[] {
  return [classOf, nodeOf, own, sameNode, apart].map(({ buffer }) => buffer);
}

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
    return row === undefined || column === undefined ? null : (summaryAt(this.#table, row, column) ?? null);
  }

  /** How many ordered pairs of distinct endpoints have each verdict. */
  counts(): VerdictCounts {
    this.#counts ??= countPairs(this.#table);
    return this.#counts;
  }
}

/** By class and cluster node: ten thousand endpoints have a hundred million pairs, but few classes. */
function countPairs(table: VerdictTable): VerdictCounts {
  const { summaries, classOf, nodeOf, own, sameNode, apart } = table;
  const counts = { allow: 0, deny: 0, partial: 0, undecided: 0 };
  const add = (index: number | undefined, pairs: number): void => {
    const summary = summaries[index ?? noSummary];
    if (summary !== undefined) counts[summary.verdict] += pairs;
  };
  const everyone = new Map<number, number>();
  const byNode = new Map<number, Map<number, number>>();
  for (const [row, number] of classOf.entries()) {
    const node = nodeOf[row] ?? 0;
    const there = byNode.get(node) ?? new Map<number, number>();
    byNode.set(node, there);
    for (const sizes of [everyone, there]) sizes.set(number, (sizes.get(number) ?? 0) + 1);
  }
  forEachPairOfClasses(everyone, own.length, (at, pairs) => add(apart[at], pairs));
  for (const [node, sizes] of byNode)
    if (node !== 0)
      forEachPairOfClasses(sizes, own.length, (at, pairs) => {
        add(apart[at], -pairs);
        add(sameNode[at], pairs);
      });
  return counts;
}

/** Calls `visit` with the place in a square of classes and the number of pairs of distinct members. */
function forEachPairOfClasses(
  sizes: ReadonlyMap<number, number>,
  classCount: number,
  visit: (at: number, pairs: number) => void,
): void {
  for (const [source, sources] of sizes)
    for (const [target, targets] of sizes)
      visit(source * classCount + target, source === target ? sources * (sources - 1) : sources * targets);
}
