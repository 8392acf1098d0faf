import { cidrsOf, isEmptyAddressSet, unionAddresses, type AddressSet } from '../net/address-set.ts';
import { trafficOfAllowed } from '../net/allowed-traffic.ts';
import { printCidr } from '../net/cidr.ts';
import { describeTraffic } from '../net/describe-traffic.ts';
import { trafficOfFlow, type FlowTraffic } from '../net/flow-traffic.ts';
import { protocolNumbers } from '../net/protocol.ts';
import {
  intersectTraffic,
  isEmptyTraffic,
  noTraffic,
  sameTraffic,
  subtractTraffic,
  unionTraffic,
  type Traffic,
} from '../net/traffic.ts';
import { sentenceOfReason } from '../policy/notes.ts';
import type { FlowVerdict, PairResult, PartResult, Segment, Verdict } from '../policy/trace.ts';
import type { PairSummary } from '../policy/verdict-table.ts';

/** What becomes of a flow's packets, from and to all addresses of its ends. */
export interface FlowFinding {
  readonly verdict: Verdict;
  /** Every fate that some of its packets have; none where nothing could be asked. */
  readonly fates: readonly FlowVerdict[];
  /** Of a flow that passes in part: what passes between all addresses, `TCP 22,179`; '' otherwise. */
  readonly passing: string;
  /** Sentences: why it can't be evaluated, for which addresses it fares otherwise. */
  readonly reasons: readonly string[];
}

/**
 * What the evaluator says of a flow: of every packet that it stands for, in each IP version and each part of a network.
 *
 * Packets of tunnels, which no policy can allow, count only where the flow is of nothing else, as in the table of all pairs.
 */
export function findInPair(flow: FlowTraffic, { parts, notes }: PairResult): FlowFinding {
  const asked = trafficOfFlow(flow);
  const fates = partsAsked(flow, parts).map((part) => fateOfPart(part, asked));
  if (fates.length === 0) return notFound(notes);
  const all = new Set(fates.flatMap((fate) => [...fate.verdicts]));
  const verdict = verdictOf(all);
  const passing = fates.reduce((traffic, fate) => intersectTraffic(traffic, fate.passing), asked);
  return {
    verdict,
    fates: [...all],
    passing: verdict === 'partial' ? sayTraffic(passing) : '',
    reasons: [...new Set([...fates.flatMap(({ reasons }) => reasons), ...sayAddresses(fates)])],
  };
}

/**
 * The same as far as the pair's line in the table of all pairs tells it. That lists what passes whatever the address.
 *
 * @returns null where it does not tell: then the evaluator has to be asked about the pair
 */
export function findInSummary(flow: FlowTraffic, summary: PairSummary): FlowFinding | null {
  const { verdict } = summary;
  if (verdict === 'deny') return certain('deny');
  if (flow.protocol === null && verdict === 'allow') return certain('allow');
  const asked = trafficOfFlow(flow);
  const passing = intersectTraffic(asked, trafficOfAllowed(summary.allowed));
  if (sameTraffic(passing, asked)) return certain('allow');
  // Tunnels are told apart from what policies deny by the trace only; all of them are UDP or have a protocol of their own.
  const mayBeTunnel = !isEmptyTraffic({ ...subtractTraffic(asked, passing), tcp: [], sctp: [], icmp: [], icmpv6: [] });
  const isOfTunnels = mayBeTunnel && (flow.protocol !== null || verdict === 'allow');
  if (verdict !== 'partial' || summary.notes.length > 0 || isOfTunnels) return null;
  if (isEmptyTraffic(passing)) return certain('deny');
  return { verdict: 'partial', fates: ['allow', 'deny'], passing: sayTraffic(passing), reasons: [] };
}

/** Nothing could be asked. */
export function notFound(reasons: readonly string[]): FlowFinding {
  return { verdict: 'undecided', fates: [], passing: '', reasons };
}

/** Partly allowed: `Only TCP 22,179 passes.`, and for which addresses it is otherwise; '' where the verdict says it all. */
export function findingSentence({ verdict, passing, reasons }: FlowFinding): string {
  const only =
    verdict !== 'partial' || passing === ''
      ? []
      : [`Only ${passing} passes${reasons.length > 0 ? ' everywhere' : ''}.`];
  return [...only, ...reasons].join(' ');
}

function certain(verdict: 'allow' | 'deny'): FlowFinding {
  return { verdict, fates: [verdict], passing: '', reasons: [] };
}

