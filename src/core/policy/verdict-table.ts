import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import type { RulesetProblem } from './ruleset.ts';
import type { Verdict } from './trace.ts';

export type EndpointKind = 'pod' | 'host' | 'network';

/** A row and column of the matrix. */
export interface EndpointRow {
  readonly id: EndpointId;
  readonly kind: EndpointKind;
  /** What the canvas draws it as; null for the built-in Internet. An unprotected cluster node is its Node. */
  readonly resource: ResourceId | null;
  /** Name of the cluster node it is on; null for networks and unplaced pods. */
  readonly clusterNode: string | null;
  readonly namespace: string | null;
  /** Of a pod: has its cluster node's identity (R1.3). */
  readonly hostNetwork: boolean;
  /** Of a host row: `host-endpoint`, one that the controller would create, or a cluster node without any. */
  readonly origin: 'written' | 'automatic' | 'unprotected';
}

/** What many pairs share; a table holds each distinct one once. */
export interface PairSummary {
  readonly verdict: Verdict;
  /** The source's own judgement of all traffic. */
  readonly egress: Verdict;
  /** The destination's own judgement of all traffic. */
  readonly ingress: Verdict;
  /** Sorted by protocol; empty for deny. `ports` is `*` or merged ascending ranges, `22,2379-2380`. */
  readonly allowed: readonly AllowedTraffic[];
  /** Some of it is allowed by no policy but by a failsafe port or because the pod is the cluster node's own. */
  readonly door: boolean;
  /** Sentences: which part of an external network it is about, why it is undecided. */
  readonly notes: readonly string[];
}

/**
 * All ordered pairs, by class: endpoints that no rule tells apart share one, so that ten thousand endpoints need no
 * hundred million numbers. Read it by `summaryAt`. Plain data and typed arrays: it crosses from the worker by transfer.
 */
export interface VerdictTable {
  readonly calicoVersion: CalicoVersion;
  readonly endpoints: readonly EndpointRow[];
  readonly summaries: readonly PairSummary[];
  /** Row → class. */
  readonly classOf: Uint32Array<ArrayBuffer>;
  /** Row → number of its cluster node, from 1; 0: on none that is known. */
  readonly nodeOf: Uint32Array<ArrayBuffer>;
  /** Class → index into `summaries` of an endpoint to itself. */
  readonly own: Uint32Array<ArrayBuffer>;
  /** The pair (class of `source`, class of `destination`) on one cluster node, at `source * classes + destination`. */
  readonly sameNode: Uint32Array<ArrayBuffer>;
  /** The same on two cluster nodes, or where that is not known. */
  readonly apart: Uint32Array<ArrayBuffer>;
  /** What the evaluator could not do and why; validation problems are `check`'s. */
  readonly problems: readonly RulesetProblem[];
}
