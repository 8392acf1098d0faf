import { identityOf } from '../../manifest/identity.ts';
import type { Manifest } from '../../model/document.ts';
import type { EndpointId } from '../../model/ids.ts';
import { resourceId } from '../../model/ids.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { AddressSet } from '../../net/address-set.ts';
import { printAddress } from '../../net/cidr.ts';
import { trafficContains } from '../../net/traffic.ts';
import { evaluateAll, evaluateFlow, evaluatePair } from '../evaluate.ts';
import { lower } from '../lower.ts';
import type { Ruleset } from '../ruleset.ts';
import type { DecidingStep, FlowVerdict, PairResult, PartResult, Segment } from '../trace.ts';
import { wordsOfStep } from '../trace-words.ts';
import type { Family, Ip } from './addresses.ts';
import { showIp } from './addresses.ts';
import type { Coverage } from './coverage.ts';
import type { Judge, Opinion } from './judge.ts';
import type { Party, Ruling } from './naive.ts';
import { addressOf, judgePacket, partyOf, readJudge } from './naive.ts';
import type { Packet } from './packet.ts';
import { hasPorts, showPacket } from './packet.ts';
import type { Load } from './probes.ts';
import { ephemeralPorts, loadsOf, portsOfDesign, sampled, valueOf } from './probes.ts';
import { Random } from './random.ts';
import { summaryDisagreements } from './summary-agreement.ts';

/** How much of a design is asked; the seed chooses what. */
export interface Thoroughness {
  readonly pairs: number;
  readonly packetsPerPart: number;
  readonly flows: number;
}

export interface Disagreement {
  readonly source: string;
  readonly destination: string;
  readonly what: string;
  readonly reference: string;
  readonly evaluator: string;
}

interface Comparison {
  readonly judge: Judge;
  readonly ruleset: Ruleset;
  readonly ports: readonly number[];
  /** Source ports to try where a flow states none. */
  readonly ephemeral: readonly number[];
  readonly random: Random;
  readonly thoroughness: Thoroughness;
  readonly coverage: Coverage;
  readonly found: Disagreement[];
}

/**
 * Holds the evaluator against the reference on one design.
 *
 * @returns what they disagree on; nothing if they agree
 */
export function disagreements(
  manifests: readonly Manifest[],
  version: CalicoVersion,
  seed: number,
  thoroughness: Thoroughness,
  coverage: Coverage,
): readonly Disagreement[] {
  const inputs = manifests.map((manifest) => ({ id: resourceId(identityOf(manifest)), manifest }));
  const ruleset = lower(inputs, { calicoVersion: version });
  const judge = readJudge(manifests, version, inventedAddresses(ruleset));
  const random = new Random(seed);
  const found: Disagreement[] = [];
  const ports = portsOfDesign(manifests);
  const ephemeral = ephemeralPorts(manifests);
  const comparison = { judge, ruleset, ports, ephemeral, random, thoroughness, coverage, found };
  const ids = ruleset.parties.map(({ row }) => row.id);
  const pairs = ids.flatMap((source) => ids.map((destination) => [source, destination] as const));
  const asked = sampled(random, pairs, thoroughness.pairs);
  const judged = asked.map(([source, destination]) => {
    const pair = evaluatePair(ruleset, source, destination);
    if (pair === null) throw new Error(`${source} and ${destination} are rows and no endpoints`);
    comparePair(comparison, pair);
    return pair;
  });
  return [...found, ...summaryDisagreements(evaluateAll(ruleset), judged)];
}

/** Of pods for which no manifest says one (workloads). */
function inventedAddresses(ruleset: Ruleset): ReadonlyMap<string, readonly string[]> {
  return new Map(
    ruleset.parties.flatMap((party) =>
      party.kind === 'pod' ? [[party.row.id, party.workload.addresses.map(printAddress)]] : [],
    ),
  );
}

/** A host endpoint of a node that is nowhere is on no path: nothing can be said. */
function comparePlaceless({ found }: Comparison, { source, destination, parts }: PairResult): void {
  if (parts.every(({ segments }) => segments.every(({ verdict }) => verdict === 'undecided'))) return;
  found.push({ source, destination, what: 'rows', reference: 'undecided', evaluator: 'a verdict' });
}

interface Ends {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly from: Party;
  readonly to: Party;
}

function comparePair(comparison: Comparison, pair: PairResult): void {
  const { source, destination, parts } = pair;
  const [from, to] = [partyOf(comparison.judge, source), partyOf(comparison.judge, destination)];
  if (from === null || to === null) return comparePlaceless(comparison, pair);
  // What becomes of packets between two outside networks hangs on the way they take (R5.19e).
  if (from.kind === 'external' && to.kind === 'external') return;
  for (const part of parts) comparePart(comparison, { source, destination, from, to }, part);
}

function comparePart(comparison: Comparison, ends: Ends, part: PartResult): void {
  const { random, thoroughness } = comparison;
  const withEnds = (load: Load, sourcePort: number): Packet => {
    const destination = random.pick(addressesOf(comparison, ends.to, part.destinationPart, part.family));
    const source = random.pick(addressesOf(comparison, ends.from, part.sourcePart, part.family));
    // R5.4: a cluster node speaks to itself from the address that it speaks to.
    return { ...load, source: isSelf(ends) ? destination : source, destination, sourcePort };
  };
  const loads = loadsOf(part.segments, comparison.ports, part.family);
  for (const load of sampled(random, loads, thoroughness.packetsPerPart)) {
    compareLoad(comparison, ends, part.segments, withEnds(load, 0));
  }
  for (let flow = 0; flow < thoroughness.flows; flow += 1) {
    compareFlow(comparison, ends, withEnds(random.pick(loads), random.pick([...comparison.ports, 1024, 40000])));
  }
}

