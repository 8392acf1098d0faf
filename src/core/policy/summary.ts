import { describeAddressSet, isEmptyAddressSet } from '../net/address-set.ts';
import type { AddressSet } from '../net/address-set.ts';
import { describeTraffic } from '../net/describe-traffic.ts';
import type { Traffic } from '../net/traffic.ts';
import { unionOfAll } from './address-book.ts';
import type { Answer, Station } from './compose.ts';
import { compose } from './compose.ts';
import type { Judge, Judgement } from './judge.ts';
import { sentenceOfNote, sentenceOfReason } from './notes.ts';
import type { Path, PathNote } from './path.ts';
import { compareText } from './order.ts';
import type { PathPoints } from './point-space.ts';
import type { Piece } from './walk.ts';
import { hasOpinion } from './segments.ts';
import type { UndecidedReason, Verdict } from './trace.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import { emptyTrafficId, fullTrafficId } from './traffic-pool.ts';
import type { PairSummary } from './verdict-table.ts';

/** A checkpoint's piece without its trace: many pieces are the same then. */
interface Gist extends Answer {
  /** null: no opinion (R12.3). */
  readonly door: boolean | null;
  /** A pod's own tunnel packets: barred from every pod, so they don't make an otherwise open pair partial. */
  readonly tunnel: boolean;
  readonly reason: UndecidedReason | null;
}

/** A checkpoint's answer without traces, kept once for all checkpoints that answer alike. */
interface GistList {
  readonly id: number;
  readonly gists: readonly Gist[];
}

/** What became of all traffic of one part of a pair. */
export interface PartGist {
  /** Its number among those of its summarizer. */
  readonly id: number;
  readonly allowed: TrafficId;
  readonly undecided: TrafficId;
  readonly tunnels: TrafficId;
  readonly door: boolean;
  readonly reasons: readonly UndecidedReason[];
  readonly egress: Verdict;
  readonly ingress: Verdict;
  readonly notes: readonly PathNote[];
}

/** Makes summaries of pairs; each distinct combination of answers is composed once. */
export class Summarizer {
  readonly #lists = new Map<string, GistList>();
  readonly #listOfJudgement: GistList[] = [];
  readonly #judge: Judge;
  readonly #shapes = new Map<number, number>();
  /** Combinations as chains of numbers: (combination so far, next answer) → combination. */
  readonly #chains = new Map<number, number>();
  readonly #parts: PartGist[] = [];

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  /** Paths of the same shape with the same answers have the same gist. */
  shapeOf({ stops, notes }: Path): number {
    let key = 0;
    for (const { half, skippedBy, opens } of stops)
      key = key * shapeSpan + 1 + (half === 'egress' ? 0 : 16) + skippedBy * 4 + opens;
    // Nine stops at most, and notes as one digit each: the number stays exact.
    for (const note of notes) key += notePlaces[note];
    const shape = this.#shapes.get(key) ?? this.#shapes.size;
    this.#shapes.set(key, shape);
    return shape;
  }

