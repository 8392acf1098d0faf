import type { EndpointId } from '../model/ids.ts';
import { noSummary, summaryAt, summaryIndexAt } from '../policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { Numbering, RowGroups } from './row-groups.ts';
import { summaryComparison, type SummaryChange } from './summary-change.ts';

/** How many pairs differ, and how. */
export interface ChangeCounts {
  readonly total: number;
  /** Pairs through which something passes that did not before. */
  readonly allowed: number;
  /** Pairs through which something no longer passes. */
  readonly denied: number;
  /** Pairs whose verdict or half is another, although the same passes as far as that can be said. */
  readonly otherwise: number;
}

/** What differs between two tables, for pairs whose ends are in both. */
export interface TableChange extends ChangeCounts {
  /** The pairs that differ; of more than `listedChanges` so many, with some of each kind. */
  readonly pairs: readonly PairChange[];
  /** Of any pair, listed or not; null where it does not differ or one of the tables does not have it. */
  between(source: EndpointId, destination: EndpointId): PairChange | null;
  /** The newer table. */
  readonly after: VerdictTable;
}

export interface PairChange {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly before: PairSummary;
  readonly after: PairSummary;
}

/** One policy can change a hundred million pairs; nobody looks at more than some of them. */
export const listedChanges = 2000;

/**
 * Compares by endpoint id; rows that only one of the tables has are left out. Endpoints that were alike and are alike are
 * compared together: the cost grows with the classes of both tables and with what is listed, not with the pairs.
 */
export function compareTables(before: VerdictTable, after: VerdictTable): TableChange {
  return new Comparison(before, after).result();
}

/** How the rows of a pair stand to each other: on one cluster node or not, before and after. */
interface Standing {
  readonly wasNear: boolean;
  readonly isNear: boolean;
}

/** All pairs between two groups that stand to each other in one way, where their verdict differs. */
interface Difference extends Standing {
  readonly source: number;
  readonly target: number;
  readonly change: SummaryChange;
  /** How many they are. */
  readonly pairs: number;
}

class Comparison {
  readonly #before: VerdictTable;
  readonly #after: VerdictTable;
  /** Rows that both tables have, in each of them. */
  readonly #old: readonly number[];
  readonly #now: readonly number[];
  /** Group → its class in each table. */
  readonly #oldClasses: Uint32Array;
  readonly #nowClasses: Uint32Array;
  /** The same groups, each by another reading of "on one cluster node". */
  readonly #nearBefore: RowGroups;
  readonly #nearAfter: RowGroups;
  readonly #nearBoth: RowGroups;
  /** Nobody moved, so that who is near each other stays the same. */
  readonly #isSettled: boolean;
  readonly #differ: (old: number, now: number) => SummaryChange | null;
  #rowOf: ReadonlyMap<EndpointId, number> | null = null;

