import type { Packet } from './packet.ts';
import type { Direction } from './policies.ts';
import { ofKind } from './manifests.ts';
import type { Raw } from './raw.ts';
import { at, nameOf, number, text } from './raw.ts';
import type { World } from './world.ts';
import { hasAddress } from './world.ts';

/**
 * R5.25: what the configuration of a cluster node says goes before what the one for all says.
 *
 * @param node null: of no node in particular
 */
export function felixField(world: World, node: string | null, field: string): Raw {
  const said = ['default', `node.${node ?? ''}`].map((name) =>
    at(
      ofKind(world.manifests, 'projectcalico.org', 'FelixConfiguration').find(
        (candidate) => nameOf(candidate) === name,
      ),
      'spec',
      field,
    ),
  );
  return said.findLast((value) => value !== undefined && value !== null);
}

/** 5.9: Felix's own word goes before what the design assumes. */
export function isEbpf(world: World, node: string): boolean {
  const design = ofKind(world.manifests, 'firewright.dev', 'Design')[0];
  const said = felixField(world, node, 'bpfEnabled');
  return typeof said === 'boolean' ? said : text(at(design, 'spec', 'settings', 'dataplane')) === 'ebpf';
}

/** R5.42: eBPF programs are on interfaces with the names of network cards only, unless Felix is told otherwise. */
export function isPoliced(world: World, node: string, interfaceName: string): boolean {
  if (!isEbpf(world, node) || interfaceName === 'lo') return true;
  const pattern = text(felixField(world, node, 'bpfDataIfacePattern'));
  return new RegExp(pattern === '' ? '^((en|wl|ww|sl|ib)[Popsx].*|(eth|wlan|wwan|bond).*)' : pattern).test(
    interfaceName,
  );
}

/** R5.29: cluster nodes always reach each other by the tunnels that Calico makes between them. */
export function isTunnel(world: World, node: string, direction: Direction, packet: Packet): boolean {
  const pools = ofKind(world.manifests, 'projectcalico.org', 'IPPool');
  const isOn = (field: string, mode: string): boolean => {
    const said = felixField(world, node, field);
    if (typeof said === 'boolean') return said;
    return pools.some((pool) => ['Always', 'CrossSubnet'].includes(text(at(pool, 'spec', mode))));
  };
  const wireguard = number(felixField(world, node, 'wireguardListeningPort')) ?? 51820;
  const far = direction === 'ingress' ? packet.source : packet.destination;
  const isOfKind =
    (isOn('ipipEnabled', 'ipipMode') && packet.protocol === 4) ||
    (isOn('vxlanEnabled', 'vxlanMode') && isVxlan(world, node, packet)) ||
    (felixField(world, node, 'wireguardEnabled') === true && packet.protocol === 17 && packet.port === wireguard);
  return isOfKind && world.nodes.some(({ addresses }) => hasAddress(addresses, far));
}

/** R5.9: tunnel packets that pods make themselves never leave them. */
export function isBarredTunnel(world: World, node: string | null, packet: Packet): boolean {
  const mayVxlan = felixField(world, node, 'allowVXLANPacketsFromWorkloads') === true;
  const mayIpip = felixField(world, node, 'allowIPIPPacketsFromWorkloads') === true;
  return (isVxlan(world, node, packet) && !mayVxlan) || (packet.protocol === 4 && !mayIpip);
}

function isVxlan(world: World, node: string | null, packet: Packet): boolean {
  return packet.protocol === 17 && packet.port === (number(felixField(world, node, 'vxlanPort')) ?? 4789);
}
