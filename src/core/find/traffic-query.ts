import { portRange } from '../net/port-set.ts';
import { hasPorts, parseProtocol, printProtocol, protocolNumbers } from '../net/protocol.ts';
import { intersectTraffic, isEmptyTraffic, noTraffic, sameTraffic, trafficOf, type Traffic } from '../net/traffic.ts';
import { err, ok, type Result } from '../result.ts';

/** Traffic that is asked for: `TCP/22`, `22` (of any protocol with ports), `UDP/30000-32767`, `ICMP/8`, `ICMP/3/4`, `SCTP`. */
export interface TrafficQuery {
  /** As `printTraffic` writes it: `TCP/22`. */
  readonly text: string;
  /** One for each protocol it can mean; a pair that lets all of one through fits. */
  readonly alternatives: readonly Traffic[];
}

const pattern = /^(?:([A-Za-z][A-Za-z0-9]*)(?:\/(.+))?|(\d+(?:-\d+)?))$/;
const rangePattern = /^(\d{1,5})(?:-(\d{1,5}))?$/;
const codePattern = /^(\d{1,3})(?:\/(\d{1,3}))?$/;

/** @returns or a sentence that says what is wrong with it */
export function parseTraffic(text: string): Result<TrafficQuery, string> {
  const [, name, detail, numbers] = pattern.exec(text.trim()) ?? [];
  if (numbers !== undefined) return anyProtocolWith(numbers);
  const protocol = name === undefined ? null : protocolNamed(name);
  if (protocol === null) return err(`“${text}” is no traffic: write a port, or a protocol and a port as in TCP/22`);
  const printed = printProtocol(protocol);
  if (detail === undefined) return ok({ text: printed, alternatives: [trafficOf(protocol)] });
  if (hasPorts(protocol)) return portsOf(detail, (part) => [trafficOf(protocol, part)], `${printed}/`);
  if (protocol === protocolNumbers.ICMP || protocol === protocolNumbers.ICMPv6) return typesOf(protocol, detail);
  return err(`${printed} has no ports`);
}

/** Every protocol may be written in any case. */
function protocolNamed(name: string): number | null {
  const known = Object.keys(protocolNumbers).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return known === undefined ? null : parseProtocol(known);
}

function anyProtocolWith(numbers: string): Result<TrafficQuery, string> {
  const { TCP, UDP, SCTP } = protocolNumbers;
  return portsOf(numbers, (part) => [TCP, UDP, SCTP].map((protocol) => trafficOf(protocol, part)), '');
}

function portsOf(
  text: string,
  alternatives: (ports: ReturnType<typeof portRange>) => readonly Traffic[],
  prefix: string,
): Result<TrafficQuery, string> {
  const [, from, to] = rangePattern.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to ?? from)];
  if (from === undefined || first < 1 || last > 65535 || first > last)
    return err(`“${text}” is no port from 1 to 65535, and no range of them`);
  const printed = first === last ? `${first}` : `${first}-${last}`;
  return ok({ text: `${prefix}${printed}`, alternatives: alternatives(portRange(first, last)) });
}

function typesOf(protocol: 1 | 58, text: string): Result<TrafficQuery, string> {
  const [, type, code] = codePattern.exec(text) ?? [];
  if (type === undefined || Number(type) > 255 || Number(code ?? 0) > 255)
    return err(`“${text}” is no ICMP type such as 8, and no type/code such as 3/4`);
  const first = Number(type) * 256 + Number(code ?? 0);
  const codes = portRange(first, code === undefined ? first + 255 : first);
  const printed = code === undefined ? `${Number(type)}` : `${Number(type)}/${Number(code)}`;
  const field = protocol === protocolNumbers.ICMP ? 'icmp' : 'icmpv6';
  return ok({ text: `${printProtocol(protocol)}/${printed}`, alternatives: [{ ...noTraffic, [field]: codes }] });
}

/** How much of what is asked for lies in `traffic`: of several protocols the one that fits best counts. */
export function shareOf({ alternatives }: TrafficQuery, traffic: Traffic): 'all' | 'some' | 'none' {
  const shares = alternatives.map((asked) => shareOfOne(asked, traffic));
  if (shares.includes('all')) return 'all';
  return shares.includes('some') ? 'some' : 'none';
}

/** The same for one of them. */
export function shareOfOne(asked: Traffic, traffic: Traffic): 'all' | 'some' | 'none' {
  const common = intersectTraffic(asked, traffic);
  if (isEmptyTraffic(common)) return 'none';
  return sameTraffic(common, asked) ? 'all' : 'some';
}
