import type { EndpointId } from '../../model/ids.ts';
import { protocolNumbers } from '../../net/protocol.ts';
import type { FlowQuery } from '../../policy/flow-query.ts';

/** A packet with nothing special about it. @param port null: one that is no failsafe port (R5.35) */
export function packet(
  from: EndpointId,
  to: EndpointId,
  port: number | null = null,
  extra: Partial<FlowQuery> = {},
): FlowQuery {
  return {
    from,
    to,
    protocol: protocolNumbers.TCP,
    port,
    icmpType: null,
    icmpCode: null,
    sourcePort: null,
    ipVersion: null,
    toAddress: null,
    fromAddress: null,
    via: null,
    ...extra,
  };
}
