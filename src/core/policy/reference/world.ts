import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Ip, Net } from './addresses.ts';
import { readIp, readNet, sameIp } from './addresses.ts';
import type { HostEndpointView, PortOwner } from './host-endpoints.ts';
import { readHostEndpoints } from './host-endpoints.ts';
import type { Labels } from './labels.ts';
import { namespaceLabels, podLabels } from './labels.ts';
import { ofKind, protocolNumber } from './manifests.ts';
import type { Raw } from './raw.ts';
import { at, labelsOf, list, nameOf, namespaceOf, text, texts } from './raw.ts';
import type { Backend } from './services.ts';
import { readServices } from './services.ts';

/** What can stand in an IP set (R3.1). */
export interface Contributor {
  readonly labels: Labels;
  readonly nets: readonly Net[];
  readonly ports: readonly PortOwner[];
}

export interface PodView {
  readonly id: string;
  readonly namespace: string;
  /** null: on no modelled node (R5.3). */
  readonly node: string | null;
  readonly hostNetwork: boolean;
  readonly addresses: readonly Ip[];
  /** Those that policies see (R3.4). */
  readonly labels: Labels;
  /** Those that are written on it: what services select by. */
  readonly ownLabels: Labels;
  readonly ports: readonly PortOwner[];
  /** In the order in which they are consulted (R4.7). */
  readonly profiles: readonly string[];
}

export interface NodeView {
  readonly name: string;
  readonly internal: readonly Ip[];
  /** Internal and external ones. */
  readonly addresses: readonly Ip[];
  readonly interfaces: readonly { readonly name: string; readonly addresses: readonly Ip[] }[];
}

/** Whether staged policies do nothing or are judged as if they were in force (R4.9). */
export type StagedReading = 'ignored' | 'enforced';

/** What the manifests of a design leave open. */
export interface Circumstances {
  readonly version: CalicoVersion;
  readonly staged: StagedReading;
  /** Of pods without written addresses: no manifest says them. */
  readonly addresses: ReadonlyMap<string, readonly string[]>;
}

export interface World {
  readonly manifests: readonly Manifest[];
  readonly version: CalicoVersion;
  readonly staged: StagedReading;
  readonly pods: readonly PodView[];
  readonly hostEndpoints: readonly HostEndpointView[];
  readonly nodes: readonly NodeView[];
  readonly contributors: readonly Contributor[];
  /** Who answers for a service, by `namespace/name`. */
  readonly services: ReadonlyMap<string, readonly Backend[]>;
  /** Answers of `chosenBy`: by the part of a manifest that chooses, and what for. */
  readonly chosen: Map<Raw, Map<string, readonly Contributor[]>>;
}

/** The contributors that satisfy `holds`; worked out once, because the same rules are asked with every packet. */
export function chosenBy(
  world: World,
  chooser: Raw,
  what: string,
  holds: (labels: Labels) => boolean,
): readonly Contributor[] {
  const ofChooser = world.chosen.get(chooser) ?? new Map<string, readonly Contributor[]>();
  const found = ofChooser.get(what) ?? world.contributors.filter(({ labels }) => holds(labels));
  world.chosen.set(chooser, ofChooser.set(what, found));
  return found;
}

export function readWorld(manifests: readonly Manifest[], circumstances: Circumstances): World {
  const { version, staged, addresses } = circumstances;
  const pods = readPods(manifests, addresses);
  const hostEndpoints = readHostEndpoints(manifests, version);
  const nodes = ofKind(manifests, '', 'Node').map(readNode);
  const contributors = [
    // R1.3: a host-networked pod has no workload endpoint.
    ...pods.filter((pod) => !pod.hostNetwork).map(withNets),
    ...hostEndpoints.map(withNets), // R3.2b: active or not
    ...readNetworkSets(manifests),
  ];
  const services = readServices(manifests, pods, nodes);
  return { manifests, version, staged, pods, hostEndpoints, nodes, contributors, services, chosen: new Map() };
}

function withNets(endpoint: PodView | HostEndpointView): Contributor {
  const nets = endpoint.addresses.map(({ family, value }) => ({ family, first: value, last: value }));
  return { labels: endpoint.labels, nets, ports: endpoint.ports };
}

