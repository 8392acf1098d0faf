import type { Address, IpFamily } from '../net/cidr.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type { FlowQuery, FlowQueryError, FlowVia, SeenEnd } from './flow-query.ts';
import { sentenceOfNote } from './notes.ts';
import { carrierFrom } from './carrier.ts';
import { rulesAskAbout } from './criteria.ts';
import type { Passage } from './path.ts';
import { arrivalOf, nodeNameOf, pathBetween, pathThroughGateway, relationOf } from './path.ts';
import type { PathPoints, PointId } from './point-space.ts';
import type { NodeSite, Party, Program, Ruleset } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';
import type { SeatedPath, Seating } from './seats.ts';
import { seatPath, translationOf } from './seats.ts';
import type { Carrier, Path, Stop, Translation } from './stop.ts';

export type ServiceVia = Exclude<FlowVia, { readonly type: 'Gateway' }>;

/** A checkpoint with the packet as it sees it. */
export interface SeenStop {
  readonly stop: Stop;
  readonly points: PathPoints;
  readonly port: number | null;
  readonly sees: SeenEnd;
  /** What is asked first, and counts where it is a failsafe port; null: nothing. */
  readonly first: Omit<SeenStop, 'sees' | 'first'> | null;
}

export interface ServiceWay {
  readonly stops: readonly SeenStop[];
  /** Sentences. */
  readonly notes: readonly string[];
  /** null: the design does not say which address the client dials. */
  readonly dialled: Address | null;
}

/** What a client that dials a service is judged with. */
export interface ServiceFlow {
  readonly ruleset: Ruleset;
  readonly query: FlowQuery;
  readonly via: ServiceVia;
  readonly from: Party;
  /** The endpoint that answers. */
  readonly to: Party;
  readonly source: Address;
  readonly destination: Address;
}

/** Where the address that the client dialled is replaced. */
interface Entry {
  /** null: on a node that is not known. */
  readonly site: NodeSite | null;
  /** null: the design does not say which address the client dials. */
  readonly dialled: Address | null;
}

export type ServiceWayError = FlowQueryError | { readonly reason: 'service-address-unknown' };

/**
 * The checkpoints of a packet that a client sends to a service (R5.19d, R5.32). What is judged before the translation sees
 * what the client dialled, everything else the endpoint that answers. kube-proxy's default is assumed: traffic from a
 * node port to an endpoint on another cluster node carries the address of the node that it entered, unless the service
 * keeps traffic local.
 */
export function serviceWay(flow: ServiceFlow, seating: Seating): Result<ServiceWay, ServiceWayError> {
  const entry = entryOf(flow, seating.family);
  if (entry === null) return err({ reason: 'no-such-endpoint', endpoint: `host/${viaNode(flow.via)}` });
  const isAtClient = entry.site === null || entry.site.name === nodeNameOf(flow.from);
  const isLocal = entry.site !== null && nodeNameOf(flow.to) === entry.site.name;
  if (!isAtClient && !isLocal && keepsLocal(flow))
    return err({ reason: 'no-local-endpoint', service: flow.via.service });
  const way = isAtClient ? fromOwnNode(flow, entry, seating) : fromElsewhere(flow, entry, isLocal, seating);
  // Which address was dialled matters only to rules that ask for it before it is replaced.
  const isOpen =
    entry.dialled === null &&
    way.stops.some(({ stop, sees }) => sees === 'dialled' && stop.kind === 'walk' && asksForDialled(stop.program));
  return isOpen ? err({ reason: 'service-address-unknown' }) : ok(way);
}

function asksForDialled(program: Program): boolean {
  const asksFailsafe = program.direction === 'egress' && program.failsafes.some(({ port }) => port.net !== null);
  return asksFailsafe || rulesAskAbout(program, 'destination');
}

function viaNode(via: ServiceVia): string {
  return via.type === 'NodePort' ? via.clusterNode : '';
}

