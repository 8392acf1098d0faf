import type { ClusterNode, Pod } from '../model/entities.ts';
import { hostEndpointId, networkEndpointId, podEndpointId } from '../model/ids.ts';
import type { ResourceId } from '../model/ids.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetOf, ofAddresses } from '../net/address-set.ts';
import type { Address } from '../net/cidr.ts';
import { unionOfAll } from './address-book.ts';
import { internetAddresses } from './address-space.ts';
import type { Census } from './census.ts';
import type { LabelledHostEndpoint, LabelledPod, Population } from './contributors.ts';
import { ruleOfProfile } from './effective-labels.ts';
import type { FelixOfNode, FelixSettings } from './felix.ts';
import { isActive, siteOf } from './node-sites.ts';
import { compareText } from './order.ts';
import type { ProgramShelf } from './programs.ts';
import type { HostGuard, NodeSite, Party, RulesetProblem, Workload } from './ruleset.ts';

export interface SeatedParties {
  /** Pods, then hosts, then networks, each by id. */
  readonly parties: readonly Party[];
  readonly sites: ReadonlyMap<string, NodeSite>;
  readonly guards: readonly HostGuard[];
  readonly problems: readonly RulesetProblem[];
}

const internetName = 'internet';

/** Makes the rows of the matrix, each with what it is judged by. */
export function seatParties(
  census: Census,
  population: Population,
  shelf: ProgramShelf,
  felixOf: FelixOfNode,
): SeatedParties {
  const guards = guardsOf(population.hostEndpoints, (labelled) => guardOf(labelled, population, shelf, felixOf));
  const nodes = new Map(census.clusterNodes.map((node) => [node.name, node]));
  const sites = new Map(
    census.clusterNodes.map((node) => [node.name, siteFor(node, guards, population, felixOf(node.name))]),
  );
  const pods = [
    ...population.pods.map((labelled) => podParty(labelled, sites, population, shelf, felixOf)),
    ...census.pods
      .filter(({ hostNetwork, finished }) => hostNetwork && !finished)
      .map((pod) => hostPodParty(pod, sites)),
  ];
  const hosts = [
    ...[...guards.all].map(([labelled, guard]) => hostParty(labelled, guard, sites)),
    ...census.clusterNodes
      .filter((node) => !hasActiveGuard(node, guards, felixOf))
      .map((node) => nodeParty(node, sites)),
  ];
  return {
    parties: [...[pods, hosts].flatMap((parties) => parties.sort(byId)), ...networkParties(census)],
    sites,
    guards: [...guards.all.values()],
    problems: [...guards.all].flatMap(([labelled, guard]) => inactivityOf(labelled, guard, nodes, guards, felixOf)),
  };
}

/** All host endpoints that take part. */
interface Guards {
  readonly all: ReadonlyMap<LabelledHostEndpoint, HostGuard>;
  /** By the cluster node that they name. */
  readonly byNode: ReadonlyMap<string, readonly HostGuard[]>;
}

function guardsOf(labelled: readonly LabelledHostEndpoint[], make: (of: LabelledHostEndpoint) => HostGuard): Guards {
  const all = new Map(labelled.map((of) => [of, make(of)]));
  const byNode = new Map<string, HostGuard[]>();
  for (const [{ hostEndpoint }, guard] of all) {
    const neighbours = byNode.get(hostEndpoint.clusterNode);
    if (neighbours === undefined) byNode.set(hostEndpoint.clusterNode, [guard]);
    else neighbours.push(guard);
  }
  return { all, byNode };
}

function byId(a: Party, b: Party): number {
  return compareText(a.row.id, b.row.id);
}

function guardsOn(nodeName: string, guards: Guards): readonly HostGuard[] {
  return guards.byNode.get(nodeName) ?? [];
}

function hasActiveGuard(node: ClusterNode, guards: Guards, felixOf: FelixOfNode): boolean {
  const own = guardsOn(node.name, guards);
  return own.some((guard) => isActive(guard, node, own, felixOf(node.name)));
}

function siteFor(node: ClusterNode, guards: Guards, population: Population, felix: FelixSettings): NodeSite {
  return siteOf(node, guardsOn(node.name, guards), population.inventedOfNodes.get(node.name) ?? null, felix);
}

function guardOf(
  labelled: LabelledHostEndpoint,
  population: Population,
  shelf: ProgramShelf,
  felixOf: FelixOfNode,
): HostGuard {
  const { hostEndpoint, labels, effectiveLabels } = labelled;
  const profiles = hostEndpoint.profiles.map((profile) => ruleOfProfile(profile, population.sources));
  const felix = felixOf(hostEndpoint.clusterNode);
  const normal = shelf.normal(labels, profiles, felix);
  const prednat = shelf.prednat(labels, felix);
  return {
    id: hostEndpointId(hostEndpoint.name),
    name: hostEndpoint.name,
    interfaceName: hostEndpoint.interfaceName,
    labels,
    effectiveLabels,
    expectedAddresses: hostEndpoint.expectedAddresses,
    normal,
    forward: shelf.forward(labels, felix),
    prednat,
    prednatForwarded: felix.isEbpf ? shelf.withoutFailsafes(prednat) : prednat,
    untracked: shelf.untracked(labels, felix),
    loopbackEgress: felix.isEbpf ? shelf.doubted(normal.egress, 'ebpf-loopback') : normal.egress,
  };
}

