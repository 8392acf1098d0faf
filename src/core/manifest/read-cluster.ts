import type { ClusterNode, Namespace, NodeAddress, NodeInterface, ServiceAccount } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Address, Cidr } from '../net/cidr.ts';
import { parseCidr } from '../net/cidr.ts';
import type { Labels } from '../selector/labels.ts';
import type { Field } from './field-reader.ts';
import { readMetadata, readNamespace } from './read-metadata.ts';
import { readAddress, readAnnotationAddress } from './read-values.ts';

/** Calico's notes on a Node of its addresses with their masks. */
const bgpAnnotations = ['projectcalico.org/IPv4Address', 'projectcalico.org/IPv6Address'];

/** All its notes of addresses, in the order in which automatic host endpoints list them (R1.22). */
const calicoAnnotations = [
  ...bgpAnnotations,
  'projectcalico.org/IPv4IPIPTunnelAddr',
  'projectcalico.org/IPv4VXLANTunnelAddr',
  'projectcalico.org/IPv6VXLANTunnelAddr',
  'projectcalico.org/IPv4WireguardInterfaceAddr',
  'projectcalico.org/IPv6WireguardInterfaceAddr',
];

/** Reads a Node with Calico's annotations and the designer's own `spec.interfaces` and `spec.tunnelIPs`. */
export function readClusterNode(id: ResourceId, manifest: Field): ClusterNode {
  const spec = manifest.at('spec');
  const annotations = manifest.at('metadata').at('annotations');
  const annotated = calicoAnnotations.map((name) => readAnnotationAddress(annotations.at(name)));
  const tunnelIPs = found(spec.at('tunnelIPs').items().map(readAddress));
  const noted = (device: string): readonly Address[] =>
    found(annotated.filter((_, index) => calicoAnnotations[index]?.includes(device)));
  return {
    kind: 'cluster-node',
    ...readMetadata(id, manifest),
    addresses: readNodeAddresses(manifest.at('status').at('addresses')),
    interfaces: spec.at('interfaces').items().map(readInterface),
    tunnelAddresses: [...found(annotated), ...tunnelIPs],
    tunnelSources: {
      ipip: [...noted('IPIPTunnelAddr'), ...tunnelIPs],
      vxlan: [...noted('VXLANTunnelAddr'), ...tunnelIPs],
    },
    subnets: bgpAnnotations.flatMap((name) => readSubnet(annotations.at(name))),
  };
}

/** What is wrong with the address is said where that is read. */
function readSubnet(annotation: Field): readonly Cidr[] {
  const net = typeof annotation.value === 'string' ? parseCidr(annotation.value) : null;
  return net?.ok === true ? [net.value] : [];
}

/** Host names among the addresses are passed over; the designer knows no DNS. */
function readNodeAddresses(list: Field): readonly NodeAddress[] {
  const addresses = list.items().flatMap((item): NodeAddress[] => {
    const type = item.at('type').text();
    if (type !== 'InternalIP' && type !== 'ExternalIP') return [];
    const address = readAddress(item.at('address'));
    return address === null ? [] : [{ type: type === 'InternalIP' ? 'internal' : 'external', address }];
  });
  return [
    ...addresses.filter(({ type }) => type === 'internal'),
    ...addresses.filter(({ type }) => type === 'external'),
  ];
}

function readInterface(item: Field): NodeInterface {
  const name = item.knowOnly(['name', 'addresses']).at('name').text();
  if (name === null || name === '') item.at('name').error('FIELD-REQUIRED', `${item.label} must have a name.`);
  return { name: name ?? '', addresses: found(item.at('addresses').items().map(readAddress)) };
}

function found(addresses: readonly (Address | null)[]): readonly Address[] {
  return addresses.filter((address) => address !== null);
}

/** Reads a Namespace; the API server labels each with its name. */
export function readNamespaceObject(id: ResourceId, manifest: Field): Namespace {
  const metadata = readMetadata(id, manifest);
  const labels: Labels = new Map([...metadata.labels, ['kubernetes.io/metadata.name', metadata.name]]);
  return { kind: 'namespace', ...metadata, labels };
}

export function readServiceAccount(id: ResourceId, manifest: Field): ServiceAccount {
  return { kind: 'service-account', ...readMetadata(id, manifest), namespace: readNamespace(manifest) };
}
