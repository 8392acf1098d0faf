import type { Ip } from './addresses.ts';
import { showIp } from './addresses.ts';

/** One first packet of a connection, as a checkpoint sees it. */
export interface Packet {
  readonly source: Ip;
  readonly destination: Ip;
  /** IANA number. */
  readonly protocol: number;
  /** Meaningful for TCP, UDP and SCTP only. */
  readonly sourcePort: number;
  readonly port: number;
  /** Meaningful for ICMP and ICMPv6 only. */
  readonly icmpType: number;
  readonly icmpCode: number;
}

export function hasPorts(protocol: number): boolean {
  return [6, 17, 132].includes(protocol);
}

export function showPacket(packet: Packet): string {
  const { protocol, port, sourcePort, icmpType, icmpCode } = packet;
  const ends = `${showIp(packet.source)} -> ${showIp(packet.destination)}`;
  if (hasPorts(protocol)) return `${ends} protocol ${protocol} port ${port} from port ${sourcePort}`;
  return [1, 58].includes(protocol) ? `${ends} ICMP ${icmpType}/${icmpCode}` : `${ends} protocol ${protocol}`;
}
