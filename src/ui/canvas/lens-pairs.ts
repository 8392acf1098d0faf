import type { Lens } from '../../app/view.svelte.ts';
import type { ExpectedFlow } from '../../core/expect/expectation.ts';
import { Numbering, RowGroups } from '../../core/compare/row-groups.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { unreachable } from '../../core/result.ts';
import type { Pair, Parties } from './parties.ts';

/** More arrows than this can't be told apart (product.md section 1). */
export const arrowLimit = 400;

/** A pair of parties with the number of endpoint pairs that are wished for of it. */
export interface WeighedPair extends Pair {
  readonly weight: number;
}

/** What a lens would draw. */
export interface LensPairs {
  /** The most interesting ones, at most `arrowLimit`. */
  readonly pairs: readonly WeighedPair[];
  /** How many pairs of endpoints the lens holds. */
  readonly total: number;
  /** The flows that the user drew are drawn as well; not by a lens that asks for some of them only. */
  readonly withFlows: boolean;
}

export const noLensPairs: LensPairs = { pairs: [], total: 0, withFlows: true };

/** What lenses look at beside the verdicts. */
export interface LensLists {
  readonly flows: readonly ExpectedFlow[];
  /** Pairs that the last edit changed, or that differ from the design that this one is compared with. */
  readonly changed: readonly EndpointPair[];
}

interface EndpointPair {
  readonly source: EndpointId;
  readonly destination: EndpointId;
}

/** A pair of parties with its place in the order of what is interesting. */
interface RankedPair extends WeighedPair {
  readonly rank: number;
}

/** A lens that looks at verdicts; the others are lists of pairs: drawn flows, changes, expectations that fail. */
type JudgingLens = Exclude<Lens, 'drawn' | 'changed' | 'compared' | 'failing'>;

function isJudging(lens: Lens): lens is JudgingLens {
  return lens !== 'drawn' && lens !== 'changed' && lens !== 'compared' && lens !== 'failing';
}

/** Not in the lens. */
const outside = -1;
const ranks = [0, 1, 2, 3] as const;

/** The lower, the more interesting: pairs at a host first, and of those the ones that are not simply allowed. */
export function rankOf(verdict: Verdict, isAtHost: boolean): number {
  return (isAtHost ? 0 : 2) + (verdict === 'allow' ? 1 : 0);
}

/**
 * All pairs of a lens, kept down to the most interesting. The cost grows with classes, not with pairs of endpoints.
 */
export function lensPairs(parties: Parties, lens: Lens, lists: LensLists): LensPairs {
  if (isJudging(lens)) return judgedPairs(parties, lens);
  switch (lens) {
    case 'drawn':
      return noLensPairs;
    case 'changed':
    case 'compared':
      return listedPairs(parties, lists.changed);
    case 'failing':
      return listedPairs(parties, failingPairs(lists.flows));
    default:
      return unreachable(lens);
  }
}

/** More arrows than can be told apart: the lens asks for boxes as cards (product.md section 1). */
export function isTooMuch({ pairs, total }: LensPairs): boolean {
  return pairs.length >= arrowLimit && pairs.reduce((left, { weight }) => left - weight, total) > 0;
}

function judgedPairs(parties: Parties, lens: JudgingLens): LensPairs {
  const alike = new LensWalk(parties, lens).pairs();
  const mixed = mixedPairs(parties, lens);
  const pairs = [...alike.pairs, ...mixed.pairs].sort((a, b) => a.rank - b.rank).slice(0, arrowLimit);
  return { pairs, total: alike.total + mixed.total, withFlows: true };
}