const templatePlaces: readonly (readonly [group: string, kind: string, path: readonly string[]])[] = [
  ['apps', 'Deployment', ['spec', 'template']],
  ['apps', 'StatefulSet', ['spec', 'template']],
  ['apps', 'DaemonSet', ['spec', 'template']],
  ['batch', 'Job', ['spec', 'template']],
  ['batch', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
];

function readPods(manifests: readonly Manifest[], addresses: ReadonlyMap<string, readonly string[]>): PodView[] {
  const running = ofKind(manifests, '', 'Pod').filter(
    (pod) => !['Succeeded', 'Failed', 'Completed'].includes(text(at(pod, 'status', 'phase'))), // R1.2
  );
  const workloads = templatePlaces.flatMap(([group, kind, path]) =>
    ofKind(manifests, group, kind).map((workload) => ({ workload, template: at(workload, ...path) })),
  );
  return [
    ...running.map((pod) => readPod(manifests, pod, pod, addresses)),
    ...workloads.map(({ workload, template }) => readPod(manifests, workload, template, addresses)),
  ];
}

function readPod(
  manifests: readonly Manifest[],
  owner: Manifest,
  pod: Raw,
  addresses: ReadonlyMap<string, readonly string[]>,
): PodView {
  const namespace = namespaceOf(owner);
  const id = `${namespace}/${nameOf(owner)}`;
  const account = text(at(pod, 'spec', 'serviceAccountName')) || 'default';
  const nodeName = text(at(pod, 'spec', 'nodeName'));
  const ownLabels = labelsOf(at(pod, 'metadata', 'labels'));
  const written = list(at(pod, 'status', 'podIPs')).map((entry) => text(at(entry, 'ip')));
  return {
    id,
    namespace,
    node: ofKind(manifests, '', 'Node').some((node) => nameOf(node) === nodeName) ? nodeName : null,
    hostNetwork: at(pod, 'spec', 'hostNetwork') === true,
    addresses: (written.length > 0 ? written : (addresses.get(id) ?? [])).map(readIp),
    labels: podLabels(manifests, ownLabels, namespace, account),
    ownLabels,
    ports: containerPorts(pod),
    profiles: [`kns.${namespace}`, `ksa.${namespace}.${account}`],
  };
}

/** R1.4: named ports of containers and init containers; TCP unless said; protocols without ports are passed over. */
function containerPorts(pod: Raw): readonly PortOwner[] {
  return [...list(at(pod, 'spec', 'containers')), ...list(at(pod, 'spec', 'initContainers'))]
    .flatMap((container) => list(at(container, 'ports')))
    .map((port) => ({
      name: text(at(port, 'name')),
      protocol: protocolNumber(at(port, 'protocol') ?? 'TCP') ?? 0,
      port: Number(at(port, 'containerPort')),
    }))
    .filter(({ name, protocol }) => name !== '' && [6, 17, 132].includes(protocol));
}

/** R3.6; R8.34: nets may be bare addresses and have bits behind the prefix. */
function readNetworkSets(manifests: readonly Manifest[]): readonly Contributor[] {
  const nets = (set: Manifest): readonly Net[] => texts(at(set, 'spec', 'nets')).map(readNet);
  const own = (set: Manifest): Labels => labelsOf(at(set, 'metadata', 'labels'));
  const namespaced = ofKind(manifests, 'projectcalico.org', 'NetworkSet').map((set) => ({
    labels: new Map([
      ...namespaceLabels(manifests, namespaceOf(set)),
      ...own(set),
      ['projectcalico.org/namespace', namespaceOf(set)],
    ]),
    nets: nets(set),
    ports: [],
  }));
  const global = ofKind(manifests, 'projectcalico.org', 'GlobalNetworkSet').map((set) => ({
    labels: own(set),
    nets: nets(set),
    ports: [],
  }));
  return [...namespaced, ...global];
}

/** R5.6: without modelled interfaces, `eth0` holds every address of the node, and there is `lo`. */
function readNode(manifest: Manifest): NodeView {
  const written = list(at(manifest, 'spec', 'interfaces')).map((entry) => ({
    name: text(at(entry, 'name')),
    addresses: texts(at(entry, 'addresses')).map(readIp),
  }));
  const primary = { name: 'eth0', addresses: nodeAddresses(manifest, ['InternalIP', 'ExternalIP']) };
  const loopback = { name: 'lo', addresses: ['127.0.0.1', '::1'].map(readIp) };
  const interfaces = written.length > 0 ? written : [primary];
  return {
    name: nameOf(manifest),
    internal: nodeAddresses(manifest, ['InternalIP']),
    addresses: primary.addresses,
    interfaces: interfaces.some(({ name }) => name === 'lo') ? interfaces : [...interfaces, loopback],
  };
}

function nodeAddresses(manifest: Manifest, types: readonly string[]): readonly Ip[] {
  return list(at(manifest, 'status', 'addresses'))
    .filter((entry) => types.includes(text(at(entry, 'type'))))
    .map((entry) => readIp(text(at(entry, 'address'))));
}

export function hasAddress(addresses: readonly Ip[], ip: Ip): boolean {
  return addresses.some((candidate) => sameIp(candidate, ip));
}