  partOf(path: Path, shape: number, points: PathPoints): PartGist {
    const lists: GistList[] = [];
    let chain = -1 - shape;
    for (const stop of path.stops) {
      const list = this.#gistsOf(this.#judge.judgementAt(stop, points));
      lists.push(list);
      chain = this.#link(chain, list.id);
    }
    const id = this.#link(chain, endOfChain);
    const known = this.#parts[id];
    if (known !== undefined) return known;
    const part = { id, ...composePart(path, lists, this.#judge.pool) };
    this.#parts[id] = part;
    return part;
  }

  #link(chain: number, next: number): number {
    const key = chain * chainSpan + next;
    const known = this.#chains.get(key);
    if (known !== undefined) return known;
    this.#chains.set(key, this.#chains.size);
    return this.#chains.size - 1;
  }

  #gistsOf({ serial, pieces }: Judgement): GistList {
    const known = this.#listOfJudgement[serial];
    if (known !== undefined) return known;
    const gists = gistsOf(pieces, this.#judge.pool);
    const key = [...gists].map(([kind, { traffic }]) => `${kind}:${traffic}`).join();
    const list = this.#lists.get(key) ?? { id: this.#lists.size, gists: [...gists.values()] };
    this.#lists.set(key, list);
    this.#listOfJudgement[serial] = list;
    return list;
  }
}

const shapeSpan = 33;
const notePlaces: Readonly<Record<PathNote, number>> = {
  'own-pod': 2 ** -1,
  'own-host': 2 ** -2,
  unplaced: 2 ** -3,
  'source-translated': 2 ** -4,
  'outside-only': 2 ** -5,
  'forward-other-direction': 2 ** -6,
};

/** Pieces that differ in their steps only are one; sorted by kind, so that equal lists are found equal. */
function gistsOf(pieces: readonly Piece[], pool: TrafficPool): ReadonlyMap<string, Gist> {
  const gists = new Map<string, Gist>();
  for (const piece of pieces) {
    const { step } = piece.steps;
    const door = hasOpinion(piece) ? step.kind === 'failsafe' || step.kind === 'own-pod' : null;
    const tunnel = step.kind === 'encap-block';
    const reason = step.kind === 'undecided' ? step.reason : null;
    const kind = `${piece.outcome} ${door} ${tunnel} ${reason}`;
    const known = gists.get(kind)?.traffic;
    const traffic = known === undefined ? piece.traffic : pool.union(known, piece.traffic);
    gists.set(kind, { traffic, outcome: piece.outcome, door, tunnel, reason });
  }
  return gists.size < 2 ? gists : new Map([...gists].sort(([a], [b]) => compareText(a, b)));
}

/** More lists than there can be. */
const chainSpan = 2 ** 22;
const endOfChain = chainSpan - 1;

function composePart(path: Path, lists: readonly GistList[], pool: TrafficPool): Omit<PartGist, 'id'> {
  const stations = path.stops.map((stop, index): Station<Gist> => ({ ...stop, answers: lists[index]?.gists ?? [] }));
  const whole = tally(stations, pool);
  const half = (direction: 'egress' | 'ingress'): Verdict =>
    verdictOf(
      tally(
        stations.filter((_, index) => path.stops[index]?.half === direction),
        pool,
      ),
      pool,
    );
  return { ...whole, egress: half('egress'), ingress: half('ingress'), notes: path.notes };
}

type Tally = Pick<PartGist, 'allowed' | 'undecided' | 'tunnels' | 'door' | 'reasons'>;

function tally(stations: readonly Station<Gist>[], pool: TrafficPool): Tally {
  let allowed = emptyTrafficId;
  let undecided = emptyTrafficId;
  let tunnels = emptyTrafficId;
  let door = false;
  const reasons = new Set<UndecidedReason>();
  for (const { traffic, verdict, answers } of compose(stations, pool)) {
    const last = answers.findLast((answer) => answer !== null && answer.door !== null);
    if (verdict === 'allow') {
      allowed = pool.union(allowed, traffic);
      door ||= last?.door === true;
    } else if (verdict === 'undecided') {
      undecided = pool.union(undecided, traffic);
      const reason = last?.reason ?? null;
      if (reason !== null) reasons.add(reason);
    } else if (last?.tunnel === true) tunnels = pool.union(tunnels, traffic);
  }
  return { allowed, undecided, tunnels, door, reasons: [...reasons] };
}

function verdictOf({ allowed, undecided, tunnels }: Tally, pool: TrafficPool): Verdict {
  if (undecided !== emptyTrafficId) return 'undecided';
  if (allowed === emptyTrafficId) return 'deny';
  return pool.union(allowed, tunnels) === fullTrafficId ? 'allow' : 'partial';
}

/** One part with what it is about, for the note that tells parts apart. */
export interface NamedPart {
  readonly gist: PartGist;
  readonly addresses: AddressSet | null;
}

/**
 * One answer for all parts and families of a pair: allowed is what is allowed in every one.
 *
 * @param parts empty where the two ends have no IP version in common
 */
export function summaryOf(parts: readonly NamedPart[], pool: TrafficPool): PairSummary {
  const [first] = parts;
  if (first === undefined) return undecidedSummary('no-common-ip-family');
  const gists = parts.map(({ gist }) => gist);
  const allowed = gists.reduce((traffic, gist) => pool.intersect(traffic, gist.allowed), fullTrafficId);
  const reasons = new Set(gists.flatMap((gist) => gist.reasons));
  const notes = new Set(gists.flatMap((gist) => gist.notes));
  return {
    verdict: combined(gists.map((gist) => verdictOf(gist, pool))),
    egress: combined(gists.map(({ egress }) => egress)),
    ingress: combined(gists.map(({ ingress }) => ingress)),
    allowed: describeTraffic(pool.at(allowed)),
    door: gists.some(({ door }) => door),
    notes: [
      ...[...notes].map(sentenceOfNote),
      ...[...reasons].map(sentenceOfReason),
      ...differences(parts, allowed, pool),
    ],
  };
}

export function undecidedSummary(reason: UndecidedReason, sentence = sentenceOfReason(reason)): PairSummary {
  return {
    verdict: 'undecided',
    egress: 'undecided',
    ingress: 'undecided',
    allowed: [],
    door: false,
    notes: [sentence],
  };
}

function combined(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('undecided')) return 'undecided';
  const [first = 'allow'] = verdicts;
  return verdicts.every((verdict) => verdict === first) ? first : 'partial';
}

/** More would hide the pair's own answer. */
const namedDifferences = 3;

/** Which parts let more through than all of them do. */
function differences(parts: readonly NamedPart[], allowed: TrafficId, pool: TrafficPool): readonly string[] {
  const more = partsByGist(parts).filter(({ gist }) => gist.allowed !== allowed);
  const sentences = more.slice(0, namedDifferences).map(({ gist, addresses }) => {
    const extra = pool.at(pool.subtract(gist.allowed, allowed));
    return `${partName(addresses)} is allowed ${sayTraffic(extra)}.`;
  });
  const left = more.length - sentences.length;
  return left > 0 ? [...sentences, `${left} more parts differ.`] : sentences;
}

/** Parts that nothing tells apart are named together. */
function partsByGist(parts: readonly NamedPart[]): readonly NamedPart[] {
  const sets = new Map<PartGist, AddressSet[]>();
  for (const { gist, addresses } of parts)
    sets.set(gist, [...(sets.get(gist) ?? []), ...(addresses === null ? [] : [addresses])]);
  return [...sets].map(([gist, united]) => ({ gist, addresses: united.length === 0 ? null : unionOfAll(united) }));
}

/** A part of many ranges is named by its first. */
function partName(addresses: AddressSet | null): string {
  if (addresses === null || isEmptyAddressSet(addresses)) return 'Over one of the two IP versions it';
  const [first = '', second, ...more] = describeAddressSet(addresses).split(', ');
  if (second === undefined) return first;
  return `${first} and ${more.length + 1} more ranges`;
}

function sayTraffic(traffic: Traffic): string {
  return describeTraffic(traffic)
    .map((entry) => {
      const what = 'ports' in entry ? entry.ports : entry.types;
      return what === '*' ? entry.protocol : `${entry.protocol} ${what}`;
    })
    .join(', ');
}