/** With boxes that are drawn as one card: what their members are is counted one pair of cards after the other. */
function mixedPairs(parties: Parties, lens: JudgingLens): { readonly pairs: readonly RankedPair[]; total: number } {
  const numbers = [...parties.list.keys()];
  const mixed = new Set(numbers.filter((number) => parties.isMixed(number)));
  const pairs: RankedPair[] = [];
  let total = 0;
  const add = (pair: Pair): void => {
    const inside = parties
      .tally(pair)
      .filter(({ summary, isAtHost }) => inLens(lens, summary.verdict, isAtHost))
      .map(({ summary, isAtHost, pairs: count }) => ({ count, rank: rankOf(summary.verdict, isAtHost) }));
    const weight = inside.reduce((sum, { count }) => sum + count, 0);
    total += weight;
    const rank = Math.min(...inside.map((share) => share.rank));
    // Among themselves only what is not open is worth an arrow.
    if (weight > 0 && (pair.source !== pair.destination || rank % 2 === 0)) pairs.push({ ...pair, weight, rank });
  };
  for (const source of mixed)
    for (const destination of numbers) {
      add({ source, destination });
      if (!mixed.has(destination)) add({ source: destination, destination: source });
    }
  return { pairs, total };
}

function listedPairs(parties: Parties, wanted: readonly EndpointPair[]): LensPairs {
  const size = parties.list.length;
  const found = new Map<number, WeighedPair>();
  let total = 0;
  for (const { source: from, destination: to } of wanted) {
    const [source, destination] = [parties.numberOf(from), parties.numberOf(to)];
    if (source === undefined || destination === undefined || from === to) continue;
    total += 1;
    const known = found.get(source * size + destination);
    found.set(source * size + destination, { source, destination, weight: (known?.weight ?? 0) + 1 });
  }
  return { pairs: [...found.values()].slice(0, arrowLimit), total, withFlows: false };
}

/** Those that are not as expected, and those of which it can't be said. */
function failingPairs(flows: readonly ExpectedFlow[]): readonly EndpointPair[] {
  return flows.filter(({ state }) => state === 'missed' || state === 'unknown').map(({ flow }) => flow);
}

class LensWalk {
  readonly #parties: Parties;
  readonly #lens: JudgingLens;
  /** Party → group: of one class and alike in being at a host or not; -1: the table does not know it, or it is mixed. */
  readonly #groupOf: readonly number[];
  readonly #groups: RowGroups;
  /** Group → its class, and whether it is at a host. */
  readonly #kinds: readonly { readonly number: number; readonly isAtHost: boolean }[];
  /** Rank of two groups' pairs on two cluster nodes, and on one, at `source * groups + target`. */
  readonly #apart: Int8Array;
  readonly #near: Int8Array;

