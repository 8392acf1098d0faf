import type { ClusterNode, HostEndpoint, NetworkSet, Pod } from '../model/entities.ts';
import type { JsonValue } from '../model/json.ts';
import { fieldOf, isJsonArray } from '../model/json.ts';
import { addressSetOf, ofAddresses } from '../net/address-set.ts';
import type { Address, Cidr } from '../net/cidr.ts';
import { parseCidr } from '../net/cidr.ts';
import type { Labels } from '../selector/labels.ts';
import { noLabels } from '../selector/labels.ts';
import type { Contributor } from './address-book.ts';
import { inventAddresses, takenBy } from './address-space.ts';
import type { Census } from './census.ts';
import type { LabelSources } from './effective-labels.ts';
import { labelMapOf, labelsOfHostEndpoint, labelsOfNetworkSet, labelsOfPod, sourcesOfPod } from './effective-labels.ts';
import type { PopulationMemory } from './memory.ts';
import type { EffectiveLabel } from './ruleset.ts';

/** Everyone whom a selector can mean, with labels and addresses worked out. */
export interface Population {
  readonly sources: LabelSources;
  readonly pods: readonly LabelledPod[];
  readonly hostEndpoints: readonly LabelledHostEndpoint[];
  /** For cluster nodes of which no address is known. */
  readonly inventedOfNodes: ReadonlyMap<string, Address>;
  readonly contributors: readonly Contributor[];
}

export interface LabelledPod {
  readonly pod: Pod;
  readonly effectiveLabels: readonly EffectiveLabel[];
  readonly labels: Labels;
  readonly addresses: readonly Address[];
}

export interface LabelledHostEndpoint {
  readonly hostEndpoint: HostEndpoint;
  readonly origin: 'written' | 'automatic';
  readonly effectiveLabels: readonly EffectiveLabel[];
  readonly labels: Labels;
}

/** @param automatic what the controller makes; it takes the place of a written one of the same name */
export function populationOf(census: Census, automatic: readonly HostEndpoint[], memory: PopulationMemory): Population {
  const sources = memory.sourcesLike(labelSourcesOf(census, memory));
  const active = census.pods.filter(({ finished, hostNetwork }) => !finished && !hostNetwork);
  const invented = inventFor(census, active, automatic);
  const pods = active.map((pod) => {
    const own = invented.ofPods.get(pod);
    return memory.pods.get(pod, [...sourcesOfPod(pod, sources), own?.value], () => labelledPod(pod, own, sources));
  });
  const hostEndpoints = allHostEndpoints(census, automatic, sources, memory);
  return {
    sources,
    pods,
    hostEndpoints,
    inventedOfNodes: invented.ofNodes,
    contributors: [
      ...pods.map((pod) => memory.ofPods.get(pod, [], () => fromPod(pod))),
      ...hostEndpoints.map((labelled) => memory.ofHostEndpoints.get(labelled, [], () => fromHostEndpoint(labelled))),
      ...census.networkSets.map((set) => memory.ofNetworkSets.get(set, [sources], () => fromNetworkSet(set, sources))),
    ],
  };
}

/** @param own the address that was invented for it */
function labelledPod(pod: Pod, own: Address | undefined, sources: LabelSources): LabelledPod {
  const effectiveLabels = labelsOfPod(pod, sources);
  const addresses = own === undefined ? pod.addresses : [own];
  return { pod, effectiveLabels, labels: labelMapOf(effectiveLabels), addresses };
}

function fromPod({ pod, labels, addresses }: LabelledPod): Contributor {
  return { labels, addresses: ofAddresses(addresses), ports: pod.ports };
}

/** Expected addresses only, whether or not the host endpoint polices anything (R3.1, R3.2). */
function fromHostEndpoint({ hostEndpoint, labels }: LabelledHostEndpoint): Contributor {
  return { labels, addresses: ofAddresses(hostEndpoint.expectedAddresses), ports: hostEndpoint.ports };
}

function fromNetworkSet(set: NetworkSet, sources: LabelSources): Contributor {
  return { labels: labelMapOf(labelsOfNetworkSet(set, sources)), addresses: addressSetOf(set.nets), ports: [] };
}

function allHostEndpoints(
  census: Census,
  automatic: readonly HostEndpoint[],
  sources: LabelSources,
  memory: PopulationMemory,
): readonly LabelledHostEndpoint[] {
  const made = new Set(automatic.map(({ name }) => name));
  const labelled = (hostEndpoint: HostEndpoint, origin: LabelledHostEndpoint['origin']): LabelledHostEndpoint =>
    memory.hostEndpoints.get(hostEndpoint, [sources, origin], () => {
      const effectiveLabels = labelsOfHostEndpoint(hostEndpoint, sources);
      return { hostEndpoint, origin, effectiveLabels, labels: labelMapOf(effectiveLabels) };
    });
  return [
    ...census.hostEndpoints.filter(({ name }) => !made.has(name)).map((entity) => labelled(entity, 'written')),
    ...automatic.map((entity) => labelled(entity, 'automatic')),
  ];
}

