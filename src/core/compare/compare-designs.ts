import type { EndpointId } from '../model/ids.ts';
import { describeTraffic, type AllowedTraffic } from '../net/describe-traffic.ts';
import { isEmptyTraffic } from '../net/traffic.ts';
import { evaluatePair } from '../policy/evaluate.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../policy/verdict-table.ts';
import { spread } from './compare-tables.ts';
import { matchEndpoints, type EndpointMatch } from './match-endpoints.ts';
import { MatchedPairs, notThere, type Standing } from './matched-pairs.ts';
import { comparePassing, isWhole, passageOf, passingByResult, passingBySummary, type PassingPart } from './passing.ts';

/** A design with its verdicts. */
export interface JudgedDesign {
  readonly ruleset: Ruleset;
  /** `evaluateAll(ruleset)` */
  readonly table: VerdictTable;
}

/** `added`: something passes where nothing passed; `removed`: nothing passes any more; `changed`: something else does. */
export type ConnectionEvent = 'added' | 'removed' | 'changed';
/** `unclear`: what passes can't be said before or after, and nothing is known to have come or gone. */
export type ConnectionEffect = 'widened' | 'narrowed' | 'both' | 'unclear';

/** How what passes between two endpoints differs. */
export interface ConnectionDifference {
  readonly event: ConnectionEvent;
  readonly effect: ConnectionEffect;
  /** What certainly passes now and did not before, for some of the addresses of an external network at least. */
  readonly gained: readonly AllowedTraffic[];
  /** What certainly passed and does no longer, likewise. */
  readonly lost: readonly AllowedTraffic[];
  /** Of which it can't be evaluated whether it changed. */
  readonly unclear: readonly AllowedTraffic[];
}

export interface ConnectionChange extends ConnectionDifference {
  /** As it is called in the newer design if it is there. */
  readonly source: EndpointId;
  readonly destination: EndpointId;
  /** null: one of the ends was not there. */
  readonly before: PairSummary | null;
  /** null: one of the ends is not there any more. */
  readonly after: PairSummary | null;
}

/** Ordered pairs of endpoints. */
export interface ConnectionCounts {
  readonly total: number;
  readonly events: Readonly<Record<ConnectionEvent, number>>;
  readonly effects: Readonly<Record<ConnectionEffect, number>>;
}

export interface DesignComparison extends Omit<EndpointMatch, 'rows'> {
  /** In the order of the newer design's endpoints; of more than the limit so many, with some of each kind. */
  readonly connections: readonly ConnectionChange[];
  /** Of all, listed or not. */
  readonly counts: ConnectionCounts;
  /** Pairs that were compared by their summaries only, not part by part, as there are too many kinds of them. */
  readonly unasked: number;
}

/**
 * What passes in one of two designs and not in the other. Exact: where the summaries of a pair do not say all that passes,
 * both designs are asked for its parts; in a large design for as many as take a moment, see `unasked`.
 *
 * @param limit so many connections are listed at most
 */
export function compareDesigns(before: JudgedDesign, after: JudgedDesign, limit = Infinity): DesignComparison {
  return new DesignComparer(before, after).result(limit);
}

/** All pairs between two groups that stand to each other in one way: what passes differs alike. */
interface Kind {
  readonly source: number;
  readonly target: number;
  readonly standing: Standing;
  readonly difference: ConnectionDifference;
}

/** So many kinds of pairs are asked for their parts in a design of one endpoint; a pair of a larger one costs more. */
const mostAsked = 100_000;
const leastAsked = 50;

class DesignComparer {
  readonly #before: JudgedDesign;
  readonly #after: JudgedDesign;
  readonly #match: EndpointMatch;
  readonly #pairs: MatchedPairs;
  /** By the numbers of both summaries, where they say all. */
  readonly #known = new Map<number, ConnectionDifference | null>();
  readonly #wordsBefore: Uint32Array;
  readonly #wordsAfter: Uint32Array;
  readonly #mayAsk: number;
  #asked = 0;
  #unasked = 0;

