import { inNet, readNet } from './addresses.ts';
import type { Ip } from './addresses.ts';
import { felixField } from './felix.ts';
import { protocolNumber } from './manifests.ts';
import type { Packet } from './packet.ts';
import { hasPorts } from './packet.ts';
import type { Direction } from './policies.ts';
import { at, list, number, text } from './raw.ts';
import type { World } from './world.ts';

type FailsafePort = readonly [protocol: number, port: number];
/** R5.20 */
const defaultFailsafes: Readonly<Record<Direction, readonly FailsafePort[]>> = {
  ingress: [
    [6, 22],
    [17, 68],
    [6, 179],
    [6, 2379],
    [6, 2380],
    [6, 5473],
    [6, 6443],
    [6, 6666],
    [6, 6667],
  ],
  egress: [
    [17, 53],
    [17, 67],
    [6, 179],
    [6, 2379],
    [6, 2380],
    [6, 5473],
    [6, 6443],
    [6, 6666],
    [6, 6667],
  ],
};

/** R5.21, R5.25 */
export function isFailsafe(world: World, node: string, direction: Direction, packet: Packet): boolean {
  return isOnList(world, node, direction, packet, packet.port, farEnd(direction, packet));
}

/** The quirk of R5.21: before connections are tracked, a source port on the opposite list passes as well. */
export function isFailsafeReply(world: World, node: string, direction: Direction, packet: Packet): boolean {
  const opposite = direction === 'ingress' ? 'egress' : 'ingress';
  return isOnList(world, node, opposite, packet, packet.sourcePort, farEnd(direction, packet));
}

function farEnd(direction: Direction, packet: Packet): Ip {
  return direction === 'ingress' ? packet.source : packet.destination;
}

function isOnList(world: World, node: string, listOf: Direction, packet: Packet, port: number, far: Ip): boolean {
  if (!hasPorts(packet.protocol)) return false;
  const field = listOf === 'ingress' ? 'failsafeInboundHostPorts' : 'failsafeOutboundHostPorts';
  const written = felixField(world, node, field);
  if (written === undefined || written === null) {
    return defaultFailsafes[listOf].some(([protocol, safe]) => protocol === packet.protocol && safe === port);
  }
  return list(written).some((entry) => {
    const net = text(at(entry, 'net'));
    return (
      protocolNumber(at(entry, 'protocol')) === packet.protocol &&
      number(at(entry, 'port')) === port &&
      (net === '' || inNet(far, readNet(net)))
    );
  });
}
