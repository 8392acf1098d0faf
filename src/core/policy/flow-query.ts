import type { EndpointId } from '../model/ids.ts';
import type { Address, IpFamily } from '../net/cidr.ts';
import type { CheckpointTrace, DecidingStep, FlowVerdict } from './trace.ts';

/** One flow to be judged; fields as in conformance/cases/README.md. */
export interface FlowQuery {
  readonly from: EndpointId;
  readonly to: EndpointId;
  /** IANA number. */
  readonly protocol: number;
  /** null for protocols without ports. */
  readonly port: number | null;
  readonly icmpType: number | null;
  readonly icmpCode: number | null;
  /** null: ephemeral (R6.4). */
  readonly sourcePort: number | null;
  /** null: IPv4 where both ends have it, else IPv6. */
  readonly ipVersion: IpFamily | null;
  /** What the client dials, as text: loopback, another address of the destination. */
  readonly toAddress: string | null;
  readonly fromAddress: string | null;
  readonly via: FlowVia | null;
}

export type FlowVia =
  | { readonly type: 'NodePort'; readonly service: string; readonly clusterNode: string; readonly port: number }
  | { readonly type: 'ClusterIP'; readonly service: string; readonly port: number }
  | { readonly type: 'Gateway'; readonly clusterNode: string };

export interface FlowResult {
  readonly query: FlowQuery;
  readonly verdict: FlowVerdict;
  readonly decidedBy: DecidingStep;
  readonly checkpoints: readonly CheckpointTrace[];
  readonly notes: readonly string[];
  /** Where the client dialled a service; null: its packets go where they are sent to. */
  readonly translation: ServiceTranslation | null;
}

/** The address that a client dialled is replaced on the way: some checkpoints see the one, some the other (R5.32). */
export interface ServiceTranslation {
  /** `namespace/name`. */
  readonly service: string;
  readonly dialled: PacketEnd;
  readonly answering: PacketEnd;
  /** What each checkpoint of the result sees, in their order. */
  readonly seen: readonly SeenEnd[];
  /** What this client gets from each endpoint that it may be sent to, the one asked about included. */
  readonly answers: readonly EndpointAnswer[];
}

export interface EndpointAnswer {
  readonly endpoint: EndpointId;
  readonly verdict: FlowVerdict;
}

export type SeenEnd = 'dialled' | 'answering';

export interface PacketEnd {
  /** null: the design does not say it. */
  readonly address: Address | null;
  readonly port: number | null;
}

export type FlowQueryError =
  | { readonly reason: 'no-such-endpoint'; readonly endpoint: string }
  | { readonly reason: 'bad-address'; readonly text: string }
  | { readonly reason: 'address-not-of-endpoint'; readonly text: string }
  | { readonly reason: 'no-common-ip-family' }
  /** Only what goes from one external network to another is routed by a cluster node (R5.19e). */
  | { readonly reason: 'not-through-a-gateway' }
  /** The service keeps outside traffic on the node that it enters, and the endpoint is on another one. */
  | { readonly reason: 'no-local-endpoint'; readonly service: string };
