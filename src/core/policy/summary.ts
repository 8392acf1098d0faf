import { describeAddressSet, isEmptyAddressSet } from '../net/address-set.ts';
import type { AddressSet } from '../net/address-set.ts';
import { describeTraffic } from '../net/describe-traffic.ts';
import type { Traffic } from '../net/traffic.ts';
import { unionOfAll } from './address-book.ts';
import type { Station } from './compose.ts';
import { compose } from './compose.ts';
import type { Gist, HalfId, Halves } from './halves.ts';
import { sentenceOfNote, sentenceOfReason } from './notes.ts';
import type { PathNote } from './stop.ts';
import type { UndecidedReason, Verdict } from './trace.ts';
import type { TrafficId, TrafficPool } from './traffic-pool.ts';
import { emptyTrafficId, fullTrafficId } from './traffic-pool.ts';
import type { PairSummary } from './verdict-table.ts';

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

/** More halves than there can be. */
const halfSpan = 2 ** 26;

/** Puts halves together to parts of pairs; each distinct combination is composed once. */
export class Parts {
  readonly #halves: Halves;
  readonly #parts = new Map<number, PartGist>();
  readonly #verdicts: (Verdict | undefined)[] = [];

  constructor(halves: Halves) {
    this.#halves = halves;
  }

  /** What becomes of traffic that passes the checkpoints at the source and then those at the destination. */
  partOf(departure: HalfId, arrival: HalfId): PartGist {
    const key = departure * halfSpan + arrival;
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const stations = [...this.#halves.stationsOf(departure), ...this.#halves.stationsOf(arrival)];
    const part: PartGist = {
      id: this.#parts.size,
      ...tally(stations, this.#halves.judge.pool),
      egress: this.#verdictOf(departure),
      ingress: this.#verdictOf(arrival),
      notes: [...new Set([...this.#halves.notesOf(departure), ...this.#halves.notesOf(arrival)])],
    };
    this.#parts.set(key, part);
    return part;
  }

  #verdictOf(half: HalfId): Verdict {
    const { pool } = this.#halves.judge;
    return (this.#verdicts[half] ??= verdictOf(tally(this.#halves.stationsOf(half), pool), pool));
  }
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
  const { v4, v6 } = addresses;
  const first = describeAddressSet(v4.length > 0 ? { v4: v4.slice(0, 2), v6: [] } : { v4: [], v6: v6.slice(0, 2) });
  const more = (v4.length + v6.length) / 2 - 1;
  return more === 0 ? first : `${first} and ${more} more ranges`;
}

function sayTraffic(traffic: Traffic): string {
  return describeTraffic(traffic)
    .map((entry) => {
      const what = 'ports' in entry ? entry.ports : entry.types;
      return what === '*' ? entry.protocol : `${entry.protocol} ${what}`;
    })
    .join(', ');
}
