import type { EndpointId } from '../../core/model/ids.ts';
import { parseAddress } from '../../core/net/cidr.ts';
import { hasPorts, parseProtocol, protocolNumbers } from '../../core/net/protocol.ts';
import type { FlowQuery, FlowQueryError } from '../../core/policy/flow-query.ts';
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
  /** Name of the cluster node that forwards between two networks; empty: none does. */
  readonly gateway: string;
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
  return ok({
    from,
    to,
    protocol,
    ...detail.value,
    sourcePort: null,
    ipVersion: null,
    toAddress: toAddress.value,
    fromAddress: fromAddress.value,
    via: asked.gateway === '' ? null : { type: 'Gateway', clusterNode: asked.gateway },
  });
}

function addressOf(text: string): Result<string | null, string> {
  const address = text.trim();
  if (address === '') return ok(null);
  return parseAddress(address).ok ? ok(address) : err(`“${address}” is no IP address.`);
}

type Detail = Pick<FlowQuery, 'port' | 'icmpType' | 'icmpCode'>;

function detailOf(protocol: number, text: string): Result<Detail, string> {
  if (hasPorts(protocol)) {
    const port = Number(text);
    return /^\d+$/.test(text) && port >= 1 && port <= 65535
      ? ok({ port, icmpType: null, icmpCode: null })
      : err('A port from 1 to 65535 is needed.');
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
    default:
      return unreachable(error);
  }
}
