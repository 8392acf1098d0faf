import type { EndpointId } from '../model/ids.ts';
import { summaryAt, summaryIndexAt } from '../policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { MatchedPairs, rowsById, type Standing } from './matched-pairs.ts';
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

/** All pairs between two groups that stand to each other in one way, where their verdict differs. */
interface Difference {
  readonly source: number;
  readonly target: number;
  readonly standing: Standing;
  readonly change: SummaryChange;
  /** How many they are. */
  readonly pairs: number;
}

class Comparison {
  readonly #before: VerdictTable;
  readonly #after: VerdictTable;
  readonly #matched: MatchedPairs;
  readonly #rowCount: number;
  readonly #differ: (old: number, now: number) => SummaryChange | null;
  #rowOf: ReadonlyMap<EndpointId, number> | null = null;

  constructor(before: VerdictTable, after: VerdictTable) {
    this.#before = before;
    this.#after = after;
    this.#differ = summaryComparison(before.summaries, after.summaries);
    const rows = rowsById(before, after);
    this.#matched = new MatchedPairs(before, after, rows);
    this.#rowCount = rows.length;
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
    const { groups, standings } = this.#matched;
    for (const standing of standings)
      for (let source = 0; source < groups; source += 1)
        for (let target = 0; target < groups; target += 1) {
          // Asked for each two groups: no list is made here.
          const change = this.#differ(
            this.#matched.summaryBefore(source, target, standing.wasNear),
            this.#matched.summaryAfter(source, target, standing.isNear),
          );
          if (change === null) continue;
          const pairs = this.#matched.count(source, target, standing);
          if (pairs > 0) yield { source, target, standing, change, pairs };
        }
  }

  #between(source: EndpointId, destination: EndpointId): PairChange | null {
    this.#rowOf ??= this.#rowsOfIds();
    const [row, column] = [this.#rowOf.get(source), this.#rowOf.get(destination)];
    if (row === undefined || column === undefined || row === column) return null;
    const matched = this.#matched;
    const old = summaryIndexAt(this.#before, matched.rowBefore(row), matched.rowBefore(column));
    const now = summaryIndexAt(this.#after, matched.rowAfter(row), matched.rowAfter(column));
    return this.#differ(old, now) === null ? null : this.#pairChange(row, column);
  }

  #rowsOfIds(): ReadonlyMap<EndpointId, number> {
    const rows = Array.from({ length: this.#rowCount }, (_, row) => row);
    return new Map(rows.map((row) => [idAt(this.#before, this.#matched.rowBefore(row)), row]));
  }

  /** First one pair of each difference, so that a long list of one kind leaves room for the others; then the rest. */
  #list(differences: readonly Difference[]): readonly PairChange[] {
    const walks = differences.map(({ source, target, standing }) => this.#matched.walk(source, target, standing));
    return spread(walks, listedChanges)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([source, target]) => this.#pairChange(source, target));
  }

  #pairChange(row: number, column: number): PairChange {
    const matched = this.#matched;
    const [fromBefore, toBefore] = [matched.rowBefore(row), matched.rowBefore(column)];
    return {
      source: idAt(this.#before, fromBefore),
      destination: idAt(this.#before, toBefore),
      before: certainSummaryAt(this.#before, fromBefore, toBefore),
      after: certainSummaryAt(this.#after, matched.rowAfter(row), matched.rowAfter(column)),
    };
  }
}

/** One of each walk, and then of all in their order as many as make `limit`; of more walks than that one each. */
export function spread<Item>(walks: readonly Generator<Item, undefined>[], limit: number): Item[] {
  const found = walks.flatMap((walk) => {
    const first = walk.next();
    return first.done === true ? [] : [first.value];
  });
  for (const walk of walks)
    for (const item of walk) {
      // A walk that is left ends: nothing more is wanted of it.
      if (found.length >= limit) return found;
      found.push(item);
    }
  return found;
}

function certainSummaryAt(table: VerdictTable, row: number, column: number): PairSummary {
  const summary = summaryAt(table, row, column);
  if (summary === undefined) throw new Error('a table has a summary for every pair');
  return summary;
}

function idAt(table: VerdictTable, row: number): EndpointId {
  const endpoint = table.endpoints[row];
  if (endpoint === undefined) throw new Error('a row beyond the table');
  return endpoint.id;
}
