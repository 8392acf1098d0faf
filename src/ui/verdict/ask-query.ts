import type { EndpointId } from '../../core/model/ids.ts';
import { parseAddress } from '../../core/net/cidr.ts';
import { hasPorts, parseProtocol, protocolNumbers } from '../../core/net/protocol.ts';
import type { FlowQuery, FlowQueryError, FlowVia } from '../../core/policy/flow-query.ts';
import { err, ok, unreachable, type Result } from '../../core/result.ts';

/** What is typed in the form "ask for one". */
export interface Asked {
  readonly protocol: string;
  /** A port, or for ICMP a type or type/code; may be empty where the protocol has none. */
  readonly port: string;
  /** What the client dials; empty: the destination's own address. */
  readonly address: string;
  /** What the client sends from; empty: the source's own address. */
  readonly fromAddress: string;
  /** The port that the client sends from; empty: any that it may get. */
  readonly sourcePort: string;
  /** Empty: the one of the addresses, or what both ends have. */
  readonly ipVersion: '' | '4' | '6';
  /** A service that the client dials, or the cluster node that forwards between two networks. */
  readonly via: FlowVia | null;
}

/**
 * The question for the evaluator.
 *
 * @returns or a sentence that says what is missing; whether the address is the destination's, the evaluator says
 */
export function flowQueryOf(from: EndpointId, to: EndpointId, asked: Asked): Result<FlowQuery, string> {
  const protocol = parseProtocol(asked.protocol.trim());
  if (protocol === null) return err(`“${asked.protocol}” is no protocol: a name such as TCP, or 1–255.`);
  const [toAddress, fromAddress] = [addressOf(asked.address), addressOf(asked.fromAddress)];
  if (!toAddress.ok) return toAddress;
  if (!fromAddress.ok) return fromAddress;
  const detail = detailOf(protocol, asked.port.trim());
  if (!detail.ok) return detail;
  const sourcePort = sourcePortOf(protocol, asked.sourcePort.trim());
  if (!sourcePort.ok) return sourcePort;
  return ok({
    from,
    to,
    protocol,
    ...detail.value,
    sourcePort: sourcePort.value,
    ipVersion: asked.ipVersion === '' ? null : asked.ipVersion === '4' ? 4 : 6,
    toAddress: toAddress.value,
    fromAddress: fromAddress.value,
    via: asked.via,
  });
}

function addressOf(text: string): Result<string | null, string> {
  const address = text.trim();
  if (address === '') return ok(null);
  return parseAddress(address).ok ? ok(address) : err(`“${address}” is no IP address.`);
}

function sourcePortOf(protocol: number, text: string): Result<number | null, string> {
  if (text === '') return ok(null);
  if (!hasPorts(protocol)) return err('This protocol has no ports: leave the sender’s port empty.');
  const port = portOf(text);
  return port === null ? err('The sender’s port must be from 1 to 65535.') : ok(port);
}

function portOf(text: string): number | null {
  const port = Number(text);
  return /^\d+$/.test(text) && port >= 1 && port <= 65535 ? port : null;
}

type Detail = Pick<FlowQuery, 'port' | 'icmpType' | 'icmpCode'>;

function detailOf(protocol: number, text: string): Result<Detail, string> {
  if (hasPorts(protocol)) {
    const port = portOf(text);
    return port === null ? err('A port from 1 to 65535 is needed.') : ok({ port, icmpType: null, icmpCode: null });
  }
  if (protocol === protocolNumbers.ICMP || protocol === protocolNumbers.ICMPv6) {
    const [, type, code] = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const numbers = [type, code].map((part) => (part === undefined ? null : Number(part)));
    if (text !== '' && (type === undefined || numbers.some((number) => number !== null && number > 255)))
      return err('An ICMP type such as 8, or type/code such as 3/1, is needed.');
    return ok({ port: null, icmpType: numbers[0] ?? null, icmpCode: numbers[1] ?? null });
  }
  return text === '' ? ok({ port: null, icmpType: null, icmpCode: null }) : err('This protocol has no ports.');
}

/** What is typed beside the protocol; null: nothing. */
export function detailLabel(text: string): 'Port' | 'Type/code' | null {
  const protocol = parseProtocol(text.trim());
  if (protocol === null || hasPorts(protocol)) return 'Port';
  return protocol === protocolNumbers.ICMP || protocol === protocolNumbers.ICMPv6 ? 'Type/code' : null;
}

/** ICMP types and codes that are asked for most, for completion. */
export function icmpSuggestions(text: string): readonly { readonly value: string; readonly label: string }[] {
  return parseProtocol(text.trim()) === protocolNumbers.ICMPv6
    ? [
        { value: '128/0', label: 'echo request' },
        { value: '129/0', label: 'echo reply' },
        { value: '2/0', label: 'packet too big' },
        { value: '135/0', label: 'neighbour solicitation' },
        { value: '136/0', label: 'neighbour advertisement' },
      ]
    : [
        { value: '8/0', label: 'echo request' },
        { value: '0/0', label: 'echo reply' },
        { value: '3/4', label: 'fragmentation needed' },
        { value: '11/0', label: 'time exceeded' },
      ];
}

/** Why the evaluator had no answer. */
export function queryErrorSentence(error: FlowQueryError): string {
  switch (error.reason) {
    case 'no-such-endpoint':
      return `${error.endpoint} is not in the design any more.`;
    case 'bad-address':
      return `“${error.text}” is no IP address.`;
    case 'address-not-of-endpoint':
      return `${error.text} is no address of that endpoint.`;
    case 'no-common-ip-family':
      return 'The two endpoints have no IP version in common.';
    case 'no-local-endpoint':
      return `Service ${error.service} keeps outside traffic on the node where it arrives, and the endpoint is on another one.`;
    case 'not-through-a-gateway':
      return 'A gateway stands between two external networks only.';
    default:
      return unreachable(error);
  }
}
