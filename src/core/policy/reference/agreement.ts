import { identityOf } from '../../manifest/identity.ts';
import type { Manifest } from '../../model/document.ts';
import { resourceId } from '../../model/ids.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { AddressSet } from '../../net/address-set.ts';
import type { AllowedTraffic } from '../../net/describe-traffic.ts';
import { printAddress } from '../../net/cidr.ts';
import { trafficContains } from '../../net/traffic.ts';
import { evaluateAll, evaluatePair } from '../evaluate.ts';
import { lower } from '../lower.ts';
import type { Ruleset } from '../ruleset.ts';
import type { StagedView } from '../staged.ts';
import type { PairResult, PartResult, Segment } from '../trace.ts';
import type { Family, Ip } from './addresses.ts';
import type { Comparison, Ends, Question } from './comparison.ts';
import { complain, compareRulings } from './comparison.ts';
import type { Coverage } from './coverage.ts';
import { tryWithout } from './decisive.ts';
import { compareFlow, compareSpecialFlows } from './flow-agreement.ts';
import { addressOf, judgePacket, partyOf, readJudge } from './naive.ts';
import type { Packet } from './packet.ts';
import { hasPorts, showPacket } from './packet.ts';
import type { Load } from './probes.ts';
import { ephemeralPorts, loadsOf, portsOfDesign, sampled, sampledLoads, valueOf } from './probes.ts';
import { Random } from './random.ts';
import { compareAllowed, compareSummary } from './summary-agreement.ts';

/** How much of a design is asked; the seed chooses what. */
export interface Thoroughness {
  readonly pairs: number;
  readonly partsPerPair: number;
  readonly packetsPerPart: number;
  /** Of services, by gateways, to other addresses of a cluster node. */
  readonly specialFlows: number;
  /** How many fields are taken away, one at a time, to see whether they decided anything. */
  readonly fieldsTakenAway: number;
}

/** What is asked, and how. */
export interface Examination {
  readonly version: CalicoVersion;
  readonly staged: StagedView;
  readonly seed: number;
  readonly thoroughness: Thoroughness;
  /** null: whichever pairs the seed chooses. */
  readonly only: Pick<Disagreement, 'source' | 'destination'> | null;
}

export interface Disagreement {
  readonly source: string;
  readonly destination: string;
  readonly what: string;
  readonly reference: string;
  readonly evaluator: string;
}

/**
 * Holds the evaluator against the reference on one design.
 *
 * @returns what they disagree on; nothing if they agree
 */
export function disagreements(
  manifests: readonly Manifest[],
  examination: Examination,
  coverage: Coverage,
): readonly Disagreement[] {
  const { version, staged, seed, thoroughness, only } = examination;
  const inputs = manifests.map((manifest) => ({ id: resourceId(identityOf(manifest)), manifest }));
  const ruleset = lower(inputs, { calicoVersion: version }, { staged });
  const circumstances = { version, staged, addresses: inventedAddresses(ruleset) };
  const random = new Random(seed);
  const comparison: Comparison = {
    judge: readJudge(manifests, circumstances),
    ruleset,
    ports: portsOfDesign(manifests),
    ephemeral: ephemeralPorts(manifests),
    random,
    coverage,
    found: [],
    asked: [],
  };
  const ids = ruleset.parties.map(({ row }) => row.id);
  const pairs = ids.flatMap((source) => ids.map((destination) => [source, destination] as const));
  const wanted = pairs.filter(
    ([source, destination]) => only === null || (source === only.source && destination === only.destination),
  );
  const table = evaluateAll(ruleset);
  // What has to pass no policy is asked about less often.
  const telling = wanted.filter(
    ([source, destination]) => source !== destination && (isPod(source) || isPod(destination)),
  );
  const count = thoroughness.pairs;
  const chosen =
    count >= wanted.length ? wanted : [...sampled(random, telling, count / 2), ...sampled(random, wanted, count / 2)];
  for (const [source, destination] of chosen) {
    const pair = evaluatePair(ruleset, source, destination);
    if (pair === null) throw new Error(`${source} and ${destination} are rows and no endpoints`);
    const summary = compareSummary(comparison, table, pair);
    comparePair(comparison, thoroughness, pair, summary?.allowed ?? []);
  }
  compareSpecialFlows(comparison, only === null ? thoroughness.specialFlows : Infinity, only);
  tryWithout(comparison, manifests, circumstances, thoroughness.fieldsTakenAway);
  return comparison.found;
}

function isPod(id: string): boolean {
  return !id.startsWith('host/') && !id.startsWith('external/');
}

/** Of pods for which no manifest says one (workloads). */
function inventedAddresses(ruleset: Ruleset): ReadonlyMap<string, readonly string[]> {
  return new Map(
    ruleset.parties.flatMap((party) =>
      party.kind === 'pod' && !party.row.resource?.startsWith('Pod/')
        ? [[party.row.id, party.workload.addresses.map(printAddress)]]
        : [],
    ),
  );
}

