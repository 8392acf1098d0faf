import type { NewPolicyKind } from '../../core/edit/plan-new-policy.ts';
import type { Entity } from '../../core/model/entities.ts';
import type { CalicoVersion } from '../../core/model/settings.ts';

export interface NewPolicyItem {
  readonly id: string;
  readonly label: string;
  readonly what: NewPolicyKind;
}

/** The kinds of policy that can be made in a tier; namespaced ones for each namespace that the design speaks of. */
export function newPolicyItems(
  tier: string,
  entities: Iterable<Entity>,
  version: CalicoVersion,
): readonly NewPolicyItem[] {
  const namespaces = namespacesOf(entities);
  const isOfCluster = (tier === 'kube-admin' || tier === 'kube-baseline') && (version === '3.32' || version === '3.33');
  return [
    ...(isOfCluster ? [{ id: 'cluster', label: 'ClusterNetworkPolicy', what: { kind: 'cluster' } } as const] : []),
    { id: 'global', label: 'GlobalNetworkPolicy', what: { kind: 'global' } },
    ...namespaces.map((namespace): NewPolicyItem => ({
      id: `calico/${namespace}`,
      label: `NetworkPolicy of Calico in ${namespace}`,
      what: { kind: 'calico', namespace },
    })),
    ...(tier === 'default' ? namespaces : []).map((namespace): NewPolicyItem => ({
      id: `kubernetes/${namespace}`,
      label: `NetworkPolicy of Kubernetes in ${namespace}`,
      what: { kind: 'kubernetes', namespace },
    })),
  ];
}

function namespacesOf(entities: Iterable<Entity>): readonly string[] {
  const names = new Set<string>();
  for (const entity of entities) {
    if (entity.kind === 'namespace') names.add(entity.name);
    else if ('namespace' in entity && entity.namespace !== null) names.add(entity.namespace);
  }
  return [...names].sort();
}
