import { isPoliced } from './felix.ts';
import type { HostEndpointView } from './host-endpoints.ts';
import type { Judge } from './judge.ts';
import { hasPolicyOf } from './judge.ts';
import { hasAddress } from './world.ts';

/** The host endpoint of the interface that traffic to and from other cluster nodes uses. */
export function primaryOf(judge: Judge, node: string): HostEndpointView | null {
  return governingOf(judge, node, primaryInterface(judge, node));
}

/** R5.7: the interface with the node's first internal address, else the first one. */
export function primaryInterface(judge: Judge, name: string): string {
  const node = judge.world.nodes.find((candidate) => candidate.name === name);
  const [first] = node?.internal ?? [];
  const holder = node?.interfaces.find(({ addresses }) => first !== undefined && hasAddress(addresses, first));
  return (holder ?? node?.interfaces[0])?.name ?? 'eth0';
}

/** R5.5: those of the very interface come first, then the wildcard; of several the smallest name. */
export function governingOf(judge: Judge, node: string, interfaceName: string): HostEndpointView | null {
  if (!isPoliced(judge.world, node, interfaceName)) return null;
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

/** The active wildcard host endpoint: `star` of 5.3. */
export function wildcardOf(judge: Judge, node: string): HostEndpointView | null {
  return smallest(judge.world.hostEndpoints.filter((host) => host.node === node && host.interfaceName === '*'));
}

/** R5.5's exception: for PREDNAT the interface's own host endpoint governs only if it has a preDNAT policy. */
export function preDnatOf(judge: Judge, node: string, interfaceName: string): HostEndpointView | null {
  if (!isPoliced(judge.world, node, interfaceName)) return null;
  const specific = specificOf(judge, node, interfaceName);
  return specific !== null && hasPolicyOf(judge, specific, 'prednat') ? specific : wildcardOf(judge, node);
}

function smallest(hosts: readonly HostEndpointView[]): HostEndpointView | null {
  return [...hosts].sort((a, b) => (a.name < b.name ? -1 : 1))[0] ?? null;
}
