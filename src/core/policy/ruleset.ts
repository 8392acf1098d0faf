import type { FailsafePort, NamedPort, TunnelKind } from '../model/entities.ts';
import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { Direction, RuleAction } from '../model/policy.ts';
import type { Finding } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import type { AddressSet } from '../net/address-set.ts';
import type { Address, Cidr, IpFamily } from '../net/cidr.ts';
import type { Traffic } from '../net/traffic.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import type { AddressBook } from './address-book.ts';
import type { AddressSetId, PortQueryId } from './address-pool.ts';
import type { FelixSettings } from './felix.ts';
import type { Asked } from './inquiry.ts';
import type { Memory } from './memory.ts';
import type { KnownService } from './services.ts';
import type { UndecidedReason } from './trace.ts';
import type { EndpointRow } from './verdict-table.ts';

/** All policies in one form, and all that they can judge: what `lower` makes of a design. */
export interface Ruleset {
  readonly settings: Settings;
  /** The rows of the matrix. */
  readonly parties: readonly Party[];
  readonly rowOf: ReadonlyMap<EndpointId, number>;
  /** In the order of evaluation (R4.1), tiers that only policies name included. */
  readonly tiers: readonly ResolvedTier[];
  /** In the order of evaluation: by tier, then R4.2. */
  readonly policies: readonly LoweredPolicy[];
  readonly sites: ReadonlyMap<string, NodeSite>;
  readonly guards: readonly HostGuard[];
  /** Whether any host endpoint has policy for traffic that is not the node's own. */
  readonly policesForwarded: boolean;
  readonly book: AddressBook;
  /** All that rules ask about addresses. */
  readonly asked: Asked;
  /** What earlier evaluations found out; it changes no answer. */
  readonly memory: Memory;
  readonly translation: SourceTranslation;
  /** In the order of evaluation; null: packets count as routed (R5.31). */
  readonly tunnelledPools: readonly TunnelledPool[] | null;
  /** Of what is on no cluster node that is known. */
  readonly felix: FelixSettings;
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, KnownService>;
  readonly problems: readonly RulesetProblem[];
}

/** What could not be evaluated, and why; the place in a file is added by who knows the files. */
export interface RulesetProblem {
  readonly resource: ResourceId | null;
  readonly finding: Finding;
}

/** One end of a pair. */
export type Party =
  | { readonly kind: 'pod'; readonly row: EndpointRow; readonly workload: Workload }
  /** A host endpoint, a cluster node or a host-networked pod: all three are the cluster node (R1.3, R5.2). */
  | { readonly kind: 'host'; readonly row: EndpointRow; readonly site: NodeSite }
  | { readonly kind: 'network'; readonly row: EndpointRow; readonly addresses: AddressSet }
  /** It cannot be said where it is, so nothing can be said of its connections. */
  | { readonly kind: 'nowhere'; readonly row: EndpointRow; readonly why: string };

/** A label with the object that it comes from. */
export interface EffectiveLabel {
  readonly key: string;
  readonly value: string;
  readonly from: 'own' | 'namespace' | 'service-account' | 'automatic' | 'profile';
}

/** A pod with an interface of its own (Calico's workload endpoint). */
export interface Workload {
  readonly id: EndpointId;
  readonly labels: Labels;
  readonly effectiveLabels: readonly EffectiveLabel[];
  /** At most one of each family is judged: the first (R5.4). Never empty. */
  readonly addresses: readonly Address[];
  readonly ports: readonly NamedPort[];
  /** null: not on a cluster node of the design (R5.3). */
  readonly clusterNode: string | null;
  readonly programs: Readonly<Record<Direction, Program>>;
}

/** A host endpoint with its four sets of policies (R5.8). */
export interface HostGuard {
  readonly id: EndpointId;
  readonly name: string;
  readonly interfaceName: string;
  readonly labels: Labels;
  readonly effectiveLabels: readonly EffectiveLabel[];
  readonly expectedAddresses: readonly Address[];
  readonly normal: Readonly<Record<Direction, Program>>;
  readonly forward: Readonly<Record<Direction, Program>>;
  readonly prednat: Program;
  /** Of packets that are not for the node itself: without failsafe ports under eBPF (R5.44), else the same. */
  readonly prednatForwarded: Program;
  readonly untracked: Readonly<Record<Direction, Program>>;
  /** What the cluster node sends itself: under eBPF it is not known whether this is asked (R5.41), else `normal.egress`. */
  readonly loopbackEgress: Program;
}

/** A cluster node and the host endpoints that govern its interfaces (R5.5, R5.6); null: nothing does. */
export interface NodeSite {
  readonly name: string;
  /** `host/<cluster node>`: whose checkpoint it is where nothing governs. */
  readonly id: EndpointId;
  /** What it sends from and is dialled at, one per family (R5.4). */
  readonly addresses: readonly Address[];
  readonly ownAddresses: AddressSet;
  readonly primary: HostGuard | null;
  readonly loopback: HostGuard | null;
  /** The active wildcard host endpoint: the only one that sees traffic of local pods (R5.7). */
  readonly wildcard: HostGuard | null;
  /** The devices that tunnelled packets use instead of the primary interface. */
  readonly tunnels: Readonly<Record<TunnelKind, TunnelDevice>>;
  /** Nets of its addresses, as far as the design says them. */
  readonly subnets: readonly Cidr[];
  readonly felix: FelixSettings;
}

