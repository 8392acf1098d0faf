import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Family, Ip } from './addresses.ts';
import { inSomeNet, readNet } from './addresses.ts';
import type { Judge, Opinion } from './judge.ts';
import { felixField, fixed, hasPolicyOf, judgeForward, judgeHost, judgePod, judgePreDnat } from './judge.ts';
import type { Packet } from './packet.ts';
import { readTiers } from './policies.ts';
import { at, text } from './raw.ts';
import type { HostEndpointView, NodeView, PodView, World } from './world.ts';
import { hasAddress, ofKind, readWorld } from './world.ts';

/** Who sends or receives (R5.2): a pod, a process of a cluster node, something outside. */
export type Party =
  | { readonly kind: 'pod'; readonly pod: PodView }
  | { readonly kind: 'host'; readonly node: NodeView }
  | { readonly kind: 'external' };

export interface Ruling {
  readonly verdict: 'allow' | 'deny';
  readonly decidedBy: Opinion;
  readonly opinions: readonly Opinion[];
}

export function readJudge(
  manifests: readonly Manifest[],
  version: CalicoVersion,
  addresses: ReadonlyMap<string, readonly string[]>,
): Judge {
  const world = readWorld(manifests, version, addresses);
  return { world, tiers: readTiers(world) };
}

/** What stands behind an endpoint's id; null where the id names nothing that takes part. */
export function partyOf({ world }: Judge, id: string): Party | null {
  if (id.startsWith('external/')) return { kind: 'external' };
  const pod = world.pods.find((candidate) => candidate.id === id);
  if (pod !== undefined && !pod.hostNetwork) return { kind: 'pod', pod };
  const host = world.hostEndpoints.find((candidate) => candidate.id === id);
  const name = pod?.node ?? host?.node ?? id.slice('host/'.length);
  const node = world.nodes.find((candidate) => candidate.name === name);
  return node === undefined ? null : { kind: 'host', node };
}

/** R5.4: a pod's first address of the family; a cluster node's first internal one, else one that its host endpoint expects. */
export function addressOf(judge: Judge, party: Party, family: Family): Ip | null {
  if (party.kind === 'external') return null;
  const isOfFamily = (ip: Ip): boolean => ip.family === family;
  if (party.kind === 'pod') return party.pod.addresses.find(isOfFamily) ?? null;
  const expected = primaryOf(judge, party.node.name)?.addresses ?? [];
  return party.node.internal.find(isOfFamily) ?? expected.find(isOfFamily) ?? null;
}

/** R5.1: the first deny wins, else the last step that allowed decides (R12.3). */
export function judgePacket(judge: Judge, source: Party, destination: Party, packet: Packet): Ruling {
  const opinions = path(judge, source, destination, packet);
  const denial = opinions.find(({ action }) => action === 'deny');
  const decidedBy = denial ?? opinions.findLast(({ counts }) => counts) ?? opinions.at(-1);
  if (decidedBy === undefined) throw new Error('a path without a checkpoint');
  return { verdict: denial === undefined ? 'allow' : 'deny', decidedBy, opinions };
}

/** The table of 5.3. */
function path(judge: Judge, source: Party, destination: Party, packet: Packet): readonly Opinion[] {
  if (source.kind === 'pod') return fromPod(judge, source.pod, destination, packet);
  if (source.kind === 'host') return fromHost(judge, source.node, destination, packet);
  return arrival(judge, destination, packet);
}

function fromPod(judge: Judge, pod: PodView, destination: Party, packet: Packet): readonly Opinion[] {
  if (destination.kind === 'pod' && destination.pod.id === pod.id) {
    return [fixed({ checkpoint: 'self', endpoint: pod.id }, 'self', 'allow')]; // R5.11
  }
  if (destination.kind === 'host' && destination.node.name === pod.node) {
    return toOwnHost(judge, pod, destination.node, packet);
  }
  if (destination.kind === 'pod' && pod.node !== null && destination.pod.node === pod.node) {
    return toNeighbour(judge, pod, destination.pod, pod.node, packet);
  }
  return [...leaving(judge, pod, packet), ...arrival(judge, destination, translated(judge, pod, packet))];
}

