import { cidrsOf, unionAddresses, type AddressSet } from '../../core/net/address-set.ts';
import { bitsOf, printAddress, printCidr, type Cidr, type IpFamily } from '../../core/net/cidr.ts';
import { noTraffic, sameTraffic, allTraffic, unionTraffic, type Traffic } from '../../core/net/traffic.ts';
import type { PairResult, PartResult, Segment, Verdict } from '../../core/policy/trace.ts';
import { verdictWords } from '../controls/verdict-words.ts';
import { trafficText } from './traffic-text.ts';

/** One row of the Verdict panel: addresses and families between which all traffic fares alike. */
export interface PairPart {
  /** "from 192.0.2.0/24", "to every other address", "IPv4 and IPv6". */
  readonly title: string;
  /** All its networks, IPv4 first; empty where both ends have addresses of their own. */
  readonly cidrs: readonly string[];
  readonly verdict: Verdict;
  /** What of its traffic passes: "TCP 443", "Everything", "Nothing". */
  readonly allowed: string;
  readonly segments: readonly Segment[];
}

/** More networks than this are not a title. */
const titleCidrs = 4;

/**
 * The parts into which rules split a pair with an external network, each with its own verdict; parts of both families
 * that fare alike are one. A pair of endpoints with addresses of their own has one part for each family.
 */
export function pairParts({ parts }: PairResult): readonly PairPart[] {
  const groups = grouped(parts);
  const rest = restOf(groups);
  return groups.map((group) => {
    const cidrs = cidrsOf(group.addresses);
    return {
      title: titleOf(group, cidrs, group === rest),
      cidrs: cidrs.map(printNetwork),
      verdict: verdictOf(group.segments),
      allowed: allowedText(group.segments),
      segments: group.segments,
    };
  });
}

/**
 * That it depends on the address, and how: "It depends on the sender’s address: of 3 parts 2 partly allowed, 1 denied."
 *
 * @returns '' where all parts fare alike, or there is but one
 */
export function partsSentence(parts: readonly PairPart[]): string {
  const outside = parts.filter(({ cidrs }) => cidrs.length > 0);
  if (new Set(outside.map(({ verdict, allowed }) => `${verdict} ${allowed}`)).size < 2) return '';
  const whose = outside[0]?.title.startsWith('from') === true ? 'sender’s' : 'destination’s';
  const words = verdicts.flatMap((verdict) => {
    const count = outside.filter((part) => part.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdictWords[verdict].toLowerCase()}`];
  });
  return `It depends on the ${whose} address: of ${outside.length} parts ${words.join(', ')}.`;
}

const verdicts: readonly Verdict[] = ['allow', 'partial', 'deny', 'undecided'];

interface Group {
  readonly side: 'from' | 'to' | null;
  readonly families: readonly IpFamily[];
  readonly addresses: AddressSet;
  readonly segments: readonly Segment[];
}

const nowhere: AddressSet = { v4: [], v6: [] };

function grouped(parts: readonly PartResult[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { family, sourcePart, destinationPart, segments } of parts) {
    // Between two networks nothing judges, so that which part of them it is says nothing.
    const isInside = (sourcePart === null) === (destinationPart === null);
    const side = isInside ? null : sourcePart === null ? 'to' : 'from';
    const addresses = isInside ? nowhere : (sourcePart ?? destinationPart ?? nowhere);
    const key = JSON.stringify([side, segments]);
    const known = groups.get(key);
    groups.set(key, {
      side,
      families: [...new Set([...(known?.families ?? []), family])],
      addresses: known === undefined ? addresses : unionAddresses(known.addresses, addresses),
      segments,
    });
  }
  return [...groups.values()];
}

/** The largest of several parts, where its networks are too many to be its name. */
function restOf(groups: readonly Group[]): Group | null {
  const outside = groups.filter(({ side }) => side !== null);
  const [largest] = outside.toSorted((a, b) => sizeOf(b.addresses) - sizeOf(a.addresses));
  if (largest === undefined || outside.length < 2) return null;
  return cidrsOf(largest.addresses).length > titleCidrs ? largest : null;
}

/** The share of the address space, as IPv4 and IPv6 can be compared. */
function sizeOf(set: AddressSet): number {
  return cidrsOf(set).reduce((sum, { prefix }) => sum + 2 ** -prefix, 0);
}

function titleOf({ side, families }: Group, cidrs: readonly Cidr[], isRest: boolean): string {
  if (side === null) return families.map((family) => `IPv${family}`).join(' and ');
  if (isRest) return `${side} every other address`;
  const shown = cidrs.slice(0, titleCidrs).map(printNetwork).join(', ');
  const more = cidrs.length - titleCidrs;
  return `${side} ${shown}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

/** A network of one address is that address. */
function printNetwork(cidr: Cidr): string {
  return cidr.prefix === bitsOf(cidr.base.family) ? printAddress(cidr.base) : printCidr(cidr);
}

/** Tunnel packets, which no policy can allow, make nothing partly allowed (as in the table of all pairs). */
function verdictOf(segments: readonly Segment[]): Verdict {
  if (segments.some(({ verdict }) => verdict === 'undecided')) return 'undecided';
  const passing = trafficOf(segments, ({ verdict }) => verdict === 'allow');
  if (sameTraffic(passing, noTraffic)) return 'deny';
  const tunnels = trafficOf(segments, ({ decidedBy }) => decidedBy.step.kind === 'encap-block');
  return sameTraffic(unionTraffic(passing, tunnels), allTraffic) ? 'allow' : 'partial';
}

function allowedText(segments: readonly Segment[]): string {
  if (verdictOf(segments) === 'allow') return 'Everything';
  const passing = trafficOf(segments, ({ verdict }) => verdict === 'allow');
  return sameTraffic(passing, noTraffic) ? 'Nothing' : trafficText(passing);
}

function trafficOf(segments: readonly Segment[], is: (segment: Segment) => boolean): Traffic {
  return segments.filter(is).reduce((traffic, segment) => unionTraffic(traffic, segment.traffic), noTraffic);
}
