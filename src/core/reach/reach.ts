import { shareOf, type TrafficQuery } from '../find/traffic-query.ts';
import { trafficVerdict } from '../find/traffic-verdict.ts';
import { trafficOfAllowed } from '../net/allowed-traffic.ts';
import { summaryIndexAt } from '../policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../policy/verdict-table.ts';

/** How an endpoint is first come to. Rows are those of the verdict table. */
export interface Way {
  readonly row: number;
  /** Connections from the origin up to here, at least 1. */
  readonly hop: number;
  /** The row from which it is come to: the origin, or one with a way of its own. */
  readonly from: number;
  /** What policy says of the last of these connections. */
  readonly summary: PairSummary;
}

/** What a compromised endpoint lays open. Every row but the origin is in exactly one of the three. */
export interface Reach {
  readonly origin: number;
  /** By hops, then by row. */
  readonly reached: readonly Way[];
  /** Only over a connection of which nothing can be said: they may be reachable or not. */
  readonly possible: readonly Way[];
  /** Rows that no connection leads to. */
  readonly outOfReach: readonly number[];
}

/** What a connection adds: it is open to some traffic at least; nothing can be said of it; it is closed. */
export type Passage = 'open' | 'unknown' | 'closed';

/**
 * Everything that can be come to from `origin` over connections that policy allows, partly allowed ones included, each in
 * as few hops as there can be. One goes on from pods and hosts; an external network is an end, unless all begins there:
 * its machines are nobody's here to go on from. Replies open no way back.
 *
 * @param origin a row of the table
 * @param traffic only connections that are open to some of it count; null: to any
 * @returns `possible` continues from what is surely reached over connections that can't be evaluated
 */
export function reachFrom(table: VerdictTable, origin: number, traffic: TrafficQuery | null): Reach {
  return new Spread(table, origin, traffic).spread();
}

export function passageOf(summary: PairSummary, traffic: TrafficQuery | null): Passage {
  if (traffic === null) return passageOfAll(summary);
  if (shareOf(traffic, trafficOfAllowed(summary.allowed)) !== 'none') return 'open';
  const { verdict, isCertain } = trafficVerdict(summary, traffic);
  return verdict === 'deny' && isCertain ? 'closed' : 'unknown';
}

function passageOfAll({ verdict, allowed }: PairSummary): Passage {
  switch (verdict) {
    case 'allow':
    case 'partial':
      return 'open';
    case 'undecided':
      // A part that can't be evaluated takes nothing from the part that is let through.
      return allowed.length > 0 ? 'open' : 'unknown';
    case 'deny':
      return 'closed';
  }
}

class Spread {
  readonly #table: VerdictTable;
  readonly #origin: number;
  readonly #passages: readonly Passage[];
  #untouched: readonly number[];

  constructor(table: VerdictTable, origin: number, traffic: TrafficQuery | null) {
    this.#table = table;
    this.#origin = origin;
    this.#passages = table.summaries.map((summary) => passageOf(summary, traffic));
    this.#untouched = [...table.endpoints.keys()].filter((row) => row !== origin);
  }

  spread(): Reach {
    const open: ReadonlySet<Passage> = new Set(['open']);
    const reached = this.#waysFrom([[], [this.#origin]], open);
    const rings: number[][] = [[], [this.#origin]];
    for (const { row, hop } of reached) (rings[hop + 1] ??= []).push(row);
    const possible = this.#waysFrom(rings, new Set(['open', 'unknown']));
    return { origin: this.#origin, reached, possible, outOfReach: this.#untouched };
  }

  /**
   * Ring by ring; every row is taken once, by the first that leads to it.
   *
   * @param rings the rows from which the ways of hop n set out, at n; those that are found go on from the next one
   */
  #waysFrom(rings: readonly (readonly number[])[], passable: ReadonlySet<Passage>): readonly Way[] {
    const ways: Way[] = [];
    const done = new Set<string>();
    let found: readonly Way[] = [];
    for (let hop = 1; hop < rings.length || found.length > 0; hop += 1) {
      const sources = [...(rings[hop] ?? []), ...found.map(({ row }) => row)].sort((a, b) => a - b);
      found = sources.filter((row) => this.#goesOn(row)).flatMap((row) => this.#waysOf(row, hop, passable, done));
      found = found.toSorted((a, b) => a.row - b.row);
      ways.push(...found);
    }
    return ways;
  }

  #goesOn(row: number): boolean {
    return row === this.#origin || this.#table.endpoints[row]?.kind !== 'network';
  }

  /** What no way led to so far and one does from here. */
  #waysOf(from: number, hop: number, passable: ReadonlySet<Passage>, done: Set<string>): readonly Way[] {
    // Rows of one class on one cluster node lead to the same rows: the first of them took them all.
    const kind = `${this.#table.classOf[from] ?? ''} ${this.#table.nodeOf[from] ?? ''}`;
    if (done.has(kind)) return [];
    done.add(kind);
    const ways: Way[] = [];
    this.#untouched = this.#untouched.filter((row) => {
      const index = summaryIndexAt(this.#table, from, row);
      const [passage, summary] = [this.#passages[index], this.#table.summaries[index]];
      if (passage === undefined || summary === undefined || !passable.has(passage)) return true;
      ways.push({ row, hop, from, summary });
      return false;
    });
    return ways;
  }
}

/** The rows from the origin to the end of a way, both included. */
export function rowsOfWay({ origin, reached, possible }: Reach, end: number): readonly number[] {
  const fromOf = new Map([...reached, ...possible].map(({ row, from }) => [row, from]));
  const rows = [end];
  for (let row = end; row !== origin;) {
    const from = fromOf.get(row);
    if (from === undefined) return [];
    rows.unshift(from);
    row = from;
  }
  return rows;
}
