import type { PortSet } from './port-set.ts';
import {
  allCodes,
  allPorts,
  intersectPorts,
  isEmptyPorts,
  noPorts,
  portRange,
  portsContain,
  samePorts,
  subtractPorts,
  unionPorts,
} from './port-set.ts';
import { protocolNumbers } from './protocol.ts';

/** A set of (protocol, port) or (protocol, ICMP type and code): what is still undecided, what a rule takes, what is allowed. */
export interface Traffic {
  /** Destination ports 1–65535. */
  readonly tcp: PortSet;
  readonly udp: PortSet;
  readonly sctp: PortSet;
  /** `type * 256 + code`. */
  readonly icmp: PortSet;
  readonly icmpv6: PortSet;
  /** Numbers of all other protocols (no ports), 0–255 without the five above. */
  readonly other: PortSet;
}

export const noTraffic: Traffic = {
  tcp: noPorts,
  udp: noPorts,
  sctp: noPorts,
  icmp: noPorts,
  icmpv6: noPorts,
  other: noPorts,
};

/** Every protocol number that has no field of its own. */
export const allOtherProtocols: PortSet = [0, 0, 2, 5, 7, 16, 18, 57, 59, 131, 133, 255];

export const allTraffic: Traffic = {
  tcp: allPorts,
  udp: allPorts,
  sctp: allPorts,
  icmp: allCodes,
  icmpv6: allCodes,
  other: allOtherProtocols,
};

function fieldOfProtocol(protocol: number): keyof Traffic {
  switch (protocol) {
    case protocolNumbers.TCP:
      return 'tcp';
    case protocolNumbers.UDP:
      return 'udp';
    case protocolNumbers.SCTP:
      return 'sctp';
    case protocolNumbers.ICMP:
      return 'icmp';
    case protocolNumbers.ICMPv6:
      return 'icmpv6';
    default:
      return 'other';
  }
}

/**
 * All traffic of one protocol, or that to `ports` of it.
 *
 * @param protocol 0–255
 * @param ports stated for a protocol that has none, they match nothing
 */
export function trafficOf(protocol: number, ports?: PortSet): Traffic {
  const all = protocolOnly(allTraffic, protocol);
  return ports === undefined ? all : onlyPorts(all, ports);
}

/**
 * @param protocol ICMP (1) or ICMPv6 (58)
 * @param type null: every type
 * @param code null: every code of the type (R6.8)
 */
export function trafficOfIcmp(protocol: 1 | 58, type: number | null, code: number | null): Traffic {
  if (type === null) return trafficOf(protocol);
  const codes =
    code === null ? portRange(type * 256, type * 256 + 255) : portRange(type * 256 + code, type * 256 + code);
  return { ...noTraffic, [fieldOfProtocol(protocol)]: codes };
}

/** Returns an operand itself where the result equals it, as all functions here do: no allocation on the hot path. */
export function unionTraffic(a: Traffic, b: Traffic): Traffic {
  if (a === b || b === noTraffic || a === allTraffic) return a;
  if (a === noTraffic || b === allTraffic) return b;
  return combine(a, b, unionPorts);
}

export function intersectTraffic(a: Traffic, b: Traffic): Traffic {
  if (a === b || a === noTraffic || b === allTraffic) return a;
  if (b === noTraffic || a === allTraffic) return b;
  return combine(a, b, intersectPorts);
}

export function subtractTraffic(a: Traffic, b: Traffic): Traffic {
  if (a === noTraffic || b === noTraffic) return a;
  if (a === b || b === allTraffic) return noTraffic;
  return combine(a, b, subtractPorts);
}

function combine(a: Traffic, b: Traffic, operation: (a: PortSet, b: PortSet) => PortSet): Traffic {
  const result: Traffic = {
    tcp: operation(a.tcp, b.tcp),
    udp: operation(a.udp, b.udp),
    sctp: operation(a.sctp, b.sctp),
    icmp: operation(a.icmp, b.icmp),
    icmpv6: operation(a.icmpv6, b.icmpv6),
    other: operation(a.other, b.other),
  };
  if (sameTraffic(result, a)) return a;
  if (sameTraffic(result, b)) return b;
  return isEmptyTraffic(result) ? noTraffic : result;
}

export function isEmptyTraffic(traffic: Traffic): boolean {
  return (
    traffic === noTraffic ||
    (isEmptyPorts(traffic.tcp) &&
      isEmptyPorts(traffic.udp) &&
      isEmptyPorts(traffic.sctp) &&
      isEmptyPorts(traffic.icmp) &&
      isEmptyPorts(traffic.icmpv6) &&
      isEmptyPorts(traffic.other))
  );
}

export function sameTraffic(a: Traffic, b: Traffic): boolean {
  return (
    a === b ||
    (samePorts(a.tcp, b.tcp) &&
      samePorts(a.udp, b.udp) &&
      samePorts(a.sctp, b.sctp) &&
      samePorts(a.icmp, b.icmp) &&
      samePorts(a.icmpv6, b.icmpv6) &&
      samePorts(a.other, b.other))
  );
}

/** @param value the port, for ICMP `type * 256 + code`; of no matter for other protocols */
export function trafficContains(traffic: Traffic, protocol: number, value: number): boolean {
  const field = fieldOfProtocol(protocol);
  return portsContain(traffic[field], field === 'other' ? protocol : value);
}

/** The part of `traffic` that is of one protocol. */
export function protocolOnly(traffic: Traffic, protocol: number): Traffic {
  const field = fieldOfProtocol(protocol);
  const part = field === 'other' ? intersectPorts(traffic.other, portRange(protocol, protocol)) : traffic[field];
  return known(traffic, { ...noTraffic, [field]: part });
}

/** The part of `traffic` that is not of one protocol. */
export function withoutProtocol(traffic: Traffic, protocol: number): Traffic {
  const field = fieldOfProtocol(protocol);
  const rest = field === 'other' ? subtractPorts(traffic.other, portRange(protocol, protocol)) : noPorts;
  return known(traffic, { ...traffic, [field]: rest });
}

/** The part of `traffic` that goes to one of `ports`; protocols without ports have no part in it. */
export function onlyPorts(traffic: Traffic, ports: PortSet): Traffic {
  return known(traffic, {
    ...noTraffic,
    tcp: intersectPorts(traffic.tcp, ports),
    udp: intersectPorts(traffic.udp, ports),
    sctp: intersectPorts(traffic.sctp, ports),
  });
}

/** The object that stands for `part` already, if there is one. */
function known(whole: Traffic, part: Traffic): Traffic {
  if (sameTraffic(part, whole)) return whole;
  return isEmptyTraffic(part) ? noTraffic : part;
}
