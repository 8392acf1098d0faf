import type { PortSet } from './port-set.ts';
import { allCodes, isEmptyPorts, printNumbers, printPorts, samePorts } from './port-set.ts';
import { rangePairs } from './ranges.ts';
import type { Traffic } from './traffic.ts';
import { allOtherProtocols } from './traffic.ts';

/** One line of product.md section 5's `allowed`. */
export type AllowedTraffic =
  | { readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'other'; readonly ports: string }
  | { readonly protocol: 'ICMP' | 'ICMPv6'; readonly types: string };

/** One entry per protocol that has any traffic, sorted by protocol; `other` lists protocol numbers. */
export function describeTraffic(traffic: Traffic): readonly AllowedTraffic[] {
  const entries: AllowedTraffic[] = [];
  if (!isEmptyPorts(traffic.icmp)) entries.push({ protocol: 'ICMP', types: printTypes(traffic.icmp) });
  if (!isEmptyPorts(traffic.icmpv6)) entries.push({ protocol: 'ICMPv6', types: printTypes(traffic.icmpv6) });
  if (!isEmptyPorts(traffic.sctp)) entries.push({ protocol: 'SCTP', ports: printPorts(traffic.sctp) });
  if (!isEmptyPorts(traffic.tcp)) entries.push({ protocol: 'TCP', ports: printPorts(traffic.tcp) });
  if (!isEmptyPorts(traffic.udp)) entries.push({ protocol: 'UDP', ports: printPorts(traffic.udp) });
  if (!isEmptyPorts(traffic.other)) entries.push({ protocol: 'other', ports: printOthers(traffic.other) });
  return entries;
}

function printOthers(protocols: PortSet): string {
  return samePorts(protocols, allOtherProtocols) ? '*' : printNumbers(protocols);
}

function printTypes(codes: PortSet): string {
  if (samePorts(codes, allCodes)) return '*';
  return rangePairs(codes)
    .flatMap(([first, last]) => printTypesBetween(first, last))
    .join(',');
}

/** A range of `type * 256 + code` cut into types with some of their codes and, between them, types with all codes. */
function printTypesBetween(first: number, last: number): string[] {
  const firstType = first >>> 8;
  const lastType = last >>> 8;
  const firstCode = first & 255;
  const lastCode = last & 255;
  if (firstType === lastType && !(firstCode === 0 && lastCode === 255))
    return [printCodes(firstType, firstCode, lastCode)];
  const firstWholeType = firstCode === 0 ? firstType : firstType + 1;
  const lastWholeType = lastCode === 255 ? lastType : lastType - 1;
  const parts: string[] = [];
  if (firstCode !== 0) parts.push(printCodes(firstType, firstCode, 255));
  if (firstWholeType <= lastWholeType) parts.push(printNumbers([firstWholeType, lastWholeType]));
  if (lastCode !== 255) parts.push(printCodes(lastType, 0, lastCode));
  return parts;
}

function printCodes(type: number, firstCode: number, lastCode: number): string {
  return `${type}/${printNumbers([firstCode, lastCode])}`;
}
