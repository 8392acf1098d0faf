import type { AllowedTraffic } from './describe-traffic.ts';
import { intersectPorts, noPorts, portRange, unionPorts, type PortSet } from './port-set.ts';
import { allTraffic, noTraffic, type Traffic } from './traffic.ts';

/** The printed list of one entry as a set again; ICMP types and codes as `type * 256 + code`. */
export function allowedNumbers(entry: AllowedTraffic): PortSet {
  const [text, rangeOf] = 'types' in entry ? [entry.types, icmpRange] : [entry.ports, range];
  if (text === '*') return portRange(0, 65535);
  return text.split(',').reduce((set, part) => unionPorts(set, rangeOf(part)), noPorts);
}

/** What `describeTraffic` described. */
export function trafficOfAllowed(entries: readonly AllowedTraffic[]): Traffic {
  return entries.reduce<Traffic>((traffic, entry) => {
    const field = fieldOf(entry.protocol);
    return { ...traffic, [field]: intersectPorts(allTraffic[field], allowedNumbers(entry)) };
  }, noTraffic);
}

function fieldOf(protocol: AllowedTraffic['protocol']): keyof Traffic {
  switch (protocol) {
    case 'TCP':
      return 'tcp';
    case 'UDP':
      return 'udp';
    case 'SCTP':
      return 'sctp';
    case 'ICMP':
      return 'icmp';
    case 'ICMPv6':
      return 'icmpv6';
    case 'other':
      return 'other';
  }
}

/** `22` or `2379-2380`. */
function range(text: string): PortSet {
  const [first = 0, last = first] = text.split('-').map(Number);
  return portRange(first, last);
}

/** `8` and `9-12` are types with all their codes, `3/4` and `3/0-3` codes of one type. */
function icmpRange(text: string): PortSet {
  const [types = '', codes] = text.split('/');
  const [first = 0, last = first] = types.split('-').map(Number);
  const [firstCode = 0, lastCode = firstCode] = codes === undefined ? [0, 255] : codes.split('-').map(Number);
  return portRange(first * 256 + firstCode, last * 256 + lastCode);
}
