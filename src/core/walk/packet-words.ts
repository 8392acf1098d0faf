import { printAddress } from '../net/cidr.ts';
import { hasPorts, printProtocol, protocolNumbers } from '../net/protocol.ts';
import type { FlowQuery, PacketEnd } from '../policy/flow-query.ts';

/** What kind of packet is asked about: `TCP 22`, `ICMP 8/0`, `protocol 253`. */
export function wordsOfPacket({ protocol, port, icmpType, icmpCode }: FlowQuery): string {
  const name = printProtocol(protocol);
  if (hasPorts(protocol)) return port === null ? name : `${name} ${port}`;
  const isIcmp = protocol === protocolNumbers.ICMP || protocol === protocolNumbers.ICMPv6;
  if (isIcmp) return icmpType === null ? name : `${name} ${icmpType}/${icmpCode ?? 0}`;
  return /^\d+$/.test(name) ? `protocol ${name}` : name;
}

/**
 * What else was asked about the packet than its ends, protocol and port; none where nothing was.
 *
 * One phrase each: `dials 10.0.0.1`, `through service prod/web, port 30080 of node w1`.
 */
export function wordsOfDetails({ via, toAddress, fromAddress, sourcePort, ipVersion }: FlowQuery): readonly string[] {
  return [
    ...(via === null ? [] : [wordsOfVia(via)]),
    ...(toAddress === null ? [] : [`dials ${toAddress}`]),
    ...(fromAddress === null ? [] : [`sent from ${fromAddress}`]),
    ...(sourcePort === null ? [] : [`from port ${sourcePort}`]),
    ...(ipVersion === null ? [] : [`over IPv${ipVersion}`]),
  ];
}

function wordsOfVia(via: NonNullable<FlowQuery['via']>): string {
  switch (via.type) {
    case 'Gateway':
      return `forwarded by node ${via.clusterNode}`;
    case 'ClusterIP':
      return `through service ${via.service}, port ${via.port}`;
    case 'NodePort':
      return `through service ${via.service}, port ${via.port} of node ${via.clusterNode}`;
  }
}

/** `10.0.0.1:30080`, `[fd00::1]:80`; an address that is not known is said to be so. */
export function printPacketEnd({ address, port }: PacketEnd): string {
  const place = address === null ? 'an address that the design does not say' : printAddress(address);
  if (port === null) return place;
  if (address === null) return `${place}, port ${port}`;
  return address.family === 6 ? `[${place}]:${port}` : `${place}:${port}`;
}
