import { podsAndStandIns } from '../manifest/read-pods.ts';
import type { Manifest } from '../model/document.ts';
import type {
  ClusterNode,
  Design,
  Entity,
  ExternalNetwork,
  FelixConfiguration,
  HostEndpoint,
  IpPool,
  KubeControllersConfiguration,
  Namespace,
  NetworkSet,
  Pod,
  Service,
  ServiceAccount,
} from '../model/entities.ts';
import { isPolicy } from '../model/entities.ts';
import type { CalicoPolicy, KubeNetworkPolicy, Tier, UnmodelledPolicy } from '../model/policy.ts';
import { compareText } from './order.ts';

/** The objects of a design by kind, each list in the order of the names, so that the file's order changes nothing. */
export interface Census {
  readonly clusterNodes: readonly ClusterNode[];
  readonly namespaces: readonly Namespace[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly pods: readonly Pod[];
  readonly hostEndpoints: readonly HostEndpoint[];
  readonly networkSets: readonly NetworkSet[];
  readonly externalNetworks: readonly ExternalNetwork[];
  readonly services: readonly Service[];
  /** EndpointSlices and Endpoints, in order of their names. */
  readonly endpointManifests: readonly Manifest[];
  readonly ipPools: readonly IpPool[];
  readonly tiers: readonly Tier[];
  readonly calicoPolicies: readonly CalicoPolicy[];
  readonly kubePolicies: readonly KubeNetworkPolicy[];
  readonly clusterPolicies: readonly { readonly entity: UnmodelledPolicy; readonly manifest: Manifest }[];
  readonly felixConfigurations: readonly FelixConfiguration[];
  readonly kubeControllersConfigurations: readonly KubeControllersConfiguration[];
  readonly designs: readonly Design[];
}

export function takeCensus(resources: readonly { readonly entity: Entity; readonly manifest: Manifest }[]): Census {
  const sorted = [...resources].sort((a, b) => compareText(a.entity.id, b.entity.id));
  const byKind = new Map<Entity['kind'], Entity[]>();
  const disabled = new Set(sorted.flatMap(({ entity }) => (entity.kind === 'design' ? [...entity.spec.disabled] : [])));
  for (const { entity } of sorted) {
    // A disabled policy is kept by the design and is no part of the cluster that it describes.
    if (disabled.has(entity.id) && isPolicy(entity)) continue;
    const alike = byKind.get(entity.kind);
    if (alike === undefined) byKind.set(entity.kind, [entity]);
    else alike.push(entity);
  }
  const of = <K extends Entity['kind']>(kind: K): readonly Extract<Entity, { readonly kind: K }>[] =>
    (byKind.get(kind) ?? []).filter((entity) => isOfKind(entity, kind));
  return {
    clusterNodes: of('cluster-node'),
    namespaces: of('namespace'),
    serviceAccounts: of('service-account'),
    pods: podsAndStandIns(of('pod')),
    hostEndpoints: of('host-endpoint'),
    networkSets: of('network-set'),
    externalNetworks: of('external-network'),
    services: of('service'),
    endpointManifests: sorted.flatMap(({ entity, manifest }) =>
      entity.kind === 'other' && ['EndpointSlice', 'Endpoints'].includes(entity.manifestKind) ? [manifest] : [],
    ),
    ipPools: of('ip-pool'),
    tiers: of('tier'),
    calicoPolicies: of('calico-policy'),
    kubePolicies: of('kube-network-policy'),
    clusterPolicies: sorted.flatMap(({ entity, manifest }) =>
      entity.kind === 'unmodelled-policy' && !disabled.has(entity.id) ? [{ entity, manifest }] : [],
    ),
    felixConfigurations: of('felix-configuration'),
    kubeControllersConfigurations: of('kube-controllers-configuration'),
    designs: of('design'),
  };
}

function isOfKind<K extends Entity['kind']>(entity: Entity, kind: K): entity is Extract<Entity, { readonly kind: K }> {
  return entity.kind === kind;
}
