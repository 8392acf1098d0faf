import type { Entity, EntityKind } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';

export interface OverviewGroup {
  readonly title: string;
  readonly entities: readonly Entity[];
}

const groupKinds: readonly (readonly [title: string, kinds: readonly EntityKind[]])[] = [
  ['Nodes and host endpoints', ['cluster-node', 'host-endpoint']],
  ['Namespaces', ['namespace', 'service-account']],
  ['Pods', ['pod']],
  ['Networks', ['external-network', 'network-set', 'ip-pool']],
  ['Tiers and policies', ['tier', 'calico-policy', 'kube-network-policy', 'unmodelled-policy']],
  ['Configuration', ['felix-configuration', 'kube-controllers-configuration']],
  ['Other objects', ['service', 'profile', 'other']],
];

/** What the inspector lists while nothing is selected; the Design document is not an object of the cluster. */
export function overviewGroups(entities: ReadonlyMap<ResourceId, Entity>): readonly OverviewGroup[] {
  const all = [...entities.values()];
  return groupKinds
    .map(([title, kinds]) => ({ title, entities: all.filter(({ kind }) => kinds.includes(kind)) }))
    .filter(({ entities: found }) => found.length > 0);
}
