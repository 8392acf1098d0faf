import type { Cidr, IpFamily } from '../net/cidr.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import type { Finding } from './problem.ts';
import type { ResourceId } from './ids.ts';

export type Direction = 'ingress' | 'egress';
export const directions: readonly Direction[] = ['ingress', 'egress'];

export function oppositeOf(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}

export type RuleAction = 'allow' | 'deny' | 'pass' | 'log';

export interface Tier {
  readonly kind: 'tier';
  readonly id: ResourceId;
  readonly name: string;
  readonly labels: Labels;
  /** Already read as the API does: missing is 1,000,000 (R1.7). */
  readonly order: number;
  readonly defaultAction: 'deny' | 'pass';
}

/** What would become of a staged policy: it or its removal is put into force, or nothing happens. */
export type StagedAction = 'set' | 'delete' | 'learn' | 'ignore';

/** GlobalNetworkPolicy, Calico NetworkPolicy and their staged kinds. */
export interface CalicoPolicy {
  readonly kind: 'calico-policy';
  readonly id: ResourceId;
  readonly name: string;
  readonly labels: Labels;
  /** null for a GlobalNetworkPolicy. */
  readonly namespace: string | null;
  /** Staged policies never change a verdict (R4.9). */
  readonly staged: boolean;
  /** Of a staged one. */
  readonly stagedAction: StagedAction;
  readonly tier: string;
  /** null sorts after every number (R4.2). */
  readonly order: number | null;
  /** null: absent or ''. Selects everything as `all()` does, yet R3.11 tells the two apart. */
  readonly selector: Selector | null;
  readonly namespaceSelector: Selector | null;
  readonly serviceAccountSelector: Selector | null;
  /** After defaulting (R4.4). */
  readonly types: readonly Direction[];
  readonly ingress: readonly CalicoRule[];
  readonly egress: readonly CalicoRule[];
  readonly doNotTrack: boolean;
  readonly preDnat: boolean;
  readonly applyOnForward: boolean;
  /** Errors of the manifest: with any of them the policy is not evaluated, but makes what it touches undecided. */
  readonly errors: readonly Finding[];
}

export interface CalicoRule {
  readonly action: RuleAction;
  readonly protocol: number | null;
  readonly notProtocol: number | null;
  readonly icmp: IcmpMatch | null;
  readonly notIcmp: IcmpMatch | null;
  readonly ipVersion: IpFamily | null;
  /** Has an `http` clause: matched at L3/L4 only (R6.12). */
  readonly http: boolean;
  readonly source: EntityRule;
  readonly destination: EntityRule;
}

export interface IcmpMatch {
  readonly type: number;
  /** null: every code. */
  readonly code: number | null;
}

/** Criteria for one side of a Calico rule; empty lists and nulls are criteria that are not stated (R6.10). */
export interface EntityRule {
  readonly nets: readonly Cidr[];
  readonly notNets: readonly Cidr[];
  readonly selector: Selector | null;
  readonly notSelector: Selector | null;
  readonly namespaceSelector: Selector | null;
  readonly serviceAccounts: ServiceAccountMatch | null;
  readonly services: ServiceMatch | null;
  readonly ports: readonly PortMatch[];
  readonly notPorts: readonly PortMatch[];
}

export interface ServiceAccountMatch {
  readonly names: readonly string[];
  readonly selector: Selector | null;
}

export interface ServiceMatch {
  readonly name: string;
  readonly namespace: string | null;
}

export type PortMatch =
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'named'; readonly name: string };

/** networking.k8s.io/v1 NetworkPolicy, still in its own terms; lowering gives it the form of all policies (R7.1). */
export interface KubeNetworkPolicy {
  readonly kind: 'kube-network-policy';
  readonly id: ResourceId;
  readonly name: string;
  readonly labels: Labels;
  readonly namespace: string;
  readonly staged: boolean;
  /** Of a staged one. */
  readonly stagedAction: StagedAction;
  /** `podSelector` in Calico's language. */
  readonly podSelector: Selector;
  readonly types: readonly Direction[];
  readonly ingress: readonly KubeRule[];
  readonly egress: readonly KubeRule[];
  readonly errors: readonly Finding[];
}

export interface KubeRule {
  /** Empty: any peer (R7.5). */
  readonly peers: readonly KubePeer[];
  /** Empty: all protocols and ports (R7.7). */
  readonly ports: readonly KubePort[];
}

export type KubePeer =
  | { readonly kind: 'pods'; readonly podSelector: Selector | null; readonly namespaceSelector: Selector | null }
  | { readonly kind: 'ip-block'; readonly cidr: Cidr; readonly except: readonly Cidr[] };

export interface KubePort {
  readonly protocol: number;
  /** null: every port of the protocol. */
  readonly port: PortMatch | null;
}

/** A policy kind that takes part in verdicts but is not evaluated yet: what it selects becomes undecided. */
export interface UnmodelledPolicy {
  readonly kind: 'unmodelled-policy';
  readonly id: ResourceId;
  readonly name: string;
  readonly labels: Labels;
  readonly manifestKind: 'ClusterNetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  readonly tier: string;
  readonly order: number;
  /** Whom it selects; null where that could not be read: everyone. */
  readonly subject: { readonly namespaceSelector: Selector; readonly podSelector: Selector } | null;
  /** Why Calico drops it whole (R7.10, R7.11); null: it takes part. */
  readonly ignoredFor: 'tier' | 'subject' | null;
  readonly types: readonly Direction[];
}