  constructor(before: JudgedDesign, after: JudgedDesign) {
    this.#before = before;
    this.#after = after;
    this.#match = matchEndpoints(before.table, after.table);
    this.#pairs = new MatchedPairs(before.table, after.table, this.#match.rows);
    this.#mayAsk = Math.max(leastAsked, Math.floor(mostAsked / Math.max(1, this.#match.rows.length)));
    const numbers = new Map<string, number>();
    this.#wordsBefore = numbered(before.table.summaries, numbers);
    this.#wordsAfter = numbered(after.table.summaries, numbers);
  }

  result(limit: number): DesignComparison {
    const events = { added: 0, removed: 0, changed: 0 };
    const effects = { widened: 0, narrowed: 0, both: 0, unclear: 0 };
    const kinds: Kind[] = [];
    let total = 0;
    for (const { count, ...kind } of this.#kinds()) {
      total += count;
      events[kind.difference.event] += count;
      effects[kind.difference.effect] += count;
      if (kinds.length < limit) kinds.push(kind);
    }
    const { added, removed, renamed } = this.#match;
    const connections = this.#list(kinds, limit);
    return { connections, counts: { total, events, effects }, added, removed, renamed, unasked: this.#unasked };
  }

  *#kinds(): Generator<Kind & { readonly count: number }> {
    const { groups, standings } = this.#pairs;
    for (const standing of standings)
      for (let source = 0; source < groups; source += 1)
        for (let target = 0; target < groups; target += 1) {
          const difference = this.#difference(source, target, standing);
          if (difference === null) continue;
          const count = this.#pairs.count(source, target, standing);
          if (count > 0) yield { source, target, standing, difference, count };
        }
  }

  #difference(source: number, target: number, standing: Standing): ConnectionDifference | null {
    const [old, now] = [
      this.#pairs.summaryBefore(source, target, standing.wasNear),
      this.#pairs.summaryAfter(source, target, standing.isNear),
    ];
    const [was, is] = [this.#before.table.summaries[old], this.#after.table.summaries[now]];
    if ((was === undefined || isWhole(was)) && (is === undefined || isWhole(is))) return this.#bySummaries(old, now);
    const isToldAlike = was !== undefined && is !== undefined && this.#wordsBefore[old] === this.#wordsAfter[now];
    return this.#byParts(source, target, standing, isToldAlike);
  }