/** R5.32: a client outside reaches a cluster address by way of the node of whoever answers. */
function entryOf({ ruleset, via, from, to }: ServiceFlow, family: IpFamily): Entry | null {
  if (via.type === 'NodePort') {
    const site = ruleset.sites.get(via.clusterNode);
    return site === undefined ? null : { site, dialled: addressOfFamily(site.addresses, family) };
  }
  const node = nodeNameOf(from.kind === 'network' ? to : from);
  const addresses = ruleset.services.get(via.service)?.service?.clusterAddresses ?? [];
  const site = node === null ? null : (ruleset.sites.get(node) ?? null);
  return { site, dialled: addressOfFamily(addresses, family) };
}

function keepsLocal({ ruleset, via }: ServiceFlow): boolean {
  return via.type === 'NodePort' && ruleset.services.get(via.service)?.service?.localOnly === true;
}

/** The client's own node translates: beyond it the packet is like one sent to the endpoint itself. */
function fromOwnNode(flow: ServiceFlow, entry: Entry, seating: Seating): ServiceWay {
  const { ruleset, via, from, to } = flow;
  const relation = relationOf(from, to);
  const [source, destination] = [seating.seatAddress(flow.source), seating.seatAddress(flow.destination)];
  const hides = via.type === 'NodePort' && relation === 'apart' && from.kind === 'pod' && !keepsLocal(flow);
  const masked = hides ? maskedPath(flow, entry, source, destination, seating) : null;
  const seated = masked ?? seatPath(ruleset, [from, to], relation, source, destination, seating);
  const { points, ...passage } = seated;
  const path = pathBetween(ruleset, from, to, relation, passage);
  const dialled = { ...points, destination: seatDialled(entry, destination, seating) };
  const stops = path.stops.map((stop): SeenStop =>
    stop.half === 'egress' && seesDialled(stop)
      ? { ...failsafesFirst(stop, points, flow), points: dialled, port: via.port, sees: 'dialled' }
      : { stop, points, port: flow.query.port, sees: 'answering', first: null },
  );
  return { stops, notes: notesOf([path], masked === null ? null : entry), dialled: entry.dialled };
}

/** The packet goes to the entry node as dialled, is translated there, and may go on to another node. */
function fromElsewhere(flow: ServiceFlow, entry: Entry, isLocal: boolean, seating: Seating): ServiceWay {
  const { ruleset, via, from, to, query } = flow;
  const [source, destination] = [seating.seatAddress(flow.source), seating.seatAddress(flow.destination)];
  const dialled = seatDialled(entry, destination, seating);
  const { translation, arrival } = leavingAs(flow, entry, source, seating);
  const path = pathBetween(ruleset, from, to, 'apart', { translation, carrier: 'plain' });
  const leaving = path.stops
    .filter(({ half }) => half === 'egress')
    .map((stop): SeenStop => {
      const points = { source, destination: dialled, arrival: source };
      return { stop, points, port: via.port, sees: 'dialled', first: null };
    });
  const asAnswered = { source, destination, arrival };
  const asDialled = { source, destination: dialled, arrival };
  const translating = (stop: Stop): SeenStop =>
    seesDialled(stop)
      ? { ...failsafesFirst(stop, asAnswered, flow), points: asDialled, port: via.port, sees: 'dialled' }
      : { stop, points: asAnswered, port: query.port, sees: 'answering', first: null };
  if (isLocal || entry.site === null) {
    const arriving = path.stops.filter(({ half }) => half === 'ingress').map(translating);
    return { stops: [...leaving, ...arriving], notes: notesOf([path], null), dialled: entry.dialled };
  }
  const masked = maskedPath(flow, entry, source, destination, seating);
  const passage: Passage = { translation: masked?.translation ?? 'node', carrier: masked?.carrier ?? 'plain' };
  const points = masked?.points ?? { source, destination, arrival };
  const passing = gatewayStops(ruleset, entry.site, translation, passage.carrier).map(translating);
  const onward = arrivalOf(ruleset, to, from.kind, passage);
  const arriving = onward.stops
    .filter(({ kind }) => kind === 'walk' || to.kind !== 'network')
    .map((stop): SeenStop => ({ stop, points, port: query.port, sees: 'answering', first: null }));
  return { stops: [...leaving, ...passing, ...arriving], notes: notesOf([path], entry), dialled: entry.dialled };
}

