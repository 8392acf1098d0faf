import { describeTraffic, type AllowedTraffic } from '../../core/net/describe-traffic.ts';
import type { PortSet } from '../../core/net/port-set.ts';
import { allTraffic, sameTraffic, type Traffic } from '../../core/net/traffic.ts';

/** A part of a pair's traffic in words: `TCP 22, 179 · UDP 53`, `Everything`. */
export function trafficText(traffic: Traffic): string {
  if (sameTraffic(traffic, allTraffic)) return 'Everything';
  return describeTraffic(traffic).map(partText).join(' · ');
}

function partText(part: AllowedTraffic): string {
  const which = 'types' in part ? part.types : part.ports;
  if (part.protocol === 'other') return which === '*' ? 'other protocols' : `protocol ${spaced(which)}`;
  return which === '*' ? part.protocol : `${part.protocol} ${spaced(which)}`;
}

function spaced(list: string): string {
  return list.replaceAll(',', ', ').replaceAll('-', '–');
}

/** How many (protocol, port) there are: says which of two parts is the larger. */
export function sizeOfTraffic({ tcp, udp, sctp, icmp, icmpv6, other }: Traffic): number {
  return [tcp, udp, sctp, icmp, icmpv6, other].reduce((sum, ports) => sum + countOf(ports), 0);
}

function countOf(ports: PortSet): number {
  return ports.reduce((sum, bound, index) => sum + (index % 2 === 0 ? 1 - bound : bound), 0);
}
