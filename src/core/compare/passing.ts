import { intersectAddresses, isEmptyAddressSet, type AddressSet } from '../net/address-set.ts';
import { trafficOfAllowed } from '../net/allowed-traffic.ts';
import type { IpFamily } from '../net/cidr.ts';
import { allTraffic, isEmptyTraffic, noTraffic, subtractTraffic, unionTraffic, type Traffic } from '../net/traffic.ts';
import type { PairResult, PartResult } from '../policy/trace.ts';
import type { PairSummary } from '../policy/verdict-table.ts';

/** What passes between two ends, or between parts of them; the rest of all traffic is denied. */
export interface PassingPart {
  /** null: of either. */
  readonly family: IpFamily | null;
  /** The part of an external network that this is about; null: all of that end. */
  readonly source: AddressSet | null;
  readonly destination: AddressSet | null;
  readonly allowed: Traffic;
  /** Of which it can't be said. */
  readonly undecided: Traffic;
}

/** How what passes differs. What is gained or lost is certain. */
export interface PassingChange {
  readonly gained: Traffic;
  readonly lost: Traffic;
  /** Of which it can't be said before or after, and could be on the other side. */
  readonly unclear: Traffic;
}

/** Whether a summary says all that passes: else its parts differ, or something can't be said. */
export function isWhole({ verdict, notes }: PairSummary): boolean {
  return verdict !== 'undecided' && notes.length === 0;
}

/** Exact for a summary that is whole; of another one what all parts have in common. */
export function passingBySummary({ verdict, allowed: told }: PairSummary): readonly PassingPart[] {
  const allowed = trafficOfAllowed(told);
  const undecided = verdict === 'undecided' ? subtractTraffic(allTraffic, allowed) : noTraffic;
  return [{ family: null, source: null, destination: null, allowed, undecided }];
}

/** Exactly, part by part. */
export function passingByResult({ parts }: PairResult): readonly PassingPart[] {
  // The two ends have no IP version in common.
  if (parts.length === 0)
    return [{ family: null, source: null, destination: null, allowed: noTraffic, undecided: allTraffic }];
  return parts.map(({ family, sourcePart, destinationPart, segments }) => ({
    family,
    source: sourcePart,
    destination: destinationPart,
    allowed: trafficWith(segments, 'allow'),
    undecided: trafficWith(segments, 'undecided'),
  }));
}

function trafficWith(segments: PartResult['segments'], wanted: 'allow' | 'undecided'): Traffic {
  return segments
    .filter(({ verdict }) => verdict === wanted)
    .reduce((traffic, segment) => unionTraffic(traffic, segment.traffic), noTraffic);
}

/** @param before of a pair that was not there: none; `after` likewise */
export function comparePassing(before: readonly PassingPart[], after: readonly PassingPart[]): PassingChange {
  const [more, less] = [excess(after, before), excess(before, after)];
  return { gained: more.certain, lost: less.certain, unclear: unionTraffic(more.unclear, less.unclear) };
}

/** What certainly, and what perhaps, passes by `more` but not by `less`, anywhere. */
function excess(
  more: readonly PassingPart[],
  less: readonly PassingPart[],
): { readonly certain: Traffic; readonly unclear: Traffic } {
  let [certain, unclear] = [noTraffic, noTraffic];
  for (const part of more)
    for (const { allowed, undecided } of counterparts(part, less)) {
      certain = unionTraffic(certain, subtractTraffic(subtractTraffic(part.allowed, allowed), undecided));
      unclear = unionTraffic(unclear, subtractTraffic(part.undecided, undecided));
    }
  return { certain, unclear };
}

const nothing: Pick<PassingPart, 'allowed' | 'undecided'> = { allowed: noTraffic, undecided: noTraffic };

/** What was said of the same addresses; of those that an end did not have, what was said of its others. */
function counterparts(
  part: PassingPart,
  others: readonly PassingPart[],
): readonly Pick<PassingPart, 'allowed' | 'undecided'>[] {
  const same = others.filter((other) => meets(part, other));
  if (same.length > 0) return same;
  return others.length > 0 ? others : [nothing];
}

function meets(one: PassingPart, other: PassingPart): boolean {
  const isOneFamily = one.family === null || other.family === null || one.family === other.family;
  return isOneFamily && overlap(one.source, other.source) && overlap(one.destination, other.destination);
}

function overlap(one: AddressSet | null, other: AddressSet | null): boolean {
  return one === null || other === null || !isEmptyAddressSet(intersectAddresses(one, other));
}

/** Whether anything passes: for certain, perhaps, or not at all. */
export function passageOf(parts: readonly PassingPart[]): 'some' | 'perhaps' | 'none' {
  if (parts.some(({ allowed }) => !isEmptyTraffic(allowed))) return 'some';
  return parts.some(({ undecided }) => !isEmptyTraffic(undecided)) ? 'perhaps' : 'none';
}
