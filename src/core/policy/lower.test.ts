import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { Settings } from '../model/settings.ts';
import { evaluateAll } from './evaluate.ts';
import { calico, globalPolicy, hostEndpoint, namespace, network, node, pod, rulesetOf } from './testing/design-of.ts';

const clusterPolicy = (kind: string, spec: object): Manifest =>
  ({ apiVersion: 'policy.networking.k8s.io/v1alpha1', kind, metadata: { name: 'default' }, spec }) as Manifest; // JSON by construction
const subject = { namespaces: {} };
const deny = [{ action: 'Deny', from: [{ namespaces: {} }] }];

describe('what cannot be evaluated is said', () => {
  const rows: readonly [string, readonly Manifest[], Partial<Settings>, readonly string[]][] = [
    ['a policy with errors', [globalPolicy('x', { selector: 'a ==' })], {}, ['POLICY-NOT-EVALUATED']],
    [
      'a rule of a cluster policy that cannot be read',
      [
        clusterPolicy('ClusterNetworkPolicy', {
          tier: 'Admin',
          priority: 1,
          subject,
          ingress: [{ action: 'Maybe', from: [] }],
        }),
      ],
      {},
      ['POLICY-NOT-EVALUATED'],
    ],
    [
      'a service as a peer',
      [
        globalPolicy('x', {
          types: ['Egress'],
          egress: [{ action: 'Allow', destination: { services: { name: 's', namespace: 'n' } } }],
        }),
      ],
      {},
      ['SERVICE-WITHOUT-ENDPOINTS'],
    ],
    ['an untracked policy', [globalPolicy('x', { doNotTrack: true, applyOnForward: true })], {}, []],
    ['a staged policy', [calico('StagedGlobalNetworkPolicy', 'x', {})], {}, ['STAGED-NOT-ENFORCED']],
    [
      'a kind that came later',
      [clusterPolicy('ClusterNetworkPolicy', { tier: 'Admin', priority: 1, subject, ingress: deny })],
      { calicoVersion: '3.31' },
      ['KIND-NOT-ENFORCED'],
    ],
    [
      'a kind that is gone',
      [clusterPolicy('AdminNetworkPolicy', { priority: 1, subject, ingress: deny })],
      { calicoVersion: '3.32' },
      ['KIND-NOT-ENFORCED'],
    ],
    [
      'a kind of its time',
      [clusterPolicy('BaselineAdminNetworkPolicy', { subject, ingress: deny })],
      { calicoVersion: '3.30' },
      [],
    ],
    [
      'a kind before its time',
      [clusterPolicy('BaselineAdminNetworkPolicy', { subject, ingress: deny })],
      { calicoVersion: '3.29' },
      ['KIND-NOT-ENFORCED'],
    ],
    ['a host endpoint on no node', [hostEndpoint('x', 'gone', {})], {}, ['HEP-INACTIVE']],
    [
      'a host endpoint that lost its interface',
      [node('n', '10.0.0.1'), hostEndpoint('a', 'n', {}), hostEndpoint('b', 'n', {})],
      {},
      ['HEP-INACTIVE'],
    ],
    ['nothing at all', [], {}, []],
  ];
  test.each(rows.map((row) => [row[0], row] as const))('%s', (_what, [, manifests, settings, codes]) => {
    expect(rulesetOf(manifests, settings).problems.map(({ finding }) => finding.code)).toEqual(codes);
  });
});

test('the design’s settings count unless others are given', () => {
  const design: Manifest = {
    apiVersion: 'firewright.dev/v1',
    kind: 'Design',
    metadata: { name: 'design' },
    spec: { settings: { calicoVersion: '3.30' } },
  };
  expect(rulesetOf([design]).settings.calicoVersion).toBe('3.30');
  expect(rulesetOf([design], { calicoVersion: '3.31' }).settings.calicoVersion).toBe('3.31');
});

describe('rows of the matrix', () => {
  test('a workload stands for its pods only where the file has none of them', () => {
    const workload = (name: string): Manifest => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'shop' },
      spec: { template: { metadata: { labels: { app: name } }, spec: {} } },
    });
    const owned: Manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web-1',
        namespace: 'shop',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true, uid: '1' }],
      },
      spec: {},
    };
    const { parties } = rulesetOf([workload('web'), workload('api'), owned]);
    expect(parties.map(({ row }) => row.id)).toEqual(['shop/api', 'shop/web-1', 'external/internet']);
  });

  const rowsOf = (...manifests: readonly Manifest[]): readonly string[] =>
    rulesetOf(manifests).parties.map(({ row }) => row.id);

  test('the Internet is there unless the design has its own', () => {
    expect(rowsOf()).toEqual(['external/internet']);
    expect(rowsOf(network('internet', '192.0.2.0/24'))).toEqual(['external/internet']);
  });

  test('a node without an active host endpoint has a row of its own, one with it has not (R5.2)', () => {
    expect(rowsOf(node('n', '10.0.0.1'), hostEndpoint('h', 'n', {}))).toEqual(['host/h', 'external/internet']);
    expect(rowsOf(node('n', '10.0.0.1'), hostEndpoint('h', 'n', { interfaceName: 'x0' }))).toEqual([
      'host/h',
      'host/n',
      'external/internet',
    ]);
  });

  test('a finished pod has none, a host-networked one has (R1.2, R1.3)', () => {
    const done = { ...pod('p/done', {}, '10.0.0.9'), status: { phase: 'Succeeded' } };
    const hosted = pod('p/hosted', {}, null, { nodeName: 'n', hostNetwork: true });
    expect(rowsOf(namespace('p'), node('n', '10.0.0.1'), done, hosted)).toEqual([
      'p/hosted',
      'host/n',
      'external/internet',
    ]);
  });
});

test('whatever a policy holds, judging neither throws nor hangs', () => {
  const noise = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(noise, noise, noise, (spec, other, third) => {
      const manifests = [
        globalPolicy('a', spec as Manifest), // deliberately not what it should be
        calico('NetworkPolicy', 'b', other as Manifest, { namespace: 'p' }),
        clusterPolicy('ClusterNetworkPolicy', {
          tier: 'Admin',
          priority: 1,
          subject: third as object,
          ingress: [third as object],
        }),
        hostEndpoint('h', 'n', {}),
        calico('KubeControllersConfiguration', 'default', third as Manifest),
        node('n', '10.0.0.1'),
        pod('p/x', {}, null),
      ];
      expect(evaluateAll(rulesetOf(manifests)).endpoints.length).toBeGreaterThan(2);
    }),
    { numRuns: 150 },
  );
});
