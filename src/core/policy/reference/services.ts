import type { Manifest } from '../../model/document.ts';
import type { Ip } from './addresses.ts';
import { readIp } from './addresses.ts';
import { ofKind, protocolNumber } from './manifests.ts';
import type { Raw } from './raw.ts';
import { at, labelsOf, list, nameOf, namespaceOf, text, texts } from './raw.ts';
import type { NodeView, PodView } from './world.ts';

/** An address that answers for a service, with a port that it answers at: what EndpointSlices hold (R6.11). */
export interface Backend {
  readonly ip: Ip;
  /** null: an entry that names no port. */
  readonly port: { readonly protocol: number; readonly number: number } | null;
  /** The item of the service's ports that leads there; null where only an EndpointSlice says so. */
  readonly of: Raw | null;
}

/** By `namespace/name`. */
export function readServices(
  manifests: readonly Manifest[],
  pods: readonly PodView[],
  nodes: readonly NodeView[],
): ReadonlyMap<string, readonly Backend[]> {
  const services = ofKind(manifests, '', 'Service');
  const slices = ofKind(manifests, 'discovery.k8s.io', 'EndpointSlice');
  const keys = new Set([...services.map(keyOf), ...slices.map(serviceOfSlice)]);
  return new Map(
    [...keys].map((key) => {
      const service = services.find((candidate) => keyOf(candidate) === key);
      const written = slices.filter((slice) => serviceOfSlice(slice) === key && !isOverwritten(slice, service));
      return [key, [...selectedBackends(service, pods, nodes), ...written.flatMap(sliceBackends)]];
    }),
  );
}

function keyOf(manifest: Raw): string {
  return `${namespaceOf(manifest)}/${nameOf(manifest)}`;
}

function serviceOfSlice(slice: Raw): string {
  return `${namespaceOf(slice)}/${text(at(slice, 'metadata', 'labels', 'kubernetes.io/service-name'))}`;
}

/** What the EndpointSlice controller made it makes anew out of the selector. */
function isOverwritten(slice: Raw, service: Raw): boolean {
  const manager = text(at(slice, 'metadata', 'labels', 'endpointslice.kubernetes.io/managed-by'));
  return manager === 'endpointslice-controller.k8s.io' && labelsOf(at(service, 'spec', 'selector')).size > 0;
}

/** Pods of the service's namespace that carry all labels of its selector, in the families of its addresses. */
function selectedBackends(service: Raw, pods: readonly PodView[], nodes: readonly NodeView[]): readonly Backend[] {
  const selector = [...labelsOf(at(service, 'spec', 'selector'))];
  if (selector.length === 0 || text(at(service, 'spec', 'type')) === 'ExternalName') return [];
  return pods
    .filter((pod) => pod.namespace === namespaceOf(service))
    .filter((pod) => selector.every(([key, value]) => pod.ownLabels.get(key) === value))
    .flatMap((pod) => {
      const addresses = addressesOfPod(pod, nodes);
      const families = (dialledAddresses(service).length > 0 ? dialledAddresses(service) : addresses.slice(0, 1)).map(
        ({ family }) => family,
      );
      return addresses
        .filter(({ family }) => families.includes(family))
        .flatMap((ip) => list(at(service, 'spec', 'ports')).flatMap((port) => backendsAt(ip, port, pod)));
    });
}

/** R1.3: a host-networked pod has its cluster node's addresses. */
export function addressesOfPod(pod: PodView, nodes: readonly NodeView[]): readonly Ip[] {
  return pod.hostNetwork ? (nodes.find(({ name }) => name === pod.node)?.internal ?? []) : pod.addresses;
}

/** The cluster addresses of a service; none for a headless one. */
export function dialledAddresses(service: Raw): readonly Ip[] {
  const several = texts(at(service, 'spec', 'clusterIPs'));
  const written = several.length > 0 ? several : [text(at(service, 'spec', 'clusterIP'))];
  return written.filter((address) => address !== '' && address !== 'None').map(readIp);
}

/** The target is a number, the name of a container port of the same protocol, or the port itself. */
function backendsAt(ip: Ip, servicePort: Raw, pod: PodView): readonly Backend[] {
  const protocol = protocolNumber(at(servicePort, 'protocol') ?? 'TCP') ?? 0;
  const target = at(servicePort, 'targetPort') ?? at(servicePort, 'port');
  const numbers =
    typeof target === 'string'
      ? pod.ports.filter((owned) => owned.name === target && owned.protocol === protocol).map(({ port }) => port)
      : [Number(target)];
  return numbers.map((number) => ({ ip, port: { protocol, number }, of: servicePort ?? null }));
}

/** R6.11: readiness does not count; every address is there without a port as well. */
function sliceBackends(slice: Raw): readonly Backend[] {
  const ports = list(at(slice, 'ports')).map((port) => ({
    protocol: protocolNumber(at(port, 'protocol') ?? 'TCP') ?? 0,
    number: Number(at(port, 'port')),
  }));
  return list(at(slice, 'endpoints'))
    .flatMap((endpoint) => texts(at(endpoint, 'addresses')))
    .flatMap((address) => [null, ...ports].map((port) => ({ ip: readIp(address), port, of: null })));
}