/** ICMP is of IPv4, ICMPv6 of IPv6 (R6.9), where the two ends have that version in common. */
export function partsAsked({ protocol }: FlowTraffic, parts: readonly PartResult[]): readonly PartResult[] {
  const { ICMP, ICMPv6 } = protocolNumbers;
  const family = protocol === ICMP ? 4 : protocol === ICMPv6 ? 6 : null;
  const ofFamily = parts.filter((part) => part.family === family);
  return ofFamily.length === 0 ? parts : ofFamily;
}

/** What becomes of the asked traffic between one family's addresses in one part of a network. */
interface PartFate {
  readonly verdicts: ReadonlySet<FlowVerdict>;
  readonly passing: Traffic;
  readonly reasons: readonly string[];
  /** Of the network, and at which end it is; null where both ends have addresses of their own, or neither. */
  readonly part: { readonly side: 'from' | 'to'; readonly addresses: AddressSet } | null;
}

function fateOfPart({ segments, sourcePart, destinationPart }: PartResult, asked: Traffic): PartFate {
  const shares = segments
    .map((segment) => ({ segment, traffic: intersectTraffic(segment.traffic, asked) }))
    .filter(({ traffic }) => !isEmptyTraffic(traffic));
  const own = shares.filter(({ segment }) => segment.decidedBy.step.kind !== 'encap-block');
  const counted = own.length === 0 ? shares : own;
  const isInside = (sourcePart === null) === (destinationPart === null);
  const addresses = sourcePart ?? destinationPart;
  return {
    verdicts: new Set(counted.map(({ segment }) => segment.verdict)),
    passing: counted
      .filter(({ segment }) => segment.verdict === 'allow')
      .reduce((traffic, share) => unionTraffic(traffic, share.traffic), noTraffic),
    reasons: counted.flatMap(({ segment }) => reasonOf(segment)),
    part: isInside || addresses === null ? null : { side: sourcePart === null ? 'to' : 'from', addresses },
  };
}

function reasonOf({ decidedBy }: Segment): readonly string[] {
  return decidedBy.step.kind === 'undecided' ? [sentenceOfReason(decidedBy.step.reason)] : [];
}

function verdictOf(fates: ReadonlySet<FlowVerdict>): Verdict {
  if (fates.has('undecided')) return 'undecided';
  if (fates.size > 1) return 'partial';
  return fates.has('allow') ? 'allow' : 'deny';
}

const partWords: Readonly<Record<Verdict, string>> = {
  allow: 'Allowed',
  deny: 'Denied',
  partial: 'Partly allowed',
  undecided: 'Not known',
};
/** More networks than this are no sentence. */
const namedNetworks = 3;

/** Which addresses fare how; nothing where all fare alike. */
function sayAddresses(fates: readonly PartFate[]): readonly string[] {
  const groups = new Map<Verdict, NonNullable<PartFate['part']>>();
  for (const { verdicts, part } of fates) {
    if (part === null) continue;
    const known = groups.get(verdictOf(verdicts));
    const addresses = known === undefined ? part.addresses : unionAddresses(known.addresses, part.addresses);
    groups.set(verdictOf(verdicts), { ...part, addresses });
  }
  if (groups.size < 2) return [];
  const sizes = [...groups].map(([verdict, group]) => ({
    verdict,
    ...group,
    cidrs: cidrsOf(group.addresses).map(printCidr),
  }));
  const longest = Math.max(...sizes.map(({ cidrs }) => cidrs.length));
  return sizes
    .filter(({ addresses }) => !isEmptyAddressSet(addresses))
    .map(({ verdict, side, cidrs }) => {
      const isRest = cidrs.length === longest && longest > namedNetworks;
      const more = cidrs.length - namedNetworks;
      const named = `${cidrs.slice(0, namedNetworks).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
      return `${partWords[verdict]} ${side} ${isRest ? 'every other address' : named}.`;
    });
}

function sayTraffic(traffic: Traffic): string {
  return describeTraffic(traffic)
    .map((entry) => {
      const numbers = 'ports' in entry ? entry.ports : entry.types;
      const protocol = entry.protocol === 'other' ? 'protocol' : entry.protocol;
      if (numbers === '*') return entry.protocol === 'other' ? 'other protocols' : protocol;
      return `${protocol} ${numbers}`;
    })
    .join(', ');
}