/** R5.12 */
function toOwnHost(judge: Judge, pod: PodView, node: NodeView, packet: Packet): readonly Opinion[] {
  const setting = text(felixField(judge.world, 'defaultEndpointToHostAction')) || 'Accept'; // Q3
  const accepts = setting === 'Return' ? hostInputDefault(judge.world) === 'accept' : setting === 'Accept';
  const place = { checkpoint: 'endpoint-to-host', endpoint: `host/${node.name}` } as const;
  return [
    judgePreDnat(judge, wildcardOf(judge, node.name), node.name, packet),
    judgePod(judge, pod, 'egress', packet),
    fixed(place, 'endpoint-to-host', accepts ? 'allow' : 'deny'),
  ];
}

function hostInputDefault(world: World): string {
  const design = ofKind(world.manifests, 'firewright.dev', 'Design')[0];
  return text(at(design, 'spec', 'settings', 'hostInputDefault')) || 'accept';
}

/** R5.13 */
function toNeighbour(
  judge: Judge,
  source: PodView,
  destination: PodView,
  node: string,
  packet: Packet,
): readonly Opinion[] {
  const star = wildcardOf(judge, node);
  return [
    ...entering(judge, star, star, node, packet),
    judgePod(judge, source, 'egress', packet),
    judgePod(judge, destination, 'ingress', packet),
    judgeForward(judge, star, node, 'egress', packet),
  ];
}

/** The source's part of R5.14; R5.3: an unplaced pod meets no host endpoint on its way out. */
function leaving(judge: Judge, pod: PodView, packet: Packet): readonly Opinion[] {
  if (pod.node === null) return [judgePod(judge, pod, 'egress', packet)];
  const star = wildcardOf(judge, pod.node);
  return [
    ...entering(judge, star, star, pod.node, packet),
    judgePod(judge, pod, 'egress', packet),
    judgeForward(judge, primaryOf(judge, pod.node), pod.node, 'egress', packet),
  ];
}

/** PREDNAT, then FORWARD unless the packet was accepted already (R5.10). */
function entering(
  judge: Judge,
  preDnat: HostEndpointView | null,
  forward: HostEndpointView | null,
  node: string,
  packet: Packet,
): readonly Opinion[] {
  const early = judgePreDnat(judge, preDnat, node, packet);
  return early.action === 'allow' ? [early] : [early, judgeForward(judge, forward, node, 'ingress', packet)];
}

/** R5.17, R5.18, R5.19, R5.19a, R5.19b */
function fromHost(judge: Judge, node: NodeView, destination: Party, packet: Packet): readonly Opinion[] {
  if (destination.kind === 'pod' && destination.pod.node === node.name) {
    return [fixed({ checkpoint: 'own-pod', endpoint: destination.pod.id }, 'own-pod', 'allow')];
  }
  if (destination.kind === 'host' && destination.node.name === node.name) return toItself(judge, node, packet);
  const out = judgeHost(judge, primaryOf(judge, node.name), node.name, 'egress', packet);
  return [out, ...arrival(judge, destination, packet)];
}

/** R5.19a */
function toItself(judge: Judge, node: NodeView, packet: Packet): readonly Opinion[] {
  const governing = governingOf(judge, node.name, 'lo');
  if (governing === null) {
    return [fixed({ checkpoint: 'loopback', endpoint: `host/${node.name}` }, 'no-host-endpoint', 'allow')];
  }
  const early = judgePreDnat(judge, preDnatOf(judge, node.name, 'lo'), node.name, packet);
  const out = judgeHost(judge, governing, node.name, 'egress', packet);
  const into = judgeHost(judge, governing, node.name, 'ingress', packet);
  return early.action === 'allow' ? [out, early] : [out, early, into];
}

