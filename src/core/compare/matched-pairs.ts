import { noSummary } from '../policy/verdict-index.ts';
import type { VerdictTable } from '../policy/verdict-table.ts';
import { Numbering, RowGroups } from './row-groups.ts';

/** A row of the older table and what it is in the newer one; `notThere` in a table that has no such row. */
export type MatchedRow = readonly [before: number, after: number];

export const notThere = -1;

/** How the rows of a pair stand to each other: on one cluster node or not, before and after. */
export interface Standing {
  readonly wasNear: boolean;
  readonly isNear: boolean;
}

const settledStandings: readonly Standing[] = [
  { wasNear: false, isNear: false },
  { wasNear: true, isNear: true },
];
const allStandings: readonly Standing[] = [
  ...settledStandings,
  { wasNear: true, isNear: false },
  { wasNear: false, isNear: true },
];

/** Rows that have one id in both tables. */
export function rowsById(before: VerdictTable, after: VerdictTable): readonly MatchedRow[] {
  const rowAfter = new Map(after.endpoints.map(({ id }, row) => [id, row]));
  return before.endpoints.flatMap(({ id }, row): readonly MatchedRow[] => {
    const now = rowAfter.get(id);
    return now === undefined ? [] : [[row, now]];
  });
}

/**
 * The pairs of two tables, in groups: rows that were of one class and are of one class need not be looked at one by one.
 * A row is called by its place in `rows`.
 */
export class MatchedPairs {
  readonly #before: VerdictTable;
  readonly #after: VerdictTable;
  /** Row → its row in each table. */
  readonly #old: readonly number[];
  readonly #now: readonly number[];
  /** Group → its class in each table; `notThere` for rows that a table does not have. */
  readonly #oldClasses: Int32Array;
  readonly #nowClasses: Int32Array;
  /** The same groups, each by another reading of "on one cluster node". */
  readonly #nearBefore: RowGroups;
  readonly #nearAfter: RowGroups;
  readonly #nearBoth: RowGroups;
  /** Nobody moved, so that who is near each other stays the same. */
  readonly #isSettled: boolean;

  constructor(before: VerdictTable, after: VerdictTable, rows: readonly MatchedRow[]) {
    this.#before = before;
    this.#after = after;
    this.#old = rows.map(([row]) => row);
    this.#now = rows.map(([, row]) => row);
    const classes = new Map<number, readonly [number, number]>();
    const numbering = new Numbering<number>();
    const groupOf = rows.map(([old, now]) => {
      const pair = [before.classOf[old] ?? notThere, after.classOf[now] ?? notThere] as const;
      const group = numbering.of(pair[0] * (after.own.length + 1) + pair[1]);
      classes.set(group, pair);
      return group;
    });
    this.#oldClasses = Int32Array.from(classes.values(), ([old]) => old);
    this.#nowClasses = Int32Array.from(classes.values(), ([, now]) => now);
    const nodes = rows.map(([old, now]) => [before.nodeOf[old] ?? 0, after.nodeOf[now] ?? 0] as const);
    const both = new Numbering<number>();
    const nodeCount = 1 + nodes.reduce((most, [, now]) => Math.max(most, now), 0);
    const bothOf = nodes.map(([old, now]) => (old === 0 || now === 0 ? 0 : 1 + both.of(old * nodeCount + now)));
    this.#nearBefore = new RowGroups(
      groupOf,
      nodes.map(([old]) => old),
    );
    this.#nearAfter = new RowGroups(
      groupOf,
      nodes.map(([, now]) => now),
    );
    this.#nearBoth = new RowGroups(groupOf, bothOf);
    const [oldNodes, nowNodes] = [new Set(nodes.map(([old]) => old)), new Set(nodes.map(([, now]) => now))];
    this.#isSettled =
      nodes.every(([old, now]) => (old === 0) === (now === 0)) &&
      [oldNodes, nowNodes].every((set) => set.size - (set.has(0) ? 1 : 0) === both.size);
  }

  get groups(): number {
    return this.#oldClasses.length;
  }

  /** The ways in which rows can stand to each other here. */
  get standings(): readonly Standing[] {
    return this.#isSettled ? settledStandings : allStandings;
  }

  /** The row of the older table, or `notThere`. */
  rowBefore(row: number): number {
    return this.#old[row] ?? notThere;
  }

  /** The row of the newer table, or `notThere`. */
  rowAfter(row: number): number {
    return this.#now[row] ?? notThere;
  }

  /** Index of what is said of pairs between two groups in the older table; `noSummary` where one of the ends is not there. */
  summaryBefore(source: number, target: number, wasNear: boolean): number {
    return summaryBetween(this.#before, this.#oldClasses[source], this.#oldClasses[target], wasNear);
  }

  /** The same in the newer one. */
  summaryAfter(source: number, target: number, isNear: boolean): number {
    return summaryBetween(this.#after, this.#nowClasses[source], this.#nowClasses[target], isNear);
  }

  /** How many pairs there are between two groups that stand to each other so. */
  count(source: number, target: number, { wasNear, isNear }: Standing): number {
    const both = this.#nearBoth.neighbours(source, target);
    if (wasNear && isNear) return both;
    if (wasNear) return this.#nearBefore.neighbours(source, target) - both;
    if (isNear) return this.#nearAfter.neighbours(source, target) - both;
    const near = this.#isSettled
      ? both
      : this.#nearBefore.neighbours(source, target) + this.#nearAfter.neighbours(source, target) - both;
    return this.#nearBoth.pairs(source, target) - near;
  }

  /** Those pairs. */
  *walk(
    source: number,
    target: number,
    { wasNear, isNear }: Standing,
  ): Generator<readonly [source: number, destination: number], undefined> {
    for (const row of this.#nearBoth.members(source))
      for (const column of this.#nearBoth.members(target))
        if (
          row !== column &&
          areNear(this.#before.nodeOf, this.#old[row], this.#old[column]) === wasNear &&
          areNear(this.#after.nodeOf, this.#now[row], this.#now[column]) === isNear
        )
          yield [row, column];
  }
}

function summaryBetween(
  { sameNode, apart, own }: VerdictTable,
  source = notThere,
  target = notThere,
  areNeighbours: boolean,
): number {
  if (source === notThere || target === notThere) return noSummary;
  return (areNeighbours ? sameNode : apart)[source * own.length + target] ?? noSummary;
}

function areNear(nodeOf: Uint32Array, row: number | undefined, column: number | undefined): boolean {
  const node = nodeOf[row ?? -1] ?? 0;
  return node !== 0 && node === nodeOf[column ?? -1];
}
