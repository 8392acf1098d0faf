import { groupOf } from '../manifest/identity.ts';
import type { Resource } from '../model/document.ts';
import { fieldOf } from '../model/json.ts';

/** First what others refer to; a host endpoint without a policy denies at once, so it comes behind the policies. */
const kindsInOrder: readonly string[] = [
  'Namespace',
  'Node',
  'ServiceAccount',
  'Pod',
  'Deployment.apps',
  'DaemonSet.apps',
  'StatefulSet.apps',
  'ReplicaSet.apps',
  'Job.batch',
  'CronJob.batch',
  'Service',
  'ExternalNetwork.firewright.dev',
  'FelixConfiguration.projectcalico.org',
  'IPPool.projectcalico.org',
  'Profile.projectcalico.org',
  'Tier.projectcalico.org',
  'GlobalNetworkSet.projectcalico.org',
  'NetworkSet.projectcalico.org',
  'GlobalNetworkPolicy.projectcalico.org',
  'NetworkPolicy.projectcalico.org',
  'NetworkPolicy.networking.k8s.io',
  'ClusterNetworkPolicy.policy.networking.k8s.io',
  'AdminNetworkPolicy.policy.networking.k8s.io',
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
  'StagedGlobalNetworkPolicy.projectcalico.org',
  'StagedNetworkPolicy.projectcalico.org',
  'StagedKubernetesNetworkPolicy.projectcalico.org',
  'KubeControllersConfiguration.projectcalico.org',
  'HostEndpoint.projectcalico.org',
];
const design = 'Design.firewright.dev';
const rankOfKind: ReadonlyMap<string, number> = new Map(kindsInOrder.map((kind, rank) => [kind, rank]));

/** Order of objects that have no place in a file yet: by kind, other kinds behind, the Design last; then by id. */
export function compareForFile(a: Resource, b: Resource): number {
  return rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function rankOf({ manifest }: Resource): number {
  const [group, kind] = [groupOf(manifest), fieldOf(manifest, 'kind')];
  const type = typeof kind === 'string' && group !== '' ? `${kind}.${group}` : String(kind);
  if (type === design) return kindsInOrder.length + 1;
  return rankOfKind.get(type) ?? kindsInOrder.length;
}