  constructor(parties: Parties, lens: JudgingLens) {
    this.#parties = parties;
    this.#lens = lens;
    const { table } = parties;
    const numbering = new Numbering<number>();
    const kinds: { number: number; isAtHost: boolean }[] = [];
    const ofRow = new Int32Array(table.endpoints.length).fill(-1);
    this.#groupOf = parties.list.map(({ rows }, party) => {
      const [first] = rows;
      if (first === undefined || parties.isMixed(party)) return -1;
      const [number, isAtHost] = [table.classOf[first] ?? 0, parties.isAtHost(party)];
      const group = numbering.of(number * 2 + Number(isAtHost));
      kinds[group] = { number, isAtHost };
      for (const row of rows) ofRow[row] = group;
      return group;
    });
    this.#kinds = kinds;
    this.#groups = new RowGroups(ofRow, table.nodeOf);
    this.#apart = new Int8Array(kinds.length ** 2);
    this.#near = new Int8Array(kinds.length ** 2);
  }

  pairs(): { readonly pairs: readonly RankedPair[]; readonly total: number } {
    const { total, reach } = this.#rankGroups();
    const found: RankedPair[] = [];
    for (const rank of ranks)
      for (const [source, group] of this.#groupOf.entries()) {
        if (found.length >= arrowLimit) return { pairs: found, total };
        if (group !== -1 && reach[group * ranks.length + rank] === 1) this.#collect(source, rank, found);
      }
    return { pairs: found, total };
  }

  /** Fills the ranks; `reach` says at `group * 4 + rank` whether any pair from the group has that rank. */
  #rankGroups(): { readonly total: number; readonly reach: Uint8Array } {
    const { apart, sameNode, own, summaries } = this.#parties.table;
    const rankAt = [false, true].map((isAtHost) => this.#ranksOf(summaries, isAtHost));
    const groups = this.#kinds.length;
    const reach = new Uint8Array(groups * ranks.length);
    let total = 0;
    for (const [source, from] of this.#kinds.entries())
      for (let target = 0; target < groups; target += 1) {
        const to = this.#kinds[target] ?? from;
        const rankOfSummary = rankAt[from.isAtHost || to.isAtHost ? 1 : 0];
        const pair = from.number * own.length + to.number;
        const [far, near] = [
          rankOfSummary?.[apart[pair] ?? -1] ?? outside,
          rankOfSummary?.[sameNode[pair] ?? -1] ?? outside,
        ];
        this.#apart[source * groups + target] = far;
        this.#near[source * groups + target] = near;
        if (far !== outside) reach[source * ranks.length + far] = 1;
        if (near !== outside) reach[source * ranks.length + near] = 1;
        if (far !== outside || near !== outside)
          total += this.#count(source, target, far !== outside, near !== outside);
      }
    return { total, reach };
  }

  /** Summary → its rank in this lens. */
  #ranksOf(summaries: readonly PairSummary[], isAtHost: boolean): Int8Array {
    return Int8Array.from(summaries, ({ verdict }) =>
      inLens(this.#lens, verdict, isAtHost) ? rankOf(verdict, isAtHost) : outside,
    );
  }

  #count(source: number, target: number, apart: boolean, near: boolean): number {
    const all = this.#groups.pairs(source, target);
    if (apart && near) return all;
    const neighbours = this.#groups.neighbours(source, target);
    return near ? neighbours : all - neighbours;
  }

  #collect(source: number, rank: number, found: RankedPair[]): void {
    for (const destination of this.#groupOf.keys()) {
      if (found.length >= arrowLimit) return;
      const pair = { source, destination };
      const weight = this.#weight(pair, rank);
      if (weight > 0) found.push({ ...pair, weight, rank });
    }
  }

  /** How many pairs of members are in the lens, if the most interesting of them has this rank; else 0. */
  #weight(pair: Pair, rank: number): number {
    const [source, target] = [this.#groupOf[pair.source] ?? -1, this.#groupOf[pair.destination] ?? -1];
    if (source === -1 || target === -1) return 0;
    const at = source * this.#kinds.length + target;
    const [apart, near] = [this.#apart[at] ?? outside, this.#near[at] ?? outside];
    if (apart !== rank && near !== rank) return 0;
    // Among the members of a stack only what is not open is worth an arrow.
    if (pair.source === pair.destination && rank % 2 === 1) return 0;
    const all = this.#parties.pairs(pair);
    if (apart === near) return all;
    const neighbours = this.#parties.neighbours(pair);
    const weightOf = (share: number, pairs: number): number => (share === outside ? 0 : pairs);
    const isThere = (share: number, pairs: number, wanted: (share: number) => boolean): boolean =>
      share !== outside && pairs > 0 && wanted(share);
    const has = (wanted: (share: number) => boolean): boolean =>
      isThere(apart, all - neighbours, wanted) || isThere(near, neighbours, wanted);
    if (has((share) => share < rank) || !has((share) => share === rank)) return 0;
    return weightOf(apart, all - neighbours) + weightOf(near, neighbours);
  }
}

function inLens(lens: JudgingLens, verdict: Verdict, isAtHost: boolean): boolean {
  switch (lens) {
    case 'all':
      return true;
    case 'denied':
      return verdict === 'deny';
    case 'allowed':
      return verdict === 'allow' || verdict === 'partial';
    case 'boundary':
      return isAtHost;
  }
}
