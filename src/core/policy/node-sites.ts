import type { ClusterNode, NodeInterface } from '../model/entities.ts';
import { hostEndpointId } from '../model/ids.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetContains, ofAddresses } from '../net/address-set.ts';
import type { Address } from '../net/cidr.ts';
import type { FelixSettings } from './felix.ts';
import { compareText } from './order.ts';
import type { HostGuard, NodeSite, TunnelDevice } from './ruleset.ts';
import { addressOfFamily } from './ruleset.ts';

/**
 * Finds which host endpoint governs which interface of a cluster node (R5.5, R5.6).
 *
 * @param guards the host endpoints that name this node
 * @param invented for a node of which no address is known
 */
export function siteOf(
  node: ClusterNode,
  guards: readonly HostGuard[],
  invented: Address | null,
  felix: FelixSettings,
): NodeSite {
  const interfaces = interfacesOf(node);
  const ownAddresses = ofAddresses([...addressesOf(node), ...interfaces.flatMap(({ addresses }) => addresses)]);
  const byName = [...guards].sort((a, b) => compareText(a.name, b.name));
  const wildcard = byName.find(({ interfaceName }) => interfaceName === '*') ?? null;
  const governing = (port: NodeInterface): HostGuard | null =>
    isPoliced(port, felix) ? (byName.find((guard) => isBoundTo(guard, port)) ?? wildcard) : null;
  const primaryInterface = primaryOf(node, interfaces);
  const primary = primaryInterface === null ? wildcard : governing(primaryInterface);
  return {
    name: node.name,
    id: hostEndpointId(node.name),
    addresses: judgedAddresses(node, interfaces, primary, invented),
    ownAddresses,
    primary,
    loopback: governing({ name: 'lo', addresses: [] }),
    wildcard,
    tunnels: {
      ipip: tunnelDevice(['tunl0'], node.tunnelSources.ipip, governing),
      vxlan: tunnelDevice(['vxlan.calico', 'vxlan-v6.calico'], node.tunnelSources.vxlan, governing),
    },
    subnets: node.subnets,
    felix,
  };
}

function tunnelInterfaces({ tunnelSources }: ClusterNode): readonly NodeInterface[] {
  return [
    { name: 'tunl0', addresses: tunnelSources.ipip },
    ...['vxlan.calico', 'vxlan-v6.calico'].map((name) => ({ name, addresses: tunnelSources.vxlan })),
  ];
}

/** @param names of the device that Calico makes, by family */
function tunnelDevice(
  names: readonly string[],
  sources: readonly Address[],
  governing: (port: NodeInterface) => HostGuard | null,
): TunnelDevice {
  const guards = names.map((name) => governing({ name, addresses: sources }));
  return { guard: guards.find((guard) => guard?.interfaceName !== '*') ?? guards[0] ?? null, sources };
}

/** R5.42; of loopback it is not known (R5.41). */
function isPoliced({ name }: NodeInterface, { isEbpf, isDataInterface }: FelixSettings): boolean {
  return !isEbpf || name === 'lo' || isDataInterface(name);
}

/** Whether a host endpoint polices any interface of its node; a losing duplicate or one on an unknown interface does not. */
export function isActive(
  guard: HostGuard,
  node: ClusterNode,
  guards: readonly HostGuard[],
  felix: FelixSettings,
): boolean {
  const rivals = [...guards].sort((a, b) => compareText(a.name, b.name));
  if (guard.interfaceName === '*') return rivals.find(({ interfaceName }) => interfaceName === '*') === guard;
  const ports = [...interfacesOf(node), { name: 'lo', addresses: [] }, ...tunnelInterfaces(node)];
  return ports.some((port) => isPoliced(port, felix) && rivals.find((rival) => isBoundTo(rival, port)) === guard);
}

/** A host endpoint without interface name belongs to the interface that has one of its expected addresses. */
function isBoundTo(guard: HostGuard, port: NodeInterface): boolean {
  if (guard.interfaceName !== '') return guard.interfaceName === port.name;
  return overlaps(ofAddresses(port.addresses), guard.expectedAddresses);
}

function overlaps(set: AddressSet, addresses: readonly Address[]): boolean {
  return addresses.some((address) => addressSetContains(set, address));
}

/** R5.6: a node without modelled interfaces has one `eth0` with all its addresses. */
function interfacesOf(node: ClusterNode): readonly NodeInterface[] {
  return node.interfaces.length > 0 ? node.interfaces : [{ name: 'eth0', addresses: addressesOf(node) }];
}

function addressesOf(node: ClusterNode): readonly Address[] {
  return node.addresses.map(({ address }) => address);
}

/** The interface that holds the first internal address. */
function primaryOf(node: ClusterNode, interfaces: readonly NodeInterface[]): NodeInterface | null {
  const [first] = node.addresses.filter(({ type }) => type === 'internal');
  const holder = interfaces.find(
    ({ addresses }) => first !== undefined && addressSetContains(ofAddresses(addresses), first.address),
  );
  return holder ?? interfaces.find(({ name }) => name !== 'lo') ?? null;
}

/** R5.4: the first internal address of each family, else the first expected one, else any that is known. */
function judgedAddresses(
  node: ClusterNode,
  interfaces: readonly NodeInterface[],
  primary: HostGuard | null,
  invented: Address | null,
): readonly Address[] {
  const internal = node.addresses.filter(({ type }) => type === 'internal').map(({ address }) => address);
  const candidates = [
    ...internal,
    ...(primary?.expectedAddresses ?? []),
    ...interfaces.flatMap(({ addresses }) => addresses),
    ...addressesOf(node),
  ];
  const known = ([4, 6] as const).flatMap((family) => addressOfFamily(candidates, family) ?? []);
  return known.length > 0 || invented === null ? known : [invented];
}
