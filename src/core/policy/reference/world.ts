import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Ip, Net } from './addresses.ts';
import { inNet, readIp, readNet, sameIp } from './addresses.ts';
import type { Raw } from './raw.ts';
import { at, isKind, labelsOf, list, nameOf, namespaceOf, object, text, texts } from './raw.ts';
import { selectorMatches } from './selector-match.ts';

type Labels = ReadonlyMap<string, string>;

export interface PortOwner {
  readonly name: string;
  readonly protocol: number;
  readonly port: number;
}

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
  readonly labels: Labels;
  readonly ports: readonly PortOwner[];
  /** In the order in which they are consulted (R4.7). */
  readonly profiles: readonly string[];
}

export interface HostEndpointView {
  readonly id: string;
  readonly name: string;
  readonly node: string;
  readonly interfaceName: string;
  readonly addresses: readonly Ip[];
  readonly labels: Labels;
  readonly ports: readonly PortOwner[];
  readonly profiles: readonly string[];
}

export interface NodeView {
  readonly name: string;
  readonly internal: readonly Ip[];
  readonly interfaces: readonly { readonly name: string; readonly addresses: readonly Ip[] }[];
}

export interface World {
  readonly manifests: readonly Manifest[];
  readonly version: CalicoVersion;
  readonly pods: readonly PodView[];
  readonly hostEndpoints: readonly HostEndpointView[];
  readonly nodes: readonly NodeView[];
  readonly contributors: readonly Contributor[];
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

export const allowAll = 'projectcalico-default-allow';
const calico = 'projectcalico.org';
const createdBy = 'projectcalico.org/created-by';
const protocols: ReadonlyMap<string, number> = new Map([
  ['TCP', 6],
  ['UDP', 17],
  ['SCTP', 132],
  ['ICMP', 1],
  ['ICMPv6', 58],
  ['UDPLite', 136],
]);

/** R6.2: a name, a number, or a number in quotes. */
export function protocolNumber(value: Raw): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  return protocols.get(text(value)) ?? Number(text(value));
}

const sorted = new WeakMap<readonly Manifest[], Map<string, readonly Manifest[]>>();

/** Remembered by list: the same few kinds are asked for with every packet. */
export function ofKind(manifests: readonly Manifest[], group: string, kind: string): readonly Manifest[] {
  const kinds = sorted.get(manifests) ?? new Map<string, readonly Manifest[]>();
  const found = kinds.get(`${group}/${kind}`) ?? manifests.filter((manifest) => isKind(manifest, group, kind));
  sorted.set(manifests, kinds.set(`${group}/${kind}`, found));
  return found;
}

/** @param addresses what a pod without written addresses has: no manifest says it */
export function readWorld(
  manifests: readonly Manifest[],
  version: CalicoVersion,
  addresses: ReadonlyMap<string, readonly string[]>,
): World {
  const pods = readPods(manifests, addresses);
  const hostEndpoints = [...writtenHostEndpoints(manifests), ...automaticHostEndpoints(manifests)].map((manifest) =>
    readHostEndpoint(manifests, manifest),
  );
  const nodes = ofKind(manifests, '', 'Node').map(readNode);
  const contributors = [
    // R1.3: a host-networked pod has no workload endpoint.
    ...pods.filter((pod) => !pod.hostNetwork).map(withNets),
    ...hostEndpoints.map(withNets), // R3.2b: active or not
    ...readNetworkSets(manifests),
  ];
  return { manifests, version, pods, hostEndpoints, nodes, contributors, chosen: new Map() };
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
  const written = list(at(pod, 'status', 'podIPs')).map((entry) => text(at(entry, 'ip')));
  return {
    id,
    namespace,
    node: ofKind(manifests, '', 'Node').some((node) => nameOf(node) === nodeName) ? nodeName : null,
    hostNetwork: at(pod, 'spec', 'hostNetwork') === true,
    addresses: (written.length > 0 ? written : (addresses.get(id) ?? [])).map(readIp),
    labels: podLabels(manifests, labelsOf(at(pod, 'metadata', 'labels')), namespace, account),
    ports: containerPorts(pod),
    profiles: [`kns.${namespace}`, `ksa.${namespace}.${account}`],
  };
}