function podParty(
  { pod, labels, effectiveLabels, addresses }: LabelledPod,
  sites: ReadonlyMap<string, NodeSite>,
  population: Population,
  shelf: ProgramShelf,
  felixOf: FelixOfNode,
): Party {
  const clusterNode = pod.clusterNode !== null && sites.has(pod.clusterNode) ? pod.clusterNode : null;
  // A service account's profile comes after the namespace's and has no rules: it is never asked (R1.8).
  const profiles = [ruleOfProfile(`kns.${pod.namespace}`, population.sources)];
  const workload: Workload = {
    id: podEndpointId(pod.namespace, pod.name),
    labels,
    effectiveLabels,
    addresses,
    ports: pod.ports,
    clusterNode,
    programs: shelf.workload(labels, profiles, felixOf(clusterNode)),
  };
  const row = { ...podRow(pod), clusterNode };
  return { kind: 'pod', row, workload };
}

function podRow(pod: Pod): Party['row'] {
  return {
    id: podEndpointId(pod.namespace, pod.name),
    kind: 'pod',
    resource: pod.id,
    clusterNode: pod.clusterNode,
    namespace: pod.namespace,
    hostNetwork: pod.hostNetwork,
    origin: 'written',
  };
}

function hostPodParty(pod: Pod, sites: ReadonlyMap<string, NodeSite>): Party {
  const site = pod.clusterNode === null ? undefined : sites.get(pod.clusterNode);
  if (site !== undefined) return { kind: 'host', row: podRow(pod), site };
  const why = 'This pod uses its node’s network, and it is on no node of the design.';
  return { kind: 'nowhere', row: { ...podRow(pod), clusterNode: null }, why };
}

function hostParty(labelled: LabelledHostEndpoint, guard: HostGuard, sites: ReadonlyMap<string, NodeSite>): Party {
  const { hostEndpoint, origin } = labelled;
  const site = sites.get(hostEndpoint.clusterNode);
  const row = {
    id: guard.id,
    kind: 'host',
    resource: hostEndpoint.id,
    clusterNode: site?.name ?? null,
    namespace: null,
    hostNetwork: false,
    origin,
  } as const;
  if (site !== undefined) return { kind: 'host', row, site };
  return { kind: 'nowhere', row, why: `Its node "${hostEndpoint.clusterNode}" is not in the design.` };
}

function nodeParty(node: ClusterNode, sites: ReadonlyMap<string, NodeSite>): Party {
  const site = sites.get(node.name);
  if (site === undefined) throw new Error(`cluster node ${node.name} has no site`);
  return { kind: 'host', row: hostRow(site, node.id), site };
}

function hostRow(site: NodeSite, resource: ResourceId): Party['row'] {
  return {
    id: site.id,
    kind: 'host',
    resource,
    clusterNode: site.name,
    namespace: null,
    hostNetwork: false,
    origin: 'unprotected',
  };
}

function networkParties(census: Census): readonly Party[] {
  const written = census.externalNetworks.map(({ id, name, nets }) => networkParty(name, id, addressSetOf(nets)));
  const hasInternet = census.externalNetworks.some(({ name }) => name === internetName);
  const builtIn = hasInternet ? [] : [networkParty(internetName, null, internetAddresses(knownAddresses(census)))];
  return [...written, ...builtIn].sort(byId);
}

function networkParty(name: string, resource: ResourceId | null, addresses: AddressSet): Party {
  const row = {
    id: networkEndpointId(name),
    kind: 'network',
    resource,
    clusterNode: null,
    namespace: null,
    hostNetwork: false,
    origin: 'written',
  } as const;
  return { kind: 'network', row, addresses };
}

/** What belongs to a pod, a cluster node or a written external network, and so not to the Internet. */
function knownAddresses(census: Census): AddressSet {
  const single: readonly Address[] = [
    ...census.pods.flatMap(({ addresses }) => addresses),
    ...census.clusterNodes.flatMap((node) => [
      ...node.addresses.map(({ address }) => address),
      ...node.tunnelAddresses,
      ...node.interfaces.flatMap(({ addresses }) => addresses),
    ]),
    ...census.hostEndpoints.flatMap(({ expectedAddresses }) => expectedAddresses),
  ];
  return unionOfAll([ofAddresses(single), ...census.externalNetworks.map(({ nets }) => addressSetOf(nets))]);
}

/** A host endpoint that polices nothing is said, never silently ignored (R5.6). */
function inactivityOf(
  { hostEndpoint }: LabelledHostEndpoint,
  guard: HostGuard,
  nodes: ReadonlyMap<string, ClusterNode>,
  guards: Guards,
  felixOf: FelixOfNode,
): readonly RulesetProblem[] {
  const node = nodes.get(hostEndpoint.clusterNode);
  const say = (message: string): readonly RulesetProblem[] => [
    { resource: hostEndpoint.id, finding: { severity: 'warning', code: 'HEP-INACTIVE', message, path: ['spec'] } },
  ];
  if (node === undefined)
    return say(
      `Host endpoint ${guard.name} polices nothing: its node "${hostEndpoint.clusterNode}" is not in the design.`,
    );
  if (isActive(guard, node, guardsOn(node.name, guards), felixOf(node.name))) return [];
  return say(
    `Host endpoint ${guard.name} polices nothing: another one governs its interface, or node ${node.name} has no such interface.`,
  );
}
