import { expect, test } from 'vitest';
import { resourceId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import { identify } from './identity.ts';

const cases: readonly (readonly [apiVersion: string, kind: string, metadata: JsonObject, id: string])[] = [
  ['v1', 'Pod', { name: 'a', namespace: 'prod' }, 'Pod/prod/a'],
  ['v1', 'Pod', { name: 'a' }, 'Pod/default/a'],
  ['v1', 'Pod', { name: 'a', namespace: '' }, 'Pod/default/a'],
  ['v1', 'Node', { name: 'a', namespace: 'prod' }, 'Node/a'],
  ['apps/v1', 'Deployment', { name: 'a' }, 'Deployment.apps/default/a'],
  ['extensions/v1beta1', 'Deployment', { name: 'a' }, 'Deployment.apps/default/a'],
  ['networking.k8s.io/v1', 'NetworkPolicy', { name: 'a' }, 'NetworkPolicy.networking.k8s.io/default/a'],
  ['extensions/v1beta1', 'NetworkPolicy', { name: 'a' }, 'NetworkPolicy.networking.k8s.io/default/a'],
  ['projectcalico.org/v3', 'NetworkPolicy', { name: 'a' }, 'NetworkPolicy.projectcalico.org/default/a'],
  ['crd.projectcalico.org/v1', 'NetworkPolicy', { name: 'a' }, 'NetworkPolicy.projectcalico.org/default/a'],
  [
    'projectcalico.org/v3',
    'GlobalNetworkPolicy',
    { name: 'a', namespace: 'x' },
    'GlobalNetworkPolicy.projectcalico.org/a',
  ],
  ['projectcalico.org/v3', 'HostEndpoint', { name: 'a', namespace: 'x' }, 'HostEndpoint.projectcalico.org/a'],
  [
    'policy.networking.k8s.io/v1alpha2',
    'ClusterNetworkPolicy',
    { name: 'a', namespace: 'x' },
    'ClusterNetworkPolicy.policy.networking.k8s.io/a',
  ],
  ['firewright.dev/v1', 'ExternalNetwork', { name: 'a', namespace: 'x' }, 'ExternalNetwork.firewright.dev/a'],
  ['example.com/v1', 'Widget', { name: 'a' }, 'Widget.example.com/a'],
  ['example.com/v1', 'Widget', { name: 'a', namespace: 'x' }, 'Widget.example.com/x/a'],
];

test.each(cases)('%s %s %j', (apiVersion, kind, metadata, id) => {
  const identified = identify({ apiVersion, kind, metadata });
  expect(identified.ok && resourceId(identified.value.name)).toBe(id);
});
