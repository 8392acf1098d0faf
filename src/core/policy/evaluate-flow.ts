import { addressSetContains, firstAddressOf } from '../net/address-set.ts';
import type { Address, IpFamily } from '../net/cidr.ts';
import { parseAddress, sameAddress } from '../net/cidr.ts';
import { hasPorts, protocolNumbers } from '../net/protocol.ts';
import type { Traffic } from '../net/traffic.ts';
import { trafficOf, trafficOfIcmp } from '../net/traffic.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { loopbackAddresses } from './address-space.ts';
import { partyOf, undecidedSegment } from './evaluate-pair.ts';
import type { FlowQuery, FlowQueryError, FlowResult, ServiceTranslation } from './flow-query.ts';
import { Judge } from './judge.ts';
import { sentenceOfNote, sentenceOfReason } from './notes.ts';
import { pathBetween, pathThroughGateway, relationOf } from './path.ts';
import type { PathPoints, PointId } from './point-space.ts';
import type { Party, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';
import type { SeatedPath } from './seats.ts';
import { seatPath, Seating } from './seats.ts';
import { segmentsOf } from './segments.ts';
import { answersOfService, sentenceOfAnswers } from './service-answers.ts';
import { throughDialledService } from './service-target.ts';
import type { SeenStop, ServiceFlow, ServiceWay } from './service-way.ts';
import { serviceWay } from './service-way.ts';
import type { Stop } from './stop.ts';
import type { CheckpointTrace, Segment } from './trace.ts';
import { TrafficPool } from './traffic-pool.ts';
import type { Piece } from './walk.ts';

/** A port in no failsafe list (R5.35), for a query that names none. */
const probePort = 8080;

/**
 * Judges one packet: the same walk as for a pair, with the smallest set of traffic and stated addresses.
 *
 * @returns the verdict with its trace; an error where the query names what the design does not have
 */
export function evaluateFlow(ruleset: Ruleset, query: FlowQuery): Result<FlowResult, FlowQueryError> {
  const judged = judgeFlow(ruleset, query);
  if (!judged.ok) return judged;
  const { asked, result } = judged.value;
  if (result.translation === null) return ok(result);
  const answers = answersOfService(ruleset, asked, (other) => {
    const judgedOther = judgeFlow(ruleset, other);
    return judgedOther.ok ? judgedOther.value.result.verdict : null;
  });
  const sentence = sentenceOfAnswers(result.translation.service, answers);
  return ok({
    ...result,
    notes: sentence === null ? result.notes : [...result.notes, sentence],
    translation: { ...result.translation, answers },
  });
}

interface JudgedFlow {
  /** The query itself, or with the service in `via` that translates the address it dials. */
  readonly asked: FlowQuery;
  readonly result: FlowResult;
}

function judgeFlow(ruleset: Ruleset, query: FlowQuery): Result<JudgedFlow, FlowQueryError> {
  const from = partyOf(ruleset, query.from);
  const to = partyOf(ruleset, query.to);
  if (from === null) return err({ reason: 'no-such-endpoint', endpoint: query.from });
  if (to === null) return err({ reason: 'no-such-endpoint', endpoint: query.to });
  const nowhere = [from, to].find((party) => party.kind === 'nowhere');
  if (nowhere !== undefined)
    return ok({
      asked: query,
      result: resultOf(query, undecidedSegment('invalid-endpoint', nowhere.row.id), [nowhere.why]),
    });
  const addresses = addressesOf(query, from, to);
  if (addresses.ok) {
    const result = judgePacket(ruleset, query, from, to, addresses.value);
    return result.ok ? ok({ asked: query, result: result.value }) : result;
  }
  const translated =
    addresses.error.reason === 'address-not-of-endpoint' ? throughDialledService(ruleset, query, to) : null;
  if (translated === null) return addresses;
  const judged = judgeFlow(ruleset, translated);
  return judged.ok ? ok({ asked: translated, result: { ...judged.value.result, query } }) : judged;
}

interface Addresses {
  readonly family: IpFamily;
  readonly source: Address;
  readonly destination: Address;
}

function addressesOf(query: FlowQuery, from: Party, to: Party): Result<Addresses, FlowQueryError> {
  const isSameHost = from.kind === 'host' && to.kind === 'host' && from.site === to.site;
  const dialled = statedAddress(query.toAddress, to, isSameHost);
  if (!dialled.ok) return dialled;
  const stated = statedAddress(query.fromAddress, from, isSameHost);
  if (!stated.ok) return stated;
  const family = query.ipVersion ?? dialled.value?.family ?? stated.value?.family ?? commonFamily(from, to);
  const destination = dialled.value ?? addressOf(to, family);
  // A cluster node that talks to itself does so from the address it dials (R5.4).
  const source = stated.value ?? (isSameHost ? destination : addressOf(from, family));
  if (source === null || destination?.family !== source.family || source.family !== family)
    return err({ reason: 'no-common-ip-family' });
  return ok({ family, source, destination });
}

function statedAddress(text: string | null, party: Party, isSameHost: boolean): Result<Address | null, FlowQueryError> {
  if (text === null) return ok(null);
  const address = parseAddress(text);
  if (!address.ok) return err({ reason: 'bad-address', text });
  if (!isAddressOf(address.value, party, isSameHost)) return err({ reason: 'address-not-of-endpoint', text });
  return ok(address.value);
}

function isAddressOf(address: Address, party: Party, isSameHost: boolean): boolean {
  switch (party.kind) {
    case 'pod':
      return party.workload.addresses.some((own) => sameAddress(own, address));
    case 'host':
      return (
        addressSetContains(party.site.ownAddresses, address) ||
        party.site.addresses.some((own) => sameAddress(own, address)) ||
        Object.values(party.site.tunnels).some(({ sources }) => sources.some((own) => sameAddress(own, address))) ||
        (isSameHost && addressSetContains(loopbackAddresses, address))
      );
    case 'network':
      return addressSetContains(party.addresses, address);
    case 'nowhere':
      return false;
  }
}

function commonFamily(from: Party, to: Party): IpFamily {
  return addressOf(from, 4) !== null && addressOf(to, 4) !== null ? 4 : 6;
}

/** R5.4; of a network its first address. */
function addressOf(party: Party, family: IpFamily): Address | null {
  switch (party.kind) {
    case 'pod':
      return addressOfFamily(party.workload.addresses, family);
    case 'host':
      return addressOfFamily(party.site.addresses, family);
    case 'network':
      return firstAddressOf(party.addresses, family);
    case 'nowhere':
      return null;
  }
}

/** The one packet as a set of traffic. */
function packetOf({ protocol, port, icmpType, icmpCode }: FlowQuery): Traffic {
  if (hasPorts(protocol)) return trafficOf(protocol, [port ?? probePort, port ?? probePort]);
  // Without a type an echo request is meant.
  if (protocol === protocolNumbers.ICMP) return trafficOfIcmp(protocol, icmpType ?? 8, icmpCode ?? 0);
  if (protocol === protocolNumbers.ICMPv6) return trafficOfIcmp(protocol, icmpType ?? 128, icmpCode ?? 0);
  return trafficOf(protocol);
}

function judgePacket(
  ruleset: Ruleset,
  query: FlowQuery,
  from: Party,
  to: Party,
  addresses: Addresses,
): Result<FlowResult, FlowQueryError> {
  const { via } = query;
  if (via?.type === 'Gateway' && !(from.kind === 'network' && to.kind === 'network'))
    return err({ reason: 'not-through-a-gateway' });
  const seating = new Seating(addresses.family, ruleset);
  if (via?.type === 'ClusterIP' || via?.type === 'NodePort')
    return judgeThroughService({ ruleset, query, via, from, to, ...addresses }, seating);
  const source = seating.seatAddress(addresses.source);
  const destination = seating.seatAddress(addresses.destination);
  const seated = seatPath(ruleset, [from, to], relationOf(from, to), source, destination, seating);
  const { points, ...passage } = withStatedSource(seated, query, source);
  const gateway = via === null ? null : ruleset.sites.get(via.clusterNode);
  if (gateway === undefined) return err({ reason: 'no-such-endpoint', endpoint: `host/${via?.clusterNode ?? ''}` });
  const path =
    gateway === null
      ? pathBetween(ruleset, from, to, relationOf(from, to), passage)
      : pathThroughGateway(ruleset, gateway, 'plain');
  const judge = new Judge(seating.space(), new TrafficPool(), query.sourcePort);
  const segment = onlySegment(path.stops, points, judge, query);
  return ok(resultOf(query, segment, path.notes.map(sentenceOfNote)));
}

/** A node that is said to send from an address of its own does so through a tunnel too. */
function withStatedSource(seated: SeatedPath, { fromAddress }: FlowQuery, source: PointId): SeatedPath {
  if (fromAddress === null || seated.carrier === 'plain') return seated;
  return { ...seated, translation: 'none', points: { ...seated.points, source, arrival: source } };
}

function judgeThroughService(flow: ServiceFlow, seating: Seating): Result<FlowResult, FlowQueryError> {
  const { query, to } = flow;
  const way = serviceWay(flow, seating);
  if (!way.ok) {
    const { error } = way;
    if (error.reason !== 'service-address-unknown') return err(error);
    return ok(resultOf(query, undecidedSegment('service-address-unknown', to.row.id), []));
  }
  const judge = new Judge(seating.space(), new TrafficPool(), query.sourcePort);
  const { stops, notes } = way.value;
  const [first] = stops;
  if (first === undefined) throw new Error('a way to a service without a checkpoint');
  const answered = stops.map((seen) => answeredStop(seen, query, judge));
  const segment = onlySegment(answered, first.points, judge, query);
  const translation = translationOf(flow, way.value, segment.checkpoints);
  return ok({ ...resultOf(query, segment, notes), translation });
}

/** The checkpoints that answered are some of those on the way, in the same order. */
function translationOf(
  { via, query, destination }: ServiceFlow,
  { stops, dialled }: ServiceWay,
  checkpoints: readonly CheckpointTrace[],
): ServiceTranslation {
  let next = 0;
  const seen = checkpoints.map(({ checkpoint, endpoint }) => {
    const at = stops.findIndex(
      ({ stop }, index) => index >= next && stop.checkpoint === checkpoint && stop.endpoint === endpoint,
    );
    next = at + 1;
    return stops[at]?.sees ?? 'answering';
  });
  return {
    service: via.service,
    dialled: { address: dialled, port: via.port },
    answering: { address: destination, port: query.port },
    seen,
    answers: [],
  };
}

/** Each checkpoint is asked about the packet as it sees it; its answer then holds for the packet as a whole (R5.32). */
function answeredStop({ first, ...seen }: SeenStop, query: FlowQuery, judge: Judge): Stop {
  const { stop } = seen;
  if (stop.kind !== 'walk') return stop;
  const early = first === null ? null : answerAt(first, query, judge);
  const isFailsafe = early?.steps.step.kind === 'failsafe';
  return { ...stop, kind: 'answered', piece: isFailsafe ? early : answerAt(seen, query, judge) };
}

function answerAt({ stop, points, port }: Omit<SeenStop, 'sees' | 'first'>, query: FlowQuery, judge: Judge): Piece {
  const packet = judge.pool.idOf(packetOf({ ...query, port }));
  const { pieces } = judge.judgementAt(stop, points);
  const answer = pieces.find(({ traffic }) => judge.pool.intersect(traffic, packet) === packet);
  if (answer === undefined) throw new Error('a checkpoint without an answer');
  return answer;
}

function onlySegment(stops: readonly Stop[], points: PathPoints, judge: Judge, query: FlowQuery): Segment {
  const [segment] = segmentsOf(stops, points, judge, judge.pool.idOf(packetOf(query)));
  if (segment === undefined) throw new Error('one packet without a verdict');
  return segment;
}

function resultOf(query: FlowQuery, segment: Segment, notes: readonly string[]): FlowResult {
  const { verdict, decidedBy, checkpoints } = segment;
  const reason = decidedBy.step.kind === 'undecided' ? [sentenceOfReason(decidedBy.step.reason)] : [];
  return { query, verdict, decidedBy, checkpoints, notes: [...new Set([...notes, ...reason])], translation: null };
}
