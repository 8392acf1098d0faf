import type { EndpointId } from '../model/ids.ts';
import { unionAddresses } from '../net/address-set.ts';
import type { AddressSet } from '../net/address-set.ts';
import type { IpFamily } from '../net/cidr.ts';
import { allTraffic } from '../net/traffic.ts';
import { Judge } from './judge.ts';
import { sentenceOfNote, sentenceOfReason } from './notes.ts';
import type { Path } from './stop.ts';
import { pathBetween, relationOf } from './path.ts';
import type { Party, Ruleset } from './ruleset.ts';
import { seatPath, Seating } from './seats.ts';
import { segmentsOf } from './segments.ts';
import type { PairResult, PartResult, Segment, UndecidedReason } from './trace.ts';
import { TrafficPool } from './traffic-pool.ts';

export const families: readonly IpFamily[] = [4, 6];

/**
 * Judges all traffic from one endpoint to another, exactly and with the trace of every segment.
 *
 * @returns one part per family and per part of an external network that rules tell apart; null where the ruleset has no
 *   such endpoint
 * @see semantics.md section 5; design decisions 3 and 4
 */
export function evaluatePair(ruleset: Ruleset, source: EndpointId, destination: EndpointId): PairResult | null {
  const from = partyOf(ruleset, source);
  const to = partyOf(ruleset, destination);
  if (from === null || to === null) return null;
  const nowhere = [from, to].find((party) => party.kind === 'nowhere');
  if (nowhere !== undefined) return pairWithNowhere(from, to, nowhere);
  const judged = families.map((family) => partsOfFamily(ruleset, from, to, family));
  const parts = judged.flatMap(({ parts: ofFamily }) => ofFamily);
  const notes = new Set(judged.flatMap(({ paths }) => paths).flatMap((path) => path.notes.map(sentenceOfNote)));
  for (const reason of reasonsOf(parts)) notes.add(sentenceOfReason(reason));
  if (parts.length === 0) notes.add(sentenceOfReason('no-common-ip-family'));
  return { source, destination, parts, notes: [...notes] };
}

export function partyOf(ruleset: Ruleset, id: EndpointId): Party | null {
  const row = ruleset.rowOf.get(id);
  return row === undefined ? null : (ruleset.parties[row] ?? null);
}

interface JudgedFamily {
  readonly parts: readonly PartResult[];
  readonly paths: readonly Path[];
}

function partsOfFamily(ruleset: Ruleset, from: Party, to: Party, family: IpFamily): JudgedFamily {
  const seating = new Seating(family, ruleset);
  const relation = relationOf(from, to);
  const [sources, destinations] = seating.seatPair(from, to);
  const pairs = sources.flatMap((source) =>
    destinations.map((destination) => {
      const { points, ...passage } = seatPath(ruleset, [from, to], relation, source, destination, seating);
      return { source, destination, points, path: pathBetween(ruleset, from, to, relation, passage) };
    }),
  );
  // The space comes last: paths may seat the node whose address a pod gets on its way.
  const judge = new Judge(seating.space(), new TrafficPool(), null);
  const parts = pairs.map(({ source, destination, points, path }): PartResult => {
    const half = (direction: 'egress' | 'ingress'): readonly Segment[] =>
      segmentsOf(
        path.stops.filter((stop) => stop.half === direction),
        points,
        judge,
      );
    return {
      family,
      sourcePart: seating.at(source).part,
      destinationPart: seating.at(destination).part,
      segments: segmentsOf(path.stops, points, judge),
      egress: half('egress'),
      ingress: half('ingress'),
    };
  });
  return { parts: mergeAlike(parts), paths: pairs.map(({ path }) => path) };
}

/** Parts of a network with the same segments are one part. */
function mergeAlike(parts: readonly PartResult[]): readonly PartResult[] {
  const merged = new Map<string, PartResult>();
  for (const part of parts) {
    // Only one side's parts are united: parts of both sides would not form a rectangle.
    const other = part.sourcePart === null ? '' : part.destinationPart;
    const key = JSON.stringify([part.segments, part.egress, part.ingress, other], bigintsAsText);
    const known = merged.get(key);
    merged.set(key, known === undefined ? part : unite(known, part));
  }
  return [...merged.values()];
}

function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function unite(a: PartResult, b: PartResult): PartResult {
  if (a.sourcePart !== null) return { ...a, sourcePart: uniteSets(a.sourcePart, b.sourcePart) };
  return { ...a, destinationPart: uniteSets(a.destinationPart, b.destinationPart) };
}

function uniteSets(a: AddressSet | null, b: AddressSet | null): AddressSet | null {
  return a === null || b === null ? null : unionAddresses(a, b);
}

function pairWithNowhere(from: Party, to: Party, nowhere: Party & { readonly kind: 'nowhere' }): PairResult {
  const segments = [undecidedSegment('invalid-endpoint', nowhere.row.id)];
  const part = {
    family: 4,
    sourcePart: null,
    destinationPart: null,
    segments,
    egress: segments,
    ingress: segments,
  } as const;
  return { source: from.row.id, destination: to.row.id, parts: [part], notes: [nowhere.why] };
}

/** All traffic, left open. */
export function undecidedSegment(reason: UndecidedReason, endpoint: EndpointId): Segment {
  const step = { kind: 'undecided', reason, policy: null, action: 'undecided' } as const;
  return {
    traffic: allTraffic,
    verdict: 'undecided',
    decidedBy: { checkpoint: 'hep-ingress', endpoint, step },
    checkpoints: [{ checkpoint: 'hep-ingress', endpoint, steps: [step] }],
  };
}

function reasonsOf(parts: readonly PartResult[]): ReadonlySet<UndecidedReason> {
  const reasons = new Set<UndecidedReason>();
  for (const { segments } of parts)
    for (const { decidedBy } of segments) if (decidedBy.step.kind === 'undecided') reasons.add(decidedBy.step.reason);
  return reasons;
}