export interface TunnelDevice {
  readonly guard: HostGuard | null;
  /** What the cluster node itself sends from; empty: the design does not say. */
  readonly sources: readonly Address[];
}

/** An IP pool whose pods are reached through tunnels (R5.31). */
export interface TunnelledPool {
  readonly cidr: Cidr;
  readonly kind: TunnelKind;
  readonly betweenSubnetsOnly: boolean;
}

/** A list of policies to walk through at one checkpoint; endpoints with the same list share it. */
export interface Program {
  readonly id: number;
  readonly checkpoint: 'workload' | 'normal' | 'forward' | 'prednat' | 'untracked';
  readonly direction: Direction;
  /** Only tiers with at least one policy in this direction (R4.5). */
  readonly tiers: readonly TierRun[];
  /** In listed order (R4.7); empty where the checkpoint asks none. */
  readonly profiles: readonly ProfileRule[];
  /** Between cluster nodes, before all else (R5.29). */
  readonly tunnels: TunnelPorts;
  readonly failsafes: readonly Failsafe[];
  /** What never leaves a pod (R5.9). */
  readonly barred: Traffic;
  /** Why what it denies may pass all the same; null: what it denies is denied. */
  readonly doubt: UndecidedReason | null;
  /** What replies meet, as seen by the packets that are replied to; null: connections are tracked (R5.28). */
  readonly reply: Program | null;
}

export interface TierRun {
  readonly tier: string;
  readonly atEnd: 'deny' | 'pass';
  /** Never empty; the first is the trigger of the tier's default action. */
  readonly policies: readonly LoweredPolicy[];
}

export interface ProfileRule {
  readonly profile: string;
  /** `next`: it has no rules (R1.8). */
  readonly action: 'allow' | 'deny' | 'next';
}

export interface Failsafe {
  /** `source-port`: of the other direction's list, what UNTRACKED also passes; its port is the client's (R5.21). */
  readonly by: 'destination-port' | 'source-port';
  /** With every destination port where the source port decides. */
  readonly traffic: Traffic;
  /** Limits the source for ingress, the destination for egress (R5.21). */
  readonly peers: AddressSetId;
  readonly port: FailsafePort;
}

/** Traffic with some addresses that no policy is asked about. */
export interface TunnelPorts {
  readonly traffic: Traffic;
  readonly peers: AddressSetId;
}

export interface ResolvedTier {
  readonly name: string;
  /** null: built in, or named by policies only. */
  readonly resource: ResourceId | null;
  /** null: the tier does not exist; it is walked last (R4.1). */
  readonly order: number | null;
  readonly defaultAction: 'deny' | 'pass';
}

export interface LoweredPolicy {
  readonly resource: ResourceId;
  /** `name/namespace/kind`, or before 3.32 the prefixed name: decides between equal orders (R4.2). */
  readonly sortKey: string;
  readonly tier: string;
  readonly order: number | null;
  readonly selects: Selector;
  readonly directions: readonly Direction[];
  readonly hook: 'normal' | 'prednat' | 'untracked';
  readonly applyOnForward: boolean;
  readonly rules: Readonly<Record<Direction, readonly LoweredRule[]>>;
  /** Why none of its rules can be trusted: it leaves open all that reaches it. */
  readonly undecided: UndecidedReason | null;
}

export interface LoweredRule {
  /** In the authored list. */
  readonly index: number;
  readonly action: RuleAction;
  /** The rule takes what any of them matches. */
  readonly matches: readonly RuleMatch[];
}

/** All criteria of a rule, ANDed (R6.1). */
export interface RuleMatch {
  readonly source: AddressSetId;
  readonly destination: AddressSetId;
  /** null: both. */
  readonly family: IpFamily | null;
  /** Protocol, ICMP and those port criteria that need no address. */
  readonly traffic: Traffic;
  /** Destination ports where a name is among them. */
  readonly ports: PortCriteria | null;
  readonly notPorts: PortCriteria | null;
  readonly sourcePorts: PortCriteria | null;
  readonly notSourcePorts: PortCriteria | null;
  /** Why it is not known whether the rule matches what the other criteria let through. */
  readonly undecided: UndecidedReason | null;
}

/** Ports by number and by name; what either means is matched. */
export interface PortCriteria {
  readonly plain: Traffic;
  readonly names: readonly PortQueryId[];
}

/** NAT-outgoing (R5.30). */
export interface SourceTranslation {
  /** Packets from here to outside `pools` get the source node's address. */
  readonly natOutgoing: AddressSet;
  readonly pools: AddressSet;
  /** Addresses of cluster nodes: excluded as well where Felix on the source's node is told so. */
  readonly nodeAddresses: AddressSet;
}

export function addressOfFamily(addresses: readonly Address[], family: IpFamily): Address | null {
  return addresses.find((address) => address.family === family) ?? null;
}