/** What the client looks like to the entry node. */
function leavingAs(
  { ruleset, from, source }: ServiceFlow,
  { dialled }: Entry,
  point: PointId,
  seating: Seating,
): { readonly translation: Translation; readonly arrival: PointId } {
  const site = dialled === null ? null : translationOf(ruleset, from, 'apart', source, dialled);
  if (site === null) return { translation: 'none', arrival: point };
  const address = site === 'unknown' ? null : addressOfFamily(site.addresses, seating.family);
  if (address === null) return { translation: 'unknown', arrival: point };
  return { translation: 'node', arrival: seating.seatAddress(address) };
}

/** The client carries the entry node's address: that of the device through which its packets go on. */
function maskedPath(
  { ruleset, to, destination: target }: ServiceFlow,
  { site }: Entry,
  source: PointId,
  destination: PointId,
  seating: Seating,
): SeatedPath | null {
  if (site === null) return null;
  const carrier = to.kind === 'pod' ? carrierFrom(ruleset, site, to.workload, target) : 'plain';
  const sources = carrier === 'plain' ? site.addresses : site.tunnels[carrier].sources;
  const address = addressOfFamily(sources, seating.family);
  const points = { source, destination, arrival: source };
  if (address !== null)
    return { translation: 'node', carrier, points: { ...points, arrival: seating.seatAddress(address) } };
  return carrier === 'plain' ? null : { translation: 'unknown-tunnel', carrier, points };
}

function seatDialled({ dialled }: Entry, otherwise: PointId, seating: Seating): PointId {
  return dialled === null ? otherwise : seating.seatAddress(dialled);
}

/**
 * R5.44: eBPF tests failsafe ports by the port that answers, not by the dialled one. The other data planes test them with
 * the rest of preDNAT policy.
 */
function failsafesFirst(
  stop: Stop,
  points: PathPoints,
  { ruleset, query }: ServiceFlow,
): Pick<SeenStop, 'stop' | 'first'> {
  const guard = ruleset.guards.find(({ id }) => id === stop.endpoint);
  const isPrednat = stop.kind === 'walk' && stop.program === guard?.prednat;
  if (!isPrednat || guard === undefined || guard.prednat === guard.prednatForwarded) return { stop, first: null };
  return { stop: { ...stop, program: guard.prednatForwarded }, first: { stop, points, port: query.port } };
}

/** Untracked and preDNAT policy are asked before the address is replaced. */
function seesDialled({ checkpoint }: Stop): boolean {
  return checkpoint === 'prednat' || checkpoint === 'untracked-ingress' || checkpoint === 'untracked-egress';
}

/** Gates of two nodes on one way must not be mixed up. */
const gatesPerNode = 2;

function gatewayStops(ruleset: Ruleset, site: NodeSite, translation: Translation, onward: Carrier): readonly Stop[] {
  return pathThroughGateway(ruleset, site, onward).stops.flatMap((stop): readonly Stop[] => {
    if (stop.kind !== 'walk') return [];
    const { checkpoint, endpoint, half } = stop;
    const gates = { skippedBy: stop.skippedBy << gatesPerNode, opens: stop.opens << gatesPerNode };
    if (translation === 'unknown')
      return [{ kind: 'fixed', checkpoint, endpoint, half, ...gates, step: unknownSourceStep }];
    return [{ ...stop, ...gates }];
  });
}

const unknownSourceStep = {
  kind: 'undecided',
  reason: 'nat-outgoing-not-modelled',
  policy: null,
  action: 'undecided',
} as const;

function notesOf(paths: readonly Path[], masking: Entry | null): readonly string[] {
  const node = masking?.site?.name;
  const notes = paths.flatMap((path) => path.notes.map(sentenceOfNote));
  if (node === undefined) return notes;
  return [
    ...notes,
    `kube-proxy gives these packets the address of node ${node}, where they entered, because the endpoint is on another node (externalTrafficPolicy Cluster): policies there see the node, not the client.`,
  ];
}