/** The destination's part of R5.14, R5.15, R5.18, R5.19, R5.19c, R5.19d; nothing for R5.16 and R5.19b. */
function arrival(judge: Judge, destination: Party, packet: Packet): readonly Opinion[] {
  if (destination.kind === 'external') return [];
  if (destination.kind === 'host') return atHost(judge, destination.node.name, packet);
  const { pod } = destination;
  if (pod.node === null) return [judgePod(judge, pod, 'ingress', packet)];
  const preDnat = preDnatOf(judge, pod.node, primaryInterface(judge, pod.node));
  return [
    ...entering(judge, preDnat, primaryOf(judge, pod.node), pod.node, packet),
    judgePod(judge, pod, 'ingress', packet),
    judgeForward(judge, wildcardOf(judge, pod.node), pod.node, 'egress', packet),
  ];
}

function atHost(judge: Judge, node: string, packet: Packet): readonly Opinion[] {
  const early = judgePreDnat(judge, preDnatOf(judge, node, primaryInterface(judge, node)), node, packet);
  if (early.action === 'allow') return [early];
  return [early, judgeHost(judge, primaryOf(judge, node), node, 'ingress', packet)];
}

/** R5.30: behind a pool with natOutgoing, what leaves all pools arrives from the cluster node's address. */
function translated(judge: Judge, pod: PodView, packet: Packet): Packet {
  const pools = ofKind(judge.world.manifests, 'projectcalico.org', 'IPPool');
  const holds = (ip: Ip, natOutgoing: boolean): boolean =>
    pools.some(
      (pool) =>
        (!natOutgoing || at(pool, 'spec', 'natOutgoing') === true) &&
        inSomeNet(ip, [readNet(text(at(pool, 'spec', 'cidr')))]),
    );
  const node = judge.world.nodes.find(({ name }) => name === pod.node);
  const source = node?.internal.find(({ family }) => family === packet.source.family);
  const spared =
    text(felixField(judge.world, 'natOutgoingExclusions')) === 'IPPoolsAndHostIPs' &&
    judge.world.nodes.some(({ internal }) => hasAddress(internal, packet.destination));
  if (source === undefined || spared || !holds(packet.source, true) || holds(packet.destination, false)) return packet;
  return { ...packet, source };
}

function primaryOf(judge: Judge, node: string): HostEndpointView | null {
  return governingOf(judge, node, primaryInterface(judge, node));
}

/** R5.7: the interface with the node's first internal address, else the first one. */
function primaryInterface(judge: Judge, name: string): string {
  const node = judge.world.nodes.find((candidate) => candidate.name === name);
  const [first] = node?.internal ?? [];
  const holder = node?.interfaces.find(({ addresses }) => first !== undefined && hasAddress(addresses, first));
  return (holder ?? node?.interfaces[0])?.name ?? 'eth0';
}

/** R5.5: those of the very interface come first, then the wildcard; of several the smallest name. */
function governingOf(judge: Judge, node: string, interfaceName: string): HostEndpointView | null {
  return specificOf(judge, node, interfaceName) ?? wildcardOf(judge, node);
}

function specificOf(judge: Judge, node: string, interfaceName: string): HostEndpointView | null {
  const found = judge.world.nodes
    .find(({ name }) => name === node)
    ?.interfaces.find(({ name }) => name === interfaceName);
  if (found === undefined) return null; // R5.6
  return smallest(
    judge.world.hostEndpoints.filter(
      (host) =>
        host.node === node &&
        (host.interfaceName === interfaceName ||
          (host.interfaceName === '' && host.addresses.some((ip) => hasAddress(found.addresses, ip)))),
    ),
  );
}

function wildcardOf(judge: Judge, node: string): HostEndpointView | null {
  return smallest(judge.world.hostEndpoints.filter((host) => host.node === node && host.interfaceName === '*'));
}

/** R5.5's exception: for PREDNAT the interface's own host endpoint governs only if it has a preDNAT policy. */
function preDnatOf(judge: Judge, node: string, interfaceName: string): HostEndpointView | null {
  const specific = specificOf(judge, node, interfaceName);
  return specific !== null && hasPolicyOf(judge, specific, 'prednat') ? specific : wildcardOf(judge, node);
}

function smallest(hosts: readonly HostEndpointView[]): HostEndpointView | null {
  return [...hosts].sort((a, b) => (a.name < b.name ? -1 : 1))[0] ?? null;
}