  constructor(before: VerdictTable, after: VerdictTable) {
    this.#before = before;
    this.#after = after;
    this.#differ = summaryComparison(before.summaries, after.summaries);
    const rowAfter = new Map(after.endpoints.map(({ id }, row) => [id, row]));
    const rows = before.endpoints.flatMap(({ id }, row): readonly (readonly [number, number])[] => {
      const now = rowAfter.get(id);
      return now === undefined ? [] : [[row, now]];
    });
    this.#old = rows.map(([row]) => row);
    this.#now = rows.map(([, row]) => row);
    const classes = new Map<number, readonly [number, number]>();
    const numbering = new Numbering<number>();
    const groupOf = rows.map(([old, now]) => {
      const pair = [before.classOf[old] ?? 0, after.classOf[now] ?? 0] as const;
      const group = numbering.of(pair[0] * after.own.length + pair[1]);
      classes.set(group, pair);
      return group;
    });
    this.#oldClasses = Uint32Array.from(classes.values(), ([old]) => old);
    this.#nowClasses = Uint32Array.from(classes.values(), ([, now]) => now);
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

  result(): TableChange {
    let [total, allowed, denied, otherwise] = [0, 0, 0, 0];
    const differences: Difference[] = [];
    for (const difference of this.#differences()) {
      const { pairs, change } = difference;
      total += pairs;
      if (change.gained) allowed += pairs;
      if (change.lost) denied += pairs;
      if (!change.gained && !change.lost) otherwise += pairs;
      if (differences.length < listedChanges) differences.push(difference);
    }
    const between: TableChange['between'] = (source, destination) => this.#between(source, destination);
    return { total, allowed, denied, otherwise, pairs: this.#list(differences), between, after: this.#after };
  }

  *#differences(): Generator<Difference> {
    const groups = this.#oldClasses.length;
    for (const standing of this.#isSettled ? settledStandings : standings)
      for (let source = 0; source < groups; source += 1)
        for (let target = 0; target < groups; target += 1) {
          const change = this.#change(source, target, standing);
          if (change === null) continue;
          const pairs = this.#pairsOf(source, target, standing);
          if (pairs > 0) yield { source, target, ...standing, change, pairs };
        }
  }

  #between(source: EndpointId, destination: EndpointId): PairChange | null {
    this.#rowOf ??= new Map(this.#old.map((row, index) => [idAt(this.#before, row), index]));
    const [row, column] = [this.#rowOf.get(source), this.#rowOf.get(destination)];
    if (row === undefined || column === undefined || row === column) return null;
    const old = summaryIndexAt(this.#before, this.#old[row] ?? -1, this.#old[column] ?? -1);
    const now = summaryIndexAt(this.#after, this.#now[row] ?? -1, this.#now[column] ?? -1);
    return this.#differ(old, now) === null ? null : this.#pairChange(row, column);
  }

  /** Called for each two groups: no list is made here. */
  #change(source: number, target: number, standing: Standing): SummaryChange | null {
    const before = this.#before;
    const after = this.#after;
    const old = this.#oldClasses;
    const now = this.#nowClasses;
    const was = standing.wasNear ? before.sameNode : before.apart;
    const is = standing.isNear ? after.sameNode : after.apart;
    return this.#differ(
      was[(old[source] ?? 0) * before.own.length + (old[target] ?? 0)] ?? noSummary,
      is[(now[source] ?? 0) * after.own.length + (now[target] ?? 0)] ?? noSummary,
    );
  }

  #pairsOf(source: number, target: number, { wasNear, isNear }: Standing): number {
    const both = this.#nearBoth.neighbours(source, target);
    if (wasNear && isNear) return both;
    if (wasNear) return this.#nearBefore.neighbours(source, target) - both;
    if (isNear) return this.#nearAfter.neighbours(source, target) - both;
    const near = this.#isSettled
      ? both
      : this.#nearBefore.neighbours(source, target) + this.#nearAfter.neighbours(source, target) - both;
    return this.#nearBoth.pairs(source, target) - near;
  }

  /** First one pair of each difference, so that a long list of one kind leaves room for the others; then the rest. */
  #list(differences: readonly Difference[]): readonly PairChange[] {
    const walks = differences.map((difference) => this.#walk(difference));
    const found = walks.flatMap((walk) => firstOf(walk));
    for (const walk of walks)
      for (const pair of walk) {
        if (found.length >= listedChanges) break;
        found.push(pair);
      }
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([source, target]) => this.#pairChange(source, target));
  }

  /** Pairs of common rows. */
  *#walk({ source, target, wasNear, isNear }: Difference): Generator<readonly [number, number], undefined> {
    for (const row of this.#nearBoth.members(source))
      for (const column of this.#nearBoth.members(target))
        if (
          row !== column &&
          areNear(this.#before.nodeOf, this.#old[row], this.#old[column]) === wasNear &&
          areNear(this.#after.nodeOf, this.#now[row], this.#now[column]) === isNear
        )
          yield [row, column];
  }

  #pairChange(row: number, column: number): PairChange {
    return {
      source: idAt(this.#before, this.#old[row]),
      destination: idAt(this.#before, this.#old[column]),
      before: certainSummaryAt(this.#before, this.#old[row], this.#old[column]),
      after: certainSummaryAt(this.#after, this.#now[row], this.#now[column]),
    };
  }
}

const settledStandings: readonly Standing[] = [
  { wasNear: false, isNear: false },
  { wasNear: true, isNear: true },
];
const standings: readonly Standing[] = [
  ...settledStandings,
  { wasNear: true, isNear: false },
  { wasNear: false, isNear: true },
];

function firstOf<Item>(walk: Generator<Item, undefined>): readonly Item[] {
  const first = walk.next();
  return first.done === true ? [] : [first.value];
}

function areNear(nodeOf: Uint32Array, row: number | undefined, column: number | undefined): boolean {
  const node = nodeOf[row ?? -1] ?? 0;
  return node !== 0 && node === nodeOf[column ?? -1];
}

function certainSummaryAt(table: VerdictTable, row: number | undefined, column: number | undefined): PairSummary {
  const summary = summaryAt(table, row ?? -1, column ?? -1);
  if (summary === undefined) throw new Error('a table has a summary for every pair');
  return summary;
}

function idAt(table: VerdictTable, row: number | undefined): EndpointId {
  const endpoint = table.endpoints[row ?? -1];
  if (endpoint === undefined) throw new Error('a row beyond the table');
  return endpoint.id;
}