function addressesOf({ judge }: Comparison, party: Party, part: AddressSet | null, family: Family): readonly Ip[] {
  if (part !== null) return edgesOf(part, family);
  const address = addressOf(judge, party, family);
  return address === null ? [] : [address];
}

/** First and last address of every range. */
function edgesOf(set: AddressSet, family: Family): readonly Ip[] {
  return (family === 4 ? set.v4 : set.v6).map((value) => ({ family, value: BigInt(value) }));
}

function isSelf({ from, to }: Ends): boolean {
  return from.kind === 'host' && to.kind === 'host' && from.node.name === to.node.name;
}

function compareLoad(comparison: Comparison, ends: Ends, segments: readonly Segment[], packet: Packet): void {
  const holding = segments.filter(({ traffic }) => trafficContains(traffic, packet.protocol, valueOf(packet)));
  const [segment] = holding;
  if (segment === undefined || holding.length > 1) {
    complain(comparison, ends, showPacket(packet), 'one segment', `${holding.length} segments`);
    return;
  }
  const sourcePorts = hasPorts(packet.protocol) ? comparison.ephemeral : [0];
  const rulings = sourcePorts.map((sourcePort) =>
    judgePacket(comparison.judge, ends.from, ends.to, { ...packet, sourcePort }),
  );
  compareRulings(comparison, ends, packet, rulings, segment);
}

function complain(
  { found }: Comparison,
  { source, destination }: Ends,
  what: string,
  reference: string,
  evaluator: string,
): void {
  found.push({ source, destination, what, reference, evaluator });
}

interface Answer {
  readonly verdict: FlowVerdict;
  readonly decidedBy: DecidingStep;
}

function compareRulings(
  comparison: Comparison,
  ends: Ends,
  packet: Packet,
  rulings: readonly Ruling[],
  answer: Answer,
): void {
  comparison.coverage.count(comparison.judge, rulings[0], answer.verdict);
  if (agrees(comparison, ends, rulings, answer)) return;
  const traces = new Set(rulings.map(traceOf));
  complain(comparison, ends, showPacket(packet), [...traces].join(' or '), wordsOfAnswer(comparison, answer));
}

/**
 * The same verdict by the same step. Where the source port matters (R6.4) the evaluator may say that it can't tell, or
 * what all source ports have in common.
 */
function agrees(comparison: Comparison, ends: Ends, rulings: readonly Ruling[], answer: Answer): boolean {
  const words = new Set(rulings.map((ruling) => wordsOfRuling(comparison, ruling)));
  const { step } = answer.decidedBy;
  if (step.kind === 'undecided') {
    if (step.reason === 'nat-outgoing-not-modelled') return isUnplacedPod(ends.from); // R12.2
    return step.reason === 'source-port-range' && new Set(rulings.map(traceOf)).size > 1;
  }
  const isOneVerdict = new Set(rulings.map(({ verdict }) => verdict)).size === 1;
  return isOneVerdict && words.has(wordsOfAnswer(comparison, answer));
}

function isUnplacedPod(party: Party): boolean {
  return party.kind === 'pod' && party.pod.node === null;
}

function compareFlow(comparison: Comparison, ends: Ends, packet: Packet): void {
  const isIcmp = [1, 58].includes(packet.protocol);
  const answer = evaluateFlow(comparison.ruleset, {
    from: ends.source,
    to: ends.destination,
    protocol: packet.protocol,
    port: hasPorts(packet.protocol) ? packet.port : null,
    icmpType: isIcmp ? packet.icmpType : null,
    icmpCode: isIcmp ? packet.icmpCode : null,
    sourcePort: hasPorts(packet.protocol) ? packet.sourcePort : null,
    ipVersion: packet.source.family,
    toAddress: ends.to.kind === 'external' ? showIp(packet.destination) : null,
    fromAddress: ends.from.kind === 'external' ? showIp(packet.source) : null,
    via: null,
  });
  const ruling = judgePacket(comparison.judge, ends.from, ends.to, packet);
  if (answer.ok) compareRulings(comparison, ends, packet, [ruling], answer.value);
  else complain(comparison, ends, showPacket(packet), traceOf(ruling), JSON.stringify(answer.error));
}

function wordsOfRuling({ judge }: Comparison, { verdict, decidedBy }: Ruling): string {
  return wordsOf(judge, { ...decidedBy, verdict });
}

function wordsOfAnswer({ judge }: Comparison, { verdict, decidedBy }: Answer): string {
  return wordsOf(judge, { ...wordsOfStep(decidedBy), verdict });
}

type Words = Pick<Opinion, 'checkpoint' | 'endpoint' | 'tier' | 'policy' | 'rule'> & { readonly verdict: string };

/** Where no host endpoint spoke, any name of the cluster node will do. */
function wordsOf(judge: Judge, { verdict, checkpoint, endpoint, tier, policy, rule }: Words): string {
  const isNobodys = ['endpoint-to-host', 'no-host-endpoint'].includes(String(rule));
  const party = isNobodys ? partyOf(judge, endpoint) : null;
  const whose = party?.kind === 'host' ? party.node.name : endpoint;
  return [verdict, checkpoint, whose, tier, policy, rule].map(String).join(' ');
}

function traceOf({ verdict, opinions }: Ruling): string {
  const steps = opinions.map(({ action, checkpoint, endpoint, tier, policy, rule }) =>
    [action, checkpoint, endpoint, tier, policy, rule].map(String).join(' '),
  );
  return `${verdict}: ${steps.join('; ')}`;
}
