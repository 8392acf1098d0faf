import { expect, test } from 'vitest';
import { readyFrom } from './prepare-export.ts';
import { resourceTypes } from './kubectl-types.ts';

const calico = 'projectcalico.org/v3';
const rows: readonly (readonly [apiVersion: string, kind: string, type: string])[] = [
  ['v1', 'Namespace', 'namespaces'],
  [calico, 'Tier', 'tiers.projectcalico.org'],
  [calico, 'GlobalNetworkPolicy', 'globalnetworkpolicies.projectcalico.org'],
  [calico, 'NetworkPolicy', 'networkpolicies.projectcalico.org'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies.networking.k8s.io'],
  [calico, 'StagedKubernetesNetworkPolicy', 'stagedkubernetesnetworkpolicies.projectcalico.org'],
  [calico, 'KubeControllersConfiguration', 'kubecontrollersconfigurations.projectcalico.org'],
  [calico, 'HostEndpoint', 'hostendpoints.projectcalico.org'],
  ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 'clusternetworkpolicies.policy.networking.k8s.io'],
];
test.each(rows)('%s %s is %s to kubectl', (apiVersion, kind, type) => {
  const object = readyFrom('policies', { apiVersion, kind, metadata: { name: 'x' } });
  expect(resourceTypes([object, object])).toEqual([type]);
});
