import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { testPackets } from './testing/decision.ts';
import { globalPolicy, namespace, pod, rulesetOf, tier } from './testing/design-of.ts';

const cluster: readonly Manifest[] = [namespace('a'), pod('a/p', {}, '10.65.0.1'), pod('a/q', {}, '10.65.0.2')];
const clusterPolicy = (spec: object): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'c' },
  spec: { tier: 'Admin', priority: 5, subject: { namespaces: {} }, ...spec },
});
const denyAll = { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] };

describe('cluster policies that Calico does not convert change nothing', () => {
  const allowed = 'allow wep-ingress a/q profile';
  testPackets(cluster, [
    {
      rule: 'R7.10 Admin takes part',
      extra: [clusterPolicy(denyAll)],
      flow: 'a/p -> a/q TCP 80',
      decision: 'deny wep-ingress a/q ClusterNetworkPolicy/c#0',
    },
    {
      rule: 'R7.10 another tier is ignored',
      extra: [clusterPolicy({ tier: 'Other', ...denyAll })],
      flow: 'a/p -> a/q TCP 80',
      decision: allowed,
    },
    {
      rule: 'R7.11 no subject is ignored',
      extra: [clusterPolicy({ subject: {}, ...denyAll })],
      flow: 'a/p -> a/q TCP 80',
      decision: allowed,
    },
    {
      rule: 'R7.16 an empty list of protocols is no list',
      extra: [clusterPolicy({ ingress: [{ ...denyAll.ingress[0], protocols: [] }] })],
      flow: 'a/p -> a/q TCP 80',
      decision: 'deny wep-ingress a/q ClusterNetworkPolicy/c#0',
    },
  ]);
});

describe('R7.15 a rule whose port range ends before it begins fails closed', () => {
  const range = { start: 90, end: 80 };
  const from = [{ namespaces: {} }];
  const modern = (action: string): Manifest =>
    clusterPolicy({ ingress: [{ action, from, protocols: [{ tcp: { destinationPort: { range } } }] }] });
  const older = (kind: string, action: string): Manifest => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name: 'default' },
    spec: {
      ...(kind === 'AdminNetworkPolicy' ? { priority: 5 } : {}),
      subject: { namespaces: {} },
      ingress: [{ action, from, ports: [{ portRange: { protocol: 'TCP', ...range } }] }],
    },
  });
  const [flow, dropped] = ['a/p -> a/q UDP 9', 'allow wep-ingress a/q profile'];
  const settings = { calicoVersion: '3.31' } as const;
  testPackets(cluster, [
    { rule: 'Accept: it is dropped', extra: [modern('Accept')], flow, decision: dropped },
    {
      rule: 'Pass: everything is denied',
      extra: [modern('Pass')],
      flow,
      decision: 'deny wep-ingress a/q ClusterNetworkPolicy/c#0',
    },
    {
      rule: 'Allow of the older kind',
      extra: [older('AdminNetworkPolicy', 'Allow')],
      flow,
      settings,
      decision: dropped,
    },
    {
      rule: 'Deny of the older kind',
      extra: [older('AdminNetworkPolicy', 'Deny')],
      flow,
      settings,
      decision: 'deny wep-ingress a/q AdminNetworkPolicy/default#0',
    },
    {
      rule: 'Deny of the baseline kind',
      extra: [older('BaselineAdminNetworkPolicy', 'Deny')],
      flow,
      settings,
      decision: 'deny wep-ingress a/q BaselineAdminNetworkPolicy/default#0',
    },
    {
      rule: 'a port that is none leaves it open',
      extra: [
        clusterPolicy({
          ingress: [{ action: 'Deny', from, protocols: [{ tcp: { destinationPort: { number: 70_000 } } }] }],
        }),
      ],
      flow,
      decision: 'undecided wep-ingress a/q undecided:invalid-policy',
    },
  ]);

  test.each([
    [modern('Accept'), '3.32'],
    [older('AdminNetworkPolicy', 'Allow'), '3.31'],
    [older('BaselineAdminNetworkPolicy', 'Deny'), '3.31'],
  ] as const)('and is said %#', (manifest, calicoVersion) => {
    const { problems } = rulesetOf([...cluster, manifest], { calicoVersion });
    expect(problems.map(({ finding: { code, path } }) => [code, ...path])).toEqual([
      ['RULE-FAILS-CLOSED', 'spec', 'ingress', 0],
    ]);
  });
});

describe('R1.6 a tier is built in only where the version has it', () => {
  const baseline = [
    tier('kube-baseline', { order: 5, defaultAction: 'Deny' }),
    globalPolicy('kube-baseline.x', { tier: 'kube-baseline', selector: 'all()', types: ['Ingress'] }),
  ];
  testPackets(cluster, [
    {
      rule: '3.31: a user’s tier of that name',
      extra: baseline,
      settings: { calicoVersion: '3.31' },
      flow: 'a/p -> a/q TCP 80',
      decision: 'deny wep-ingress a/q tier-default',
    },
    {
      rule: '3.32: the built-in one, whatever the object says',
      extra: baseline,
      settings: { calicoVersion: '3.32' },
      flow: 'a/p -> a/q TCP 80',
      decision: 'allow wep-ingress a/q profile',
    },
  ]);
});
