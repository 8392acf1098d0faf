import { plainPacket } from '../../app/walk-actions.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { hasPorts, printProtocol } from '../../core/net/protocol.ts';
import type { FlowQuery } from '../../core/policy/flow-query.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { flowQueryOf } from '../verdict/ask-query.ts';

/** What is typed about the packet to trace. */
export interface PacketDraft {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  /** A port, or for ICMP a type or type/code. */
  readonly port: string;
}

/** What the form begins with: the packet that is traced, else a usual one between what is selected. */
export function draftOf(
  query: FlowQuery | null,
  source: EndpointId | null,
  destination: EndpointId | undefined,
): PacketDraft {
  // Of nothing selected the ends stay empty; the port is that of a usual packet to a node.
  const packet = query ?? plainPacket(source ?? nowhere, destination ?? nowhere);
  return {
    from: packet.from,
    to: packet.to,
    protocol: printProtocol(packet.protocol),
    port: detailOf(packet),
  };
}

const nowhere = '' as EndpointId; // no row has an empty name: the field for it is empty

function detailOf({ protocol, port, icmpType, icmpCode }: FlowQuery): string {
  if (hasPorts(protocol)) return port === null ? '' : `${port}`;
  return icmpType === null ? '' : `${icmpType}${icmpCode === null ? '' : `/${icmpCode}`}`;
}

/** @returns `kept` with the typed protocol and port; or a sentence that says what is wrong with them */
export function packetOfDraft(
  kept: FlowQuery,
  { protocol, port }: Pick<PacketDraft, 'protocol' | 'port'>,
): Result<FlowQuery, string> {
  const typed = flowQueryOf(kept.from, kept.to, {
    ...{ protocol, port, address: '', fromAddress: '', sourcePort: '', ipVersion: '' },
    via: null,
  });
  if (!typed.ok) return typed;
  const { protocol: number, port: dialled, icmpType, icmpCode } = typed.value;
  const sourcePort = hasPorts(number) ? kept.sourcePort : null;
  return ok({ ...kept, protocol: number, port: dialled, icmpType, icmpCode, sourcePort });
}
