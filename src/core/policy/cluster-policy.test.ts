import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { testPackets } from './testing/decision.ts';
import { globalPolicy, namespace, pod, tier } from './testing/design-of.ts';

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