/** A namespace that is only named exists all the same (Q18); each has its name as a label (1.2). */
function labelSourcesOf(census: Census, memory: PopulationMemory): LabelSources {
  const withName = (labels: Labels, name: string): Labels =>
    new Map([...labels, ['kubernetes.io/metadata.name', name]]);
  const namespaces = new Map(
    census.namespaces.map((namespace) => {
      const { name, labels } = namespace;
      return [name, memory.namespaceLabels.get(namespace, [], () => withName(labels, name))];
    }),
  );
  for (const { namespace } of [...census.pods, ...census.networkSets])
    if (namespace !== null && !namespaces.has(namespace))
      namespaces.set(
        namespace,
        memory.labelsOfNamedOnly(namespace, () => withName(noLabels, namespace)),
      );
  const accounts = census.serviceAccounts.map(
    ({ namespace, name, labels }) => [`${namespace}/${name}`, labels] as const,
  );
  return { namespaces, serviceAccounts: new Map(accounts) };
}

interface Invented {
  readonly ofPods: ReadonlyMap<Pod, Address>;
  readonly ofNodes: ReadonlyMap<string, Address>;
}

function inventFor(census: Census, pods: readonly Pod[], automatic: readonly HostEndpoint[]): Invented {
  const podsWithout = pods.filter(({ addresses }) => addresses.length === 0);
  const nodesWithout = census.clusterNodes.filter(isWithoutAddress);
  if (podsWithout.length + nodesWithout.length === 0) return { ofPods: new Map(), ofNodes: new Map() };
  const taken = takenBy(writtenNets(census), writtenAddresses(census, automatic));
  const invented = inventAddresses(podsWithout.length + nodesWithout.length, taken);
  const pairUp = <T>(owners: readonly T[], offset: number): [T, Address][] =>
    owners.flatMap((owner, index) => {
      const address = invented[offset + index];
      return address === undefined ? [] : [[owner, address]];
    });
  return {
    ofPods: new Map(pairUp(podsWithout, 0)),
    ofNodes: new Map(
      pairUp(
        nodesWithout.map(({ name }) => name),
        podsWithout.length,
      ),
    ),
  };
}

function isWithoutAddress({ addresses, interfaces }: ClusterNode): boolean {
  return addresses.length === 0 && interfaces.every((port) => port.addresses.length === 0);
}

function writtenAddresses(census: Census, automatic: readonly HostEndpoint[]): readonly Address[] {
  return [
    ...census.pods.flatMap(({ addresses }) => addresses),
    ...census.clusterNodes.flatMap((node) => [
      ...node.addresses.map(({ address }) => address),
      ...node.tunnelAddresses,
      ...node.interfaces.flatMap(({ addresses }) => addresses),
    ]),
    ...[...census.hostEndpoints, ...automatic].flatMap(({ expectedAddresses }) => expectedAddresses),
  ];
}

function writtenNets(census: Census): readonly Cidr[] {
  const ofCalico = census.calicoPolicies.flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ source, destination }) =>
      [source, destination].flatMap(({ nets, notNets }) => [...nets, ...notNets]),
    ),
  );
  const ofKube = census.kubePolicies.flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ peers }) =>
      peers.flatMap((peer) => (peer.kind === 'ip-block' ? [peer.cidr, ...peer.except] : [])),
    ),
  );
  return [
    ...ofCalico,
    ...ofKube,
    ...census.clusterPolicies.flatMap(({ manifest }) => netsIn(fieldOf(manifest, 'spec'))),
    ...[...census.networkSets, ...census.externalNetworks].flatMap(({ nets }) => nets),
    ...census.ipPools.flatMap(({ cidr }) => cidr ?? []),
    ...census.felixConfigurations.flatMap(({ failsafeInbound, failsafeOutbound }) =>
      [...(failsafeInbound ?? []), ...(failsafeOutbound ?? [])].flatMap(({ net }) => net ?? []),
    ),
  ];
}

/** Every net in a cluster policy: its rules' peers are read only when it is lowered. */
function netsIn(spec: JsonValue | undefined): readonly Cidr[] {
  const rules = ['ingress', 'egress'].flatMap((direction) => listOf(fieldOf(spec, direction)));
  const peers = rules.flatMap((rule) => [...listOf(fieldOf(rule, 'from')), ...listOf(fieldOf(rule, 'to'))]);
  return peers
    .flatMap((peer) => listOf(fieldOf(peer, 'networks')))
    .flatMap((text) => {
      const cidr = typeof text === 'string' ? parseCidr(text) : null;
      return cidr?.ok === true ? [cidr.value] : [];
    });
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}