  #bySummaries(old: number, now: number): ConnectionDifference | null {
    const [was, is] = [this.#before.table.summaries[old], this.#after.table.summaries[now]];
    if (was === undefined && is === undefined) return null;
    if (was !== undefined && is !== undefined && this.#wordsBefore[old] === this.#wordsAfter[now]) return null;
    // Beyond a table stands `noSummary`: one number for all that are not there.
    const key =
      (was === undefined ? 0 : old + 1) * (this.#after.table.summaries.length + 1) + (is === undefined ? 0 : now + 1);
    let known = this.#known.get(key);
    if (known === undefined) {
      known = differenceOf(
        was === undefined ? [] : passingBySummary(was),
        is === undefined ? [] : passingBySummary(is),
      );
      this.#known.set(key, known);
    }
    return known;
  }

  #byParts(source: number, target: number, standing: Standing, isToldAlike: boolean): ConnectionDifference | null {
    const first = this.#pairs.walk(source, target, standing).next();
    if (first.done === true) return null;
    if (this.#asked >= this.#mayAsk) {
      this.#unasked += this.#pairs.count(source, target, standing);
      return isToldAlike ? null : this.#byWords(source, target, standing);
    }
    this.#asked += 1;
    const [from, to] = first.value;
    return differenceOf(
      passing(this.#before, this.#pairs.rowBefore(from), this.#pairs.rowBefore(to)),
      passing(this.#after, this.#pairs.rowAfter(from), this.#pairs.rowAfter(to)),
    );
  }

  /** What the summaries say of all parts together. */
  #byWords(source: number, target: number, standing: Standing): ConnectionDifference | null {
    const was = this.#before.table.summaries[this.#pairs.summaryBefore(source, target, standing.wasNear)];
    const is = this.#after.table.summaries[this.#pairs.summaryAfter(source, target, standing.isNear)];
    return differenceOf(was === undefined ? [] : passingBySummary(was), is === undefined ? [] : passingBySummary(is));
  }

  #list(kinds: readonly Kind[], limit: number): readonly ConnectionChange[] {
    const walks = kinds.map((kind) => this.#changesOf(kind));
    return spread(walks, limit)
      .sort((one, other) => one.at[0] - other.at[0] || one.at[1] - other.at[1])
      .map(({ change }) => change);
  }

  *#changesOf({ source, target, standing, difference }: Kind): Generator<ListedChange, undefined> {
    for (const [from, to] of this.#pairs.walk(source, target, standing))
      yield {
        at: [from, to],
        change: {
          source: this.#idOf(from),
          destination: this.#idOf(to),
          ...difference,
          before: summaryAt(this.#before.table, this.#pairs.rowBefore(from), this.#pairs.rowBefore(to)) ?? null,
          after: summaryAt(this.#after.table, this.#pairs.rowAfter(from), this.#pairs.rowAfter(to)) ?? null,
        },
      };
  }

  #idOf(row: number): EndpointId {
    const now = this.#pairs.rowAfter(row);
    return now === notThere ? idAt(this.#before.table, this.#pairs.rowBefore(row)) : idAt(this.#after.table, now);
  }
}

interface ListedChange {
  readonly at: readonly [number, number];
  readonly change: ConnectionChange;
}

/** Equal words have equal numbers, in both tables; the two halves of a verdict say nothing of what passes. */
function numbered(summaries: readonly PairSummary[], numbers: Map<string, number>): Uint32Array {
  return Uint32Array.from(summaries, ({ verdict, allowed, notes }) => {
    const words = JSON.stringify([verdict, allowed, notes]);
    const number = numbers.get(words) ?? numbers.size;
    numbers.set(words, number);
    return number;
  });
}

/** None where one of the ends is not there. */
function passing({ ruleset, table }: JudgedDesign, source: number, destination: number): readonly PassingPart[] {
  if (source === notThere || destination === notThere) return [];
  const result = evaluatePair(ruleset, idAt(table, source), idAt(table, destination));
  if (result === null) throw new Error('a table has the endpoints of its ruleset');
  return passingByResult(result);
}

function differenceOf(before: readonly PassingPart[], after: readonly PassingPart[]): ConnectionDifference | null {
  const change = comparePassing(before, after);
  const [gains, loses] = [!isEmptyTraffic(change.gained), !isEmptyTraffic(change.lost)];
  if (!gains && !loses && isEmptyTraffic(change.unclear)) return null;
  return {
    event: eventOf(passageOf(before), passageOf(after)),
    effect: gains && loses ? 'both' : gains ? 'widened' : loses ? 'narrowed' : 'unclear',
    gained: describeTraffic(change.gained),
    lost: describeTraffic(change.lost),
    unclear: describeTraffic(change.unclear),
  };
}

type Passage = ReturnType<typeof passageOf>;

/** Where something passes perhaps, it can't be said that a connection has come or gone: it has changed. */
function eventOf(before: Passage, after: Passage): ConnectionEvent {
  if (before === 'none' && after === 'some') return 'added';
  return before === 'some' && after === 'none' ? 'removed' : 'changed';
}

function idAt({ endpoints }: VerdictTable, row: number): EndpointId {
  const endpoint = endpoints[row];
  if (endpoint === undefined) throw new Error('a row beyond the table');
  return endpoint.id;
}