/** R3.4, from the weakest to the strongest. */
function podLabels(manifests: readonly Manifest[], own: Labels, namespace: string, account: string): Labels {
  const kept = [...own].filter(([key]) => !key.startsWith('pcns.') && !key.startsWith('pcsa.'));
  return new Map([
    ...serviceAccountLabels(manifests, namespace, account),
    ...namespaceLabels(manifests, namespace),
    ...kept,
    ['projectcalico.org/namespace', namespace],
    ['projectcalico.org/orchestrator', 'k8s'],
    ['projectcalico.org/serviceaccount', account],
  ]);
}

function namespaceLabels(manifests: readonly Manifest[], namespace: string): Labels {
  const manifest = ofKind(manifests, '', 'Namespace').find((candidate) => nameOf(candidate) === namespace);
  const own = labelsOf(at(manifest, 'metadata', 'labels'));
  return new Map([
    ...[...own].map(([key, value]) => [`pcns.${key}`, value] as const),
    ['pcns.kubernetes.io/metadata.name', namespace], // 1.2
    ['pcns.projectcalico.org/name', namespace],
  ]);
}

function serviceAccountLabels(manifests: readonly Manifest[], namespace: string, account: string): Labels {
  const manifest = ofKind(manifests, '', 'ServiceAccount').find(
    (candidate) => nameOf(candidate) === account && namespaceOf(candidate) === namespace,
  );
  const own = labelsOf(at(manifest, 'metadata', 'labels'));
  return new Map([
    ...[...own].map(([key, value]) => [`pcsa.${key}`, value] as const),
    ['pcsa.projectcalico.org/name', account],
  ]);
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

function writtenHostEndpoints(manifests: readonly Manifest[]): readonly Manifest[] {
  return ofKind(manifests, calico, 'HostEndpoint');
}

/** R3.5: own labels over those of the listed profiles, nothing forced, nothing stripped. */
function readHostEndpoint(manifests: readonly Manifest[], manifest: Manifest): HostEndpointView {
  const profiles = texts(at(manifest, 'spec', 'profiles'));
  const inherited = [...profiles].reverse().flatMap((profile) => [...profileLabels(manifests, profile)]);
  return {
    id: `host/${nameOf(manifest)}`,
    name: nameOf(manifest),
    node: text(at(manifest, 'spec', 'node')),
    interfaceName: text(at(manifest, 'spec', 'interfaceName')),
    addresses: texts(at(manifest, 'spec', 'expectedIPs')).map(readIp),
    labels: new Map([...inherited, ...labelsOf(at(manifest, 'metadata', 'labels'))]),
    ports: list(at(manifest, 'spec', 'ports')).map((port) => ({
      name: text(at(port, 'name')),
      protocol: protocolNumber(at(port, 'protocol')) ?? 0,
      port: Number(at(port, 'port')),
    })),
    profiles,
  };
}

function profileLabels(manifests: readonly Manifest[], profile: string): Labels {
  if (profileAction(manifests, profile) === 'missing') return new Map();
  const [kind, namespace = '', ...account] = profile.split('.');
  if (kind === 'kns') return namespaceLabels(manifests, namespace);
  if (kind === 'ksa') return serviceAccountLabels(manifests, namespace, account.join('.'));
  return new Map();
}

/** R1.8, R1.9: what a listed profile does with everything. */
export function profileAction(manifests: readonly Manifest[], profile: string): 'allow' | 'nothing' | 'missing' {
  if (profile === allowAll) return 'allow';
  const [kind, namespace = '', ...rest] = profile.split('.');
  const account = rest.join('.');
  const hasNamespace = ofKind(manifests, '', 'Namespace').some((candidate) => nameOf(candidate) === namespace);
  const hasAccount = ofKind(manifests, '', 'ServiceAccount').some(
    (candidate) => nameOf(candidate) === account && namespaceOf(candidate) === namespace,
  );
  if (kind === 'kns' && hasNamespace) return 'allow';
  return kind === 'ksa' && hasAccount ? 'nothing' : 'missing';
}

/** R3.6; R8.34: nets may be bare addresses and have bits behind the prefix. */
function readNetworkSets(manifests: readonly Manifest[]): readonly Contributor[] {
  const nets = (set: Manifest): readonly Net[] => texts(at(set, 'spec', 'nets')).map(readNet);
  const own = (set: Manifest): Labels => labelsOf(at(set, 'metadata', 'labels'));
  const namespaced = ofKind(manifests, calico, 'NetworkSet').map((set) => ({
    labels: new Map([
      ...namespaceLabels(manifests, namespaceOf(set)),
      ...own(set),
      ['projectcalico.org/namespace', namespaceOf(set)],
    ]),
    nets: nets(set),
    ports: [],
  }));
  const global = ofKind(manifests, calico, 'GlobalNetworkSet').map((set) => ({
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
    interfaces: interfaces.some(({ name }) => name === 'lo') ? interfaces : [...interfaces, loopback],
  };
}

function nodeAddresses(manifest: Manifest, types: readonly string[]): readonly Ip[] {
  return list(at(manifest, 'status', 'addresses'))
    .filter((entry) => types.includes(text(at(entry, 'type'))))
    .map((entry) => readIp(text(at(entry, 'address'))));
}

/** The manifests that KubeControllersConfiguration `default` brings about (1.3). */
function automaticHostEndpoints(manifests: readonly Manifest[]): readonly Manifest[] {
  const configuration = ofKind(manifests, calico, 'KubeControllersConfiguration').find(
    (candidate) => nameOf(candidate) === 'default',
  );
  const wish = at(configuration, 'spec', 'controllers', 'node', 'hostEndpoint');
  if (text(at(wish, 'autoCreate')) !== 'Enabled') return []; // R1.20
  return ofKind(manifests, '', 'Node').flatMap((node) => [
    ...(text(at(wish, 'createDefaultHostEndpoint')) === 'Disabled' ? [] : [defaultHostEndpoint(node)]),
    ...list(at(wish, 'templates')).flatMap((template) => templateHostEndpoints(node, template)),
  ]);
}

/** R1.22: tunnel addresses, internal addresses, addresses of interfaces. */
function automaticAddresses(node: Manifest): readonly string[] {
  const internal = list(at(node, 'status', 'addresses'))
    .filter((entry) => text(at(entry, 'type')) === 'InternalIP')
    .map((entry) => text(at(entry, 'address')));
  const ofInterfaces = list(at(node, 'spec', 'interfaces')).flatMap((entry) => texts(at(entry, 'addresses')));
  return [...new Set([...texts(at(node, 'spec', 'tunnelIPs')), ...internal, ...ofInterfaces])];
}

function automatic(node: Manifest, name: string, labels: Raw, spec: Manifest): Manifest {
  const all = { ...object(at(node, 'metadata', 'labels')), ...object(labels), [createdBy]: 'calico-kube-controllers' };
  const common = { node: nameOf(node), profiles: [allowAll] };
  return { metadata: { name, labels: all }, spec: { ...common, ...spec } };
}

/** R1.21 */
function defaultHostEndpoint(node: Manifest): Manifest {
  const spec = { interfaceName: '*', expectedIPs: automaticAddresses(node) };
  return automatic(node, `${nameOf(node)}-auto-hep`, undefined, spec);
}

/** R1.23, without interface patterns: those need a regular expression and are not generated. */
function templateHostEndpoints(node: Manifest, template: Raw): readonly Manifest[] {
  if (!selectorMatches(text(at(template, 'nodeSelector')), labelsOf(at(node, 'metadata', 'labels')))) return [];
  const nets = texts(at(template, 'interfaceCIDRs')).map(readNet);
  const inside = automaticAddresses(node).filter((address) => nets.some((net) => inNet(readIp(address), net)));
  if (inside.length === 0) return [];
  const name = `${nameOf(node)}-${text(at(template, 'generateName'))}-auto-hep`;
  return [automatic(node, name, at(template, 'labels'), { expectedIPs: inside })];
}

export function hasAddress(addresses: readonly Ip[], ip: Ip): boolean {
  return addresses.some((candidate) => sameIp(candidate, ip));
}