/** A host endpoint of a node that is nowhere is on no path: nothing can be said. */
function comparePlaceless({ found, coverage }: Comparison, { source, destination, parts }: PairResult): void {
  coverage.countStep('nowhere undecided');
  if (parts.every(({ segments }) => segments.every(({ verdict }) => verdict === 'undecided'))) return;
  found.push({ source, destination, what: 'rows', reference: 'undecided', evaluator: 'a verdict' });
}

const loadsPerTable = 2;

/** @param allowed what the table says of the pair */
function comparePair(
  comparison: Comparison,
  thoroughness: Thoroughness,
  pair: PairResult,
  allowed: readonly AllowedTraffic[],
): void {
  const { source, destination, parts } = pair;
  const [from, to] = [partyOf(comparison.judge, source), partyOf(comparison.judge, destination)];
  if (from === null || to === null) return comparePlaceless(comparison, pair);
  // What becomes of packets between two outside networks hangs on the way they take (R5.19e).
  if (from.kind === 'external' && to.kind === 'external') return;
  const ends = { source, destination, from, to };
  const { random } = comparison;
  const isAskedAll = thoroughness.packetsPerPart === Infinity;
  for (const part of sampled(random, parts, thoroughness.partsPerPair)) {
    const loads = loadsOf(part.segments, comparison.ports, part.family);
    for (const load of sampledLoads(random, loads, thoroughness.packetsPerPart)) {
      compareLoad(comparison, ends, part, packetOf(comparison, ends, part, load, 0));
    }
    const asksFlow = random.chance(0.3) || isAskedAll;
    for (const load of asksFlow ? sampledLoads(random, loads, 1) : []) {
      const sourcePort = random.pick([...comparison.ports, 1024, 40000]);
      compareFlow(comparison, ends, packetOf(comparison, ends, part, load, sourcePort));
    }
    if (random.chance(0.5) || isAskedAll) {
      for (const load of sampledLoads(random, loads, isAskedAll ? Infinity : loadsPerTable))
        compareAllowed(comparison, ends, pair, allowed, load);
    }
  }
}

/** Between two addresses of the part. */
export function packetOf(
  { judge, random }: Comparison,
  ends: Ends,
  part: Pick<PartResult, 'family' | 'sourcePart' | 'destinationPart'>,
  load: Load,
  sourcePort: number,
): Packet {
  const at = (party: Ends['from'], set: AddressSet | null): Ip => {
    const address = set === null ? addressOf(judge, party, part.family) : random.pick(edgesOf(set, part.family));
    if (address === null) throw new Error('an end without an address of the family');
    return address;
  };
  const destination = at(ends.to, part.destinationPart);
  // R5.4: a cluster node speaks to itself from the address that it speaks to.
  const source = isSelf(ends) ? destination : at(ends.from, part.sourcePart);
  return { ...load, source, destination, sourcePort };
}

/** First and last address of every range. */
function edgesOf(set: AddressSet, family: Family): readonly Ip[] {
  return (family === 4 ? set.v4 : set.v6).map((value) => ({ family, value: BigInt(value) }));
}

function isSelf({ from, to }: Ends): boolean {
  return from.kind === 'host' && to.kind === 'host' && from.node.name === to.node.name;
}

function compareLoad(comparison: Comparison, ends: Ends, part: PartResult, packet: Packet): void {
  const holding = segmentsWith(part.segments, packet);
  const [segment] = holding;
  if (segment === undefined || holding.length > 1) {
    complain(comparison, ends, showPacket(packet), 'one segment', `${holding.length} segments`);
    return;
  }
  const questions = (hasPorts(packet.protocol) ? comparison.ephemeral : [0]).map(
    (sourcePort): Question =>
      (judge, from, to) =>
        judgePacket(judge, from, to, { ...packet, sourcePort }),
  );
  const rulings = questions.map((question) => question(comparison.judge, ends.from, ends.to));
  const [first] = questions;
  if (first !== undefined) compareRulings(comparison, ends, packet, rulings, segment, first);
  for (const half of ['egress', 'ingress'] as const) {
    const verdicts = [...new Set(rulings.map(({ halves }) => halves[half]))];
    const said = segmentsWith(part[half], packet).map(({ verdict }) => verdict);
    const [isOpen, isOne] = [said.includes('undecided'), verdicts.length === 1];
    if (part[half].length === 0 || !isOne || (isOpen && verdicts[0] !== 'undecided')) continue;
    if (said.join() !== verdicts.join()) {
      complain(comparison, ends, `${half} of ${showPacket(packet)}`, verdicts.join(), said.join());
    }
  }
}

function segmentsWith(segments: readonly Segment[], packet: Packet): readonly Segment[] {
  return segments.filter(({ traffic }) => trafficContains(traffic, packet.protocol, valueOf(packet)));
}
