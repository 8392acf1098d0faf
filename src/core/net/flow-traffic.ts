import { err, ok, unreachable, type Result } from '../result.ts';
import { portRange } from './port-set.ts';
import { hasPorts, printProtocol, protocolNumbers } from './protocol.ts';
import { allTraffic, trafficOf, trafficOfIcmp, type Traffic } from './traffic.ts';

/** A part of a protocol's traffic: one port, a range of ports, or of ICMP and ICMPv6 a type (with null: any code of it). */
export type FlowPort =
  | number
  | { readonly kind: 'ports'; readonly first: number; readonly last: number }
  | { readonly kind: 'icmp'; readonly type: number; readonly code: number | null };

/** What a drawn flow is of. */
export interface FlowTraffic {
  /** null: all traffic. */
  readonly protocol: number | null;
  /** null: all of the protocol. */
  readonly port: FlowPort | null;
}

const portPattern = /^(\d{1,5})(?:\s*[-:]\s*(\d{1,5}))?$/;
const icmpPattern = /^(\d{1,3})(?:\s*\/\s*(\d{1,3}))?$/;

/**
 * Every packet that the flow stands for.
 *
 * A port of a protocol without ports means nothing; a file that says one anyway stands for all of the protocol.
 */
export function trafficOfFlow({ protocol, port }: FlowTraffic): Traffic {
  if (protocol === null) return allTraffic;
  if (port === null) return trafficOf(protocol);
  if (typeof port === 'number') return trafficOf(protocol, hasPorts(protocol) ? portRange(port, port) : undefined);
  switch (port.kind) {
    case 'ports':
      return trafficOf(protocol, hasPorts(protocol) ? portRange(port.first, port.last) : undefined);
    case 'icmp':
      return isIcmp(protocol) ? trafficOfIcmp(protocol, port.type, port.code) : trafficOf(protocol);
    default:
      return unreachable(port);
  }
}

/** What a flow is of, in words: `TCP 22`, `TCP 2379-2380`, `ICMP 8`, `all traffic`. */
export function flowTraffic({ protocol, port }: FlowTraffic): string {
  if (protocol === null) return 'all traffic';
  return port === null ? printProtocol(protocol) : `${printProtocol(protocol)} ${printFlowPort(port)}`;
}

/** `22`, `2379-2380`; of ICMP `8` or `3/4`. */
export function printFlowPort(port: FlowPort): string {
  if (typeof port === 'number') return `${port}`;
  switch (port.kind) {
    case 'ports':
      return `${port.first}-${port.last}`;
    case 'icmp':
      return port.code === null ? `${port.type}` : `${port.type}/${port.code}`;
    default:
      return unreachable(port);
  }
}

export function sameFlowTraffic(a: FlowTraffic, b: FlowTraffic): boolean {
  return a.protocol === b.protocol && portText(a.port) === portText(b.port);
}

function portText(port: FlowPort | null): string {
  return port === null ? '' : printFlowPort(port);
}

/** What of a protocol can be named: its ports (R8.22), its types, or nothing. */
export function partsOfProtocol(protocol: number | null): 'ports' | 'types' | 'none' {
  if (protocol === null) return 'none';
  if (hasPorts(protocol)) return 'ports';
  return isIcmp(protocol) ? 'types' : 'none';
}

/**
 * Reads what was typed beside a protocol: a port, a range with a dash or, as Calico writes it, a colon; of ICMP a type, or
 * type/code.
 *
 * @returns a sentence where it is neither
 */
export function parseFlowPort(protocol: number | null, text: string): Result<FlowPort | null, string> {
  const written = text.trim();
  if (written === '') return ok(null);
  switch (partsOfProtocol(protocol)) {
    case 'ports':
      return parsePorts(written);
    case 'types':
      return parseType(written);
    case 'none': {
      const name = protocol === null ? 'All traffic' : printProtocol(protocol);
      return err(`${name} has no port: clear it, or choose TCP.`);
    }
  }
}

function parsePorts(text: string): Result<FlowPort, string> {
  const [, from, to = from] = portPattern.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined || first < 1 || last > 65535) return err('A port is a number from 1 to 65535.');
  if (first > last) return err('A range of ports begins with the smaller one.');
  return ok(portsFrom(first, last));
}

/** A type is at most 254, a code 255 (R8.25). */
function parseType(text: string): Result<FlowPort, string> {
  const [, type, code] = icmpPattern.exec(text) ?? [];
  if (type === undefined || Number(type) > 254 || Number(code ?? 0) > 255)
    return err('Write an ICMP type such as 8, or type/code such as 3/4.');
  return ok({ kind: 'icmp', type: Number(type), code: code === undefined ? null : Number(code) });
}

/** One port is that port, also where it was written as a range. */
export function portsFrom(first: number, last: number): FlowPort {
  return first === last ? first : { kind: 'ports', first, last };
}

function isIcmp(protocol: number): protocol is 1 | 58 {
  return protocol === protocolNumbers.ICMP || protocol === protocolNumbers.ICMPv6;
}
