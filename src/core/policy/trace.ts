import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { IpFamily } from '../net/cidr.ts';
import type { AddressSet } from '../net/address-set.ts';
import type { Traffic } from '../net/traffic.ts';

/** Of a pair; of one segment or flow it is never partial. */
export type Verdict = 'allow' | 'deny' | 'partial' | 'undecided';
export type FlowVerdict = Exclude<Verdict, 'partial'>;

/** One place where a flow is judged (semantics.md 5.2, 5.3; words of conformance/cases/README.md). */
export type CheckpointName =
  | 'wep-egress'
  | 'wep-ingress'
  | 'hep-egress'
  | 'hep-ingress'
  | 'forward-egress'
  | 'forward-ingress'
  | 'prednat'
  | 'untracked-egress'
  | 'untracked-ingress'
  | 'endpoint-to-host'
  | 'own-pod'
  | 'self'
  | 'loopback';

/** One thing that happened to the traffic at a checkpoint. `tier` is the tier's name. */
export type TraceStep =
  | {
      readonly kind: 'rule';
      readonly tier: string;
      readonly policy: ResourceId;
      /** Index in the authored ingress or egress list. */
      readonly rule: number;
      readonly action: 'allow' | 'deny' | 'pass' | 'log';
    }
  /** No rule matched; `trigger` is the first policy of the tier that selected the endpoint. */
  | {
      readonly kind: 'tier-default';
      readonly tier: string;
      readonly trigger: ResourceId;
      readonly action: 'deny' | 'pass';
    }
  | { readonly kind: 'profile'; readonly profile: string; readonly action: 'allow' | 'deny' }
  | { readonly kind: 'no-profile-match'; readonly action: 'deny' }
  | { readonly kind: 'failsafe'; readonly action: 'allow' | 'continue' }
  /** A tunnel between two cluster nodes, which needs no policy (R5.29). */
  | { readonly kind: 'tunnel'; readonly action: 'allow' }
  | {
      readonly kind: 'endpoint-to-host';
      readonly setting: 'drop' | 'accept' | 'return';
      readonly action: 'allow' | 'deny';
    }
  | { readonly kind: 'no-host-endpoint'; readonly action: 'allow' }
  | { readonly kind: 'own-pod'; readonly action: 'allow' }
  | { readonly kind: 'self'; readonly action: 'allow' }
  /** A cluster node to itself where nothing governs `lo`. */
  | { readonly kind: 'loopback'; readonly action: 'allow' }
  | { readonly kind: 'encap-block'; readonly action: 'deny' }
  /** Forwarded traffic that no apply-on-forward policy decided (R5.9). */
  | { readonly kind: 'forward-default'; readonly action: 'allow' }
  /** PREDNAT or UNTRACKED had no opinion. */
  | { readonly kind: 'no-opinion'; readonly action: 'continue' }
  | {
      readonly kind: 'undecided';
      readonly reason: UndecidedReason;
      readonly policy: ResourceId | null;
      readonly action: 'undecided';
    };

/** Why a verdict can't be given; each is explained in the README's table "What is not modelled". */
export const undecidedReasons = [
  /** A policy with errors, or a rule of one that cannot be read, could decide it. */
  'invalid-policy',
  /** A host endpoint or a host-networked pod is on no node of the design. */
  'invalid-endpoint',
  /** A doNotTrack policy allows it, none allows its replies (R5.28, R12.2). */
  'untracked-one-way',
  /** NAT-outgoing gives it its node's address, and the pod is on no node of the design (R12.2). */
  'nat-outgoing-not-modelled',
  /** A node sends through a tunnel, and the design does not say the address of its tunnel device (R5.31). */
  'tunnel-address-unknown',
  /** Policy asks for a service's address before it is translated, and the design does not say it (R5.32). */
  'service-address-unknown',
  /** Some of the source ports that the client may get, not all (R6.4, R12.2). */
  'source-port-range',
  /** Denied on the way out to loopback, and it is not known whether the eBPF data plane asks there (R5.41). */
  'ebpf-loopback',
  'no-common-ip-family',
] as const;
export type UndecidedReason = (typeof undecidedReasons)[number];

export interface CheckpointTrace {
  readonly checkpoint: CheckpointName;
  /** Whose checkpoint it is; for a host checkpoint the governing host endpoint. */
  readonly endpoint: EndpointId;
  /** In order; the last one decides (or has no opinion), those before it are passes, logs and tier ends that passed. */
  readonly steps: readonly TraceStep[];
}

/** The checkpoint and the step that the verdict rests on (R12.3). */
export interface DecidingStep {
  readonly checkpoint: CheckpointName;
  readonly endpoint: EndpointId;
  readonly step: TraceStep;
}

/** A part of a pair's traffic that went one way through the checkpoints, with one verdict and one deciding step. */
export interface Segment {
  readonly traffic: Traffic;
  readonly verdict: FlowVerdict;
  readonly decidedBy: DecidingStep;
  readonly checkpoints: readonly CheckpointTrace[];
}

/** What one family's packets between two parts of the address space meet. The segments partition all traffic. */
export interface PartResult {
  readonly family: IpFamily;
  /** The part of an external network that this is about; null for endpoints with an address of their own. */
  readonly sourcePart: AddressSet | null;
  readonly destinationPart: AddressSet | null;
  readonly segments: readonly Segment[];
  /** The source's own judgement of all traffic, and the destination's, each without regard to the other. */
  readonly egress: readonly Segment[];
  readonly ingress: readonly Segment[];
}

export interface PairResult {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly parts: readonly PartResult[];
  /** Sentences that say why the packet's fate differs from what the policies say, or why it is undecided. */
  readonly notes: readonly string[];
}
