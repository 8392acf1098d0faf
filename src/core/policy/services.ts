import { Field, FindingLog } from '../manifest/field-reader.ts';
import { readAddress, tcp, transportProtocols } from '../manifest/read-values.ts';
import { readNamespace } from '../manifest/read-metadata.ts';
import type { ClusterNode, Pod, Service, ServicePort } from '../model/entities.ts';
import type { Manifest } from '../model/document.ts';
import type { Address } from '../net/cidr.ts';
import type { Traffic } from '../net/traffic.ts';
import { noTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import type { Labels } from '../selector/labels.ts';
import { noLabels } from '../selector/labels.ts';
import type { Census } from './census.ts';
import type { Population } from './contributors.ts';

/** A service with those who answer for it; `namespace/name` is its key. */
export interface KnownService {
  readonly key: string;
  /** null: only its endpoints are in the design. */
  readonly service: Service | null;
  readonly endpoints: readonly ServiceEndpoint[];
}

/** One address with one port: an entry of an EndpointSlice. */
export interface ServiceEndpoint {
  readonly address: Address;
  /** null: an entry that names no port: rules on ports don't match it (R6.11). */
  readonly port: { readonly protocol: number; readonly port: number } | null;
  /** The port of the service that is translated to it; null where only an EndpointSlice says so. */
  readonly of: ServicePort | null;
}

/**
 * Who answers for which service: pods that its selector selects, as the EndpointSlice controller would find them, and
 * what EndpointSlices say that no controller would overwrite. Readiness does not count (R6.11).
 */
export function knownServices(census: Census, population: Population): ReadonlyMap<string, KnownService> {
  const written = writtenEndpoints(census.endpointManifests);
  const services = new Map(census.services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const keys = [...new Set([...services.keys(), ...written.map(({ key }) => key)])];
  return new Map(
    keys.map((key) => {
      const service = services.get(key) ?? null;
      const hasSelector = service !== null && service.selector !== null;
      const own = written.filter((slice) => slice.key === key && !(hasSelector && slice.isControllers));
      const selected = service === null ? [] : selectedEndpoints(service, census, population);
      return [key, { key, service, endpoints: [...selected, ...own.flatMap(({ endpoints }) => endpoints)] }];
    }),
  );
}

/** The ports at which an address answers for the service. */
export function portsOfEndpoints(endpoints: readonly ServiceEndpoint[]): Traffic {
  return endpoints.reduce(
    (traffic, { port }) =>
      port === null ? traffic : unionTraffic(traffic, trafficOf(port.protocol, [port.port, port.port])),
    noTraffic,
  );
}

function selectedEndpoints(service: Service, census: Census, population: Population): readonly ServiceEndpoint[] {
  const { selector, ports } = service;
  if (selector === null || service.type === 'ExternalName') return [];
  const isSelected = (pod: Pod): boolean => pod.namespace === service.namespace && hasAll(pod.labels, selector);
  const own = population.pods.filter(({ pod }) => isSelected(pod));
  const hosted = census.pods.filter((pod) => pod.hostNetwork && !pod.finished && isSelected(pod));
  const backends = [
    ...own.map(({ pod, addresses }) => ({ pod, addresses })),
    ...hosted.map((pod) => ({ pod, addresses: addressesOfHosted(pod, census.clusterNodes, population) })),
  ];
  return backends.flatMap(({ pod, addresses }) =>
    judgedFamilies(service, addresses).flatMap((address) => ports.flatMap((port) => endpointsAt(address, port, pod))),
  );
}

function hasAll(labels: Labels, wanted: Labels): boolean {
  return [...wanted].every(([key, value]) => labels.get(key) === value);
}

/** A service has the families of its addresses; one without address that of the pod's first. */
function judgedFamilies({ clusterAddresses }: Service, addresses: readonly Address[]): readonly Address[] {
  const families = (clusterAddresses.length > 0 ? clusterAddresses : addresses.slice(0, 1)).map(({ family }) => family);
  return addresses.filter(({ family }) => families.includes(family));
}

/** A pod without a port of that name is no endpoint of that port. */
function endpointsAt(address: Address, port: ServicePort, pod: Pod): readonly ServiceEndpoint[] {
  const { protocol, target } = port;
  if (typeof target === 'number') return [{ address, port: { protocol, port: target }, of: port }];
  return pod.ports
    .filter((candidate) => candidate.name === target && candidate.protocol === protocol)
    .map((candidate) => ({ address, port: { protocol, port: candidate.port }, of: port }));
}

/** A host-networked pod has its node's addresses. */
function addressesOfHosted(
  pod: Pod,
  nodes: readonly ClusterNode[],
  { inventedOfNodes }: Population,
): readonly Address[] {
  const node = nodes.find(({ name }) => name === pod.clusterNode);
  const internal = node?.addresses.filter(({ type }) => type === 'internal').map(({ address }) => address) ?? [];
  if (internal.length > 0) return internal;
  const invented = inventedOfNodes.get(node?.name ?? '');
  return invented === undefined ? pod.addresses : [invented];
}

interface WrittenEndpoints {
  readonly key: string;
  /** Made by a controller out of the service's selector. */
  readonly isControllers: boolean;
  readonly endpoints: readonly ServiceEndpoint[];
}

function writtenEndpoints(manifests: readonly Manifest[]): readonly WrittenEndpoints[] {
  // What is wrong in these objects is validation's to say.
  return manifests.map((manifest) => readEndpoints(new Field(manifest, [], new FindingLog())));
}

function readEndpoints(manifest: Field): WrittenEndpoints {
  const metadata = manifest.at('metadata');
  const labels = metadata.at('labels').textMap() ?? noLabels;
  const namespace = readNamespace(manifest);
  if (manifest.at('kind').value === 'Endpoints')
    return {
      key: `${namespace}/${metadata.at('name').text() ?? ''}`,
      isControllers: true,
      endpoints: manifest.at('subsets').items().flatMap(readSubset),
    };
  const addresses = manifest
    .at('endpoints')
    .items()
    .flatMap((endpoint) => endpoint.at('addresses').items());
  return {
    key: `${namespace}/${labels.get('kubernetes.io/service-name') ?? ''}`,
    isControllers: labels.get('endpointslice.kubernetes.io/managed-by') === 'endpointslice-controller.k8s.io',
    endpoints: endpointsOf(addresses, manifest.at('ports')),
  };
}

function readSubset(subset: Field): readonly ServiceEndpoint[] {
  const entries = [...subset.at('addresses').items(), ...subset.at('notReadyAddresses').items()];
  return endpointsOf(
    entries.map((entry) => entry.at('ip')),
    subset.at('ports'),
  );
}

function endpointsOf(addresses: readonly Field[], ports: Field): readonly ServiceEndpoint[] {
  const read = ports.items().map(readPort);
  return addresses
    .map(readAddress)
    .filter((address) => address !== null)
    .flatMap((address) => [null, ...read].map((port) => ({ address, port, of: null })));
}

function readPort(item: Field): ServiceEndpoint['port'] {
  const protocol = item.at('protocol').present ? item.at('protocol').choice(transportProtocols) : tcp;
  const port = item.at('port').integer(1, 65535);
  return protocol === null || port === null ? null : { protocol, port };
}
