import type { Address, Cidr } from '../net/cidr.ts';
import type { Selector } from '../selector/ast.ts';
import type { Labels } from '../selector/labels.ts';
import type { ResourceId } from './ids.ts';
import type { DesignSpec } from './design.ts';
import type { CalicoPolicy, KubeNetworkPolicy, Tier, UnmodelledPolicy } from './policy.ts';

/** Typed views of resources: what `readEntity` computes from a manifest. Nothing is stored in this form. */
export type Entity =
  | ClusterNode
  | Namespace
  | ServiceAccount
  | Pod
  | HostEndpoint
  | NetworkSet
  | ExternalNetwork
  | Tier
  | CalicoPolicy
  | KubeNetworkPolicy
  | UnmodelledPolicy
  | Service
  | IpPool
  | Profile
  | FelixConfiguration
  | KubeControllersConfiguration
  | Design
  | OtherResource;

export type EntityKind = Entity['kind'];

interface Named {
  readonly id: ResourceId;
  readonly name: string;
  /** The labels written on the object itself; inherited ones are added by lowering. */
  readonly labels: Labels;
}

/** A machine of the cluster (Kubernetes Node). */
export interface ClusterNode extends Named {
  readonly kind: 'cluster-node';
  /** `status.addresses` of type InternalIP, then any other IP address, in file order. */
  readonly addresses: readonly NodeAddress[];
  /** Designer-only `spec.interfaces`; empty means one `eth0` that holds all addresses (R5.6). */
  readonly interfaces: readonly NodeInterface[];
  /** Designer-only `spec.tunnelIPs`, and Calico's tunnel and BGP annotations. */
  readonly tunnelAddresses: readonly Address[];
  /** What it sends from through a tunnel device: by annotation, else by the designer's `spec.tunnelIPs`. */
  readonly tunnelSources: Readonly<Record<TunnelKind, readonly Address[]>>;
  /** The nets that the BGP annotations give its addresses: two nodes with one in common are in one subnet. */
  readonly subnets: readonly Cidr[];
}

export interface NodeAddress {
  readonly type: 'internal' | 'external';
  readonly address: Address;
}

export interface NodeInterface {
  readonly name: string;
  readonly addresses: readonly Address[];
}

export interface Namespace extends Named {
  readonly kind: 'namespace';
}

export interface ServiceAccount extends Named {
  readonly kind: 'service-account';
  readonly namespace: string;
}

/** A pod, or a workload (Deployment, …) without pods in the file, which stands for its pods (product.md section 4). */
export interface Pod extends Named {
  readonly kind: 'pod';
  readonly namespace: string;
  /** `Pod`, or the workload's kind. */
  readonly workloadKind: string;
  /** null: not placed on a modelled cluster node (R5.3). */
  readonly clusterNode: string | null;
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  readonly ports: readonly NamedPort[];
  /** As written; empty where the file says none. Lowering gives such a pod addresses of its own. */
  readonly addresses: readonly Address[];
  /** Succeeded or Failed: takes no part (R1.2). */
  readonly finished: boolean;
  /** The workload that made it, by its controller owner reference: with pods in the file that workload is no card of its own. */
  readonly owner: WorkloadOwner | null;
}

export interface WorkloadOwner {
  readonly workloadKind: string;
  readonly name: string;
}

/** A container port of a pod or a named port of a host endpoint. */
export interface NamedPort {
  /** null for container ports without a name: shown, but no rule can mean them. */
  readonly name: string | null;
  readonly protocol: number;
  readonly port: number;
}

export interface HostEndpoint extends Named {
  readonly kind: 'host-endpoint';
  readonly clusterNode: string;
  /** '' where the manifest has none: the interface that holds an expected IP (R5.5). */
  readonly interfaceName: string;
  readonly expectedAddresses: readonly Address[];
  readonly profiles: readonly string[];
  readonly ports: readonly NamedPort[];
}

export interface NetworkSet extends Named {
  readonly kind: 'network-set';
  /** null for a GlobalNetworkSet. */
  readonly namespace: string | null;
  readonly nets: readonly Cidr[];
}

