import { groupOf } from '../manifest/identity.ts';
import type { Ready } from './prepare-export.ts';

/** Kinds whose name in the plural is not the kind in small letters with an s. */
const irregular: Readonly<Record<string, string>> = {
  GlobalNetworkPolicy: 'globalnetworkpolicies',
  NetworkPolicy: 'networkpolicies',
  StagedGlobalNetworkPolicy: 'stagedglobalnetworkpolicies',
  StagedNetworkPolicy: 'stagednetworkpolicies',
  StagedKubernetesNetworkPolicy: 'stagedkubernetesnetworkpolicies',
  ClusterNetworkPolicy: 'clusternetworkpolicies',
  AdminNetworkPolicy: 'adminnetworkpolicies',
  BaselineAdminNetworkPolicy: 'baselineadminnetworkpolicies',
};

/**
 * The types of objects as kubectl names them, each once: `tiers.projectcalico.org`. With their group, because
 * NetworkPolicy is a kind of two.
 */
export function resourceTypes(objects: readonly Ready[]): readonly string[] {
  return [
    ...new Set(
      objects.map(({ manifest }) => {
        const kind = String(manifest['kind']);
        const group = groupOf(manifest);
        const plural = Object.hasOwn(irregular, kind) ? irregular[kind] : `${kind.toLowerCase()}s`;
        return group === '' ? `${plural}` : `${plural}.${group}`;
      }),
    ),
  ];
}
