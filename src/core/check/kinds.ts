import type { Entity } from '../model/entities.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { calicoVersions } from '../model/settings.ts';

/** null where it is not known: a kind that only passes through. */
export function isNamespacedKind(entity: Entity): boolean | null {
  switch (entity.kind) {
    case 'pod':
    case 'service':
    case 'service-account':
    case 'kube-network-policy':
      return true;
    case 'calico-policy':
    case 'network-set':
      return entity.namespace !== null;
    case 'cluster-node':
    case 'namespace':
    case 'host-endpoint':
    case 'external-network':
    case 'tier':
    case 'unmodelled-policy':
    case 'ip-pool':
    case 'profile':
    case 'felix-configuration':
    case 'kube-controllers-configuration':
      return false;
    default:
      return null;
  }
}

/** Versions that enforce a kind (R1.1, table 1.1); kinds that are not listed are in all of them. */
const versionsOfKind: Readonly<Record<string, readonly [first: CalicoVersion, last: CalicoVersion]>> = {
  AdminNetworkPolicy: ['3.29', '3.31'],
  BaselineAdminNetworkPolicy: ['3.30', '3.31'],
  ClusterNetworkPolicy: ['3.32', '3.33'],
  StagedGlobalNetworkPolicy: ['3.30', '3.33'],
  StagedNetworkPolicy: ['3.30', '3.33'],
  StagedKubernetesNetworkPolicy: ['3.30', '3.33'],
};

/** Does a cluster of that Calico version know and enforce the kind? */
export function versionHasKind(version: CalicoVersion, kind: string): boolean {
  const range = Object.hasOwn(versionsOfKind, kind) ? versionsOfKind[kind] : undefined;
  return range === undefined || (isAtLeast(version, range[0]) && isAtLeast(range[1], version));
}

export function isAtLeast(version: CalicoVersion, first: CalicoVersion): boolean {
  return calicoVersions.indexOf(version) >= calicoVersions.indexOf(first);
}