/** `firewright.dev/v1 ExternalNetwork`: an address range outside the cluster. */
export interface ExternalNetwork extends Named {
  readonly kind: 'external-network';
  readonly nets: readonly Cidr[];
}

export interface Service extends Named {
  readonly kind: 'service';
  readonly namespace: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** Empty where it is headless, or where the file does not say. */
  readonly clusterAddresses: readonly Address[];
  /** null: none, so that nobody but its author says which endpoints it has. */
  readonly selector: Labels | null;
  readonly ports: readonly ServicePort[];
  /** `externalTrafficPolicy: Local`: a cluster node hands outside traffic to its own pods only. */
  readonly localOnly: boolean;
}

export interface ServicePort {
  readonly protocol: number;
  readonly port: number;
  /** A number, or the name of a container port. */
  readonly target: number | string;
  readonly nodePort: number | null;
}

export interface IpPool extends Named {
  readonly kind: 'ip-pool';
  readonly cidr: Cidr | null;
  readonly natOutgoing: boolean;
  /** How packets to its pods travel between cluster nodes (R5.31); both never: they are routed. */
  readonly ipip: TunnelMode;
  readonly vxlan: TunnelMode;
}

export type TunnelKind = 'ipip' | 'vxlan';

/** `cross-subnet`: between cluster nodes of different subnets only. */
export type TunnelMode = 'never' | 'always' | 'cross-subnet';

/** A Profile object. Users can't make one with the Kubernetes datastore (R1.9); kept as it is. */
export interface Profile extends Named {
  readonly kind: 'profile';
}

export interface FailsafePort {
  readonly protocol: number;
  readonly port: number;
  /** null: any address of either family. */
  readonly net: Cidr | null;
}

export interface FelixConfiguration extends Named {
  readonly kind: 'felix-configuration';
  /** null: the field is absent, Felix's default list applies; `[]`: none (R5.25). */
  readonly failsafeInbound: readonly FailsafePort[] | null;
  readonly failsafeOutbound: readonly FailsafePort[] | null;
  /** null: absent. */
  readonly endpointToHost: 'drop' | 'accept' | 'return' | null;
  /** `natOutgoingExclusions: IPPoolsAndHostIPs` (R5.30); null: absent, as for the fields below. */
  readonly natExcludesHosts: boolean | null;
  readonly bpfEnabled: boolean | null;
  /** A regular expression: interfaces that eBPF programs are attached to (R5.42). */
  readonly bpfDataInterfaces: string | null;
  readonly tunnels: FelixTunnels;
}

/** What a FelixConfiguration says of tunnels; null: absent. */
export interface FelixTunnels {
  /** Where null, the IP pools decide (R5.29). */
  readonly ipip: boolean | null;
  readonly vxlan: boolean | null;
  readonly vxlanPort: number | null;
  readonly wireguard: boolean | null;
  readonly wireguardPort: number | null;
  /** Whether pods may send such packets themselves (R5.9). */
  readonly ipipFromPods: boolean | null;
  readonly vxlanFromPods: boolean | null;
}

export interface KubeControllersConfiguration extends Named {
  readonly kind: 'kube-controllers-configuration';
  readonly autoCreate: boolean;
  readonly createDefaultHostEndpoint: boolean;
  readonly templates: readonly HostEndpointTemplate[];
}

/** R1.23. */
export interface HostEndpointTemplate {
  readonly generateName: string;
  readonly interfaceNets: readonly Cidr[];
  /** RE2 text; null where absent. */
  readonly interfacePattern: string | null;
  readonly labels: Labels;
  readonly nodeSelector: Selector;
}

/** `firewright.dev/v1 Design`. */
export interface Design extends Named {
  readonly kind: 'design';
  readonly spec: DesignSpec;
}

/** Any kind that the evaluator has no use for: kept, shown in the YAML view, written back. */
export interface OtherResource extends Named {
  readonly kind: 'other';
  readonly manifestKind: string;
}

const policyKinds: ReadonlySet<Entity['kind']> = new Set(['calico-policy', 'kube-network-policy', 'unmodelled-policy']);

export type Policy = CalicoPolicy | KubeNetworkPolicy | UnmodelledPolicy;

export function isPolicy(entity: Entity): entity is Policy {
  return policyKinds.has(entity.kind);
}
