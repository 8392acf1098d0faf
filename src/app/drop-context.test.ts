import { describe, expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import { lower } from '../core/policy/lower.ts';
import { dropContextOf } from './drop-context.ts';

const { document } = openDesign([
  {
    name: 'd.yaml',
    text: `apiVersion: v1
kind: Node
metadata: {name: n1, labels: {zone: east}}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: a, labels: {env: prod}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a, labels: {app: web}}
spec: {nodeName: n1}
status: {podIPs: [{ip: 10.1.0.1}, {ip: "fd00::1"}]}
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: office}
spec: {nets: [203.0.113.0/24, "2001:db8::/32"]}
---
apiVersion: projectcalico.org/v3
kind: KubeControllersConfiguration
metadata: {name: default}
spec: {controllers: {node: {hostEndpoint: {autoCreate: Enabled}}}}
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: early}
spec: {order: 1}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: second}
spec: {tier: early, order: 20, selector: has(zone), types: [Egress]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: first}
spec: {tier: early, order: 10, selector: app == 'web'}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: k, namespace: a}
spec: {podSelector: {}, policyTypes: [Ingress]}
`,
  },
]);
const context = dropContextOf(document, { ruleset: lower(Object.values(document.resources)) });
const endpoint = (id: string): object | undefined => context.endpoints.find((one) => one.id === id);

describe('endpoints', () => {
  test('a pod has the labels written on it and its addresses', () => {
    expect(endpoint('a/web')).toMatchObject({
      kind: 'pod',
      resource: 'Pod/a/web',
      namespace: 'a',
      clusterNode: 'n1',
      labels: new Map([['app', 'web']]),
      nets: ['10.1.0.1/32', 'fd00::1/128'],
    });
  });

  test('an automatic host endpoint has no object, and the labels that the controller gives it', () => {
    const [host] = context.endpoints.filter(({ kind }) => kind === 'host');
    expect(host).toMatchObject({ origin: 'automatic', resource: null, clusterNode: 'n1', nets: ['10.0.0.1/32'] });
    expect(host?.labels.get('zone')).toBe('east');
  });

  test('an external network has its nets, the Internet none', () => {
    expect(endpoint('external/office')).toMatchObject({ kind: 'network', nets: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(endpoint('external/internet')).toMatchObject({ resource: null, nets: [] });
  });
});

describe('tiers', () => {
  test('come in the order of evaluation, with their policies and whom they select', () => {
    const early = context.tiers.find(({ name }) => name === 'early');
    expect(context.tiers.map(({ name }) => name).indexOf('early')).toBeLessThan(
      context.tiers.map(({ name }) => name).indexOf('default'),
    );
    expect(early?.policies.map(({ name, kind, order, directions }) => [name, kind, order, directions])).toEqual([
      ['first', 'calico', 10, ['ingress']],
      ['second', 'calico', 20, ['egress']],
    ]);
    expect([...(early?.policies[0]?.selects ?? [])]).toEqual(['a/web']);
  });

  test('a Kubernetes policy is in the tier default', () => {
    const policies = context.tiers.find(({ name }) => name === 'default')?.policies ?? [];
    expect(policies).toMatchObject([{ name: 'k', kind: 'kubernetes', namespace: 'a', directions: ['ingress'] }]);
    expect([...(policies[0]?.selects ?? [])]).toEqual(['a/web']);
  });
});
