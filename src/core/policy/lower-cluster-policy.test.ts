import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { testPackets } from './testing/decision.ts';
import { hostEndpoint, namespace, node, pod } from './testing/design-of.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  hostEndpoint(
    'h1',
    'n1',
    { expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] },
    { role: 'node', app: 'q' },
  ),
  namespace('a', { env: 'a' }),
  pod('a/p', { app: 'p' }, '10.65.0.1'),
  pod('a/q', { app: 'q' }, '10.65.0.2', {
    containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }],
  }),
];
const everyone = [{ namespaces: {} }];
const clusterPolicy = (name: string, spec: JsonObject): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: { tier: 'Admin', priority: 5, subject: { namespaces: {} }, ...spec },
});
const toPods = (rule: JsonObject): Manifest =>
  clusterPolicy('c', { ingress: [{ action: 'Deny', from: everyone, ...rule }] });
const flow = 'a/p -> a/q TCP 80';
const [denied, untouched] = ['deny wep-ingress a/q ClusterNetworkPolicy/c#0', 'allow wep-ingress a/q profile'];

describe('priority (R7.10)', () => {
  const say = (name: string, action: string, priority: number): Manifest =>
    clusterPolicy(name, { priority, ingress: [{ action, from: everyone }] });
  testPackets(cluster, [
    {
      rule: 'the lower number first, whatever the names',
      extra: [say('a', 'Deny', 9), say('b', 'Accept', 1)],
      flow,
      decision: 'allow wep-ingress a/q ClusterNetworkPolicy/b#0',
    },
    {
      rule: 'and whatever the order in the file',
      extra: [say('a', 'Accept', 1), say('b', 'Deny', 0)],
      flow,
      decision: 'deny wep-ingress a/q ClusterNetworkPolicy/b#0',
    },
  ]);
});

describe('peers (R3.17, R7.15)', () => {
  const elsewhere = { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['a'] }] };
  const fromHost = 'host/h1 -> a/q TCP 80';
  const outbound = (rule: JsonObject): Manifest => clusterPolicy('c', { egress: [{ to: [{ nodes: {} }], ...rule }] });
  testPackets(cluster, [
    {
      rule: 'a negative expression on namespaces hits host endpoints',
      extra: [toPods({ from: [{ namespaces: elsewhere }] })],
      flow: fromHost,
      decision: denied,
    },
    {
      rule: 'one on the namespaces of pods does not',
      extra: [toPods({ from: [{ pods: { namespaceSelector: elsewhere, podSelector: {} } }] })],
      flow: fromHost,
      decision: untouched,
    },
    {
      rule: 'a peer that is not converted: Deny bars everything',
      extra: [outbound({ action: 'Deny' })],
      flow,
      decision: 'deny wep-egress a/p ClusterNetworkPolicy/c#0',
    },
    {
      rule: 'so does Pass',
      extra: [outbound({ action: 'Pass' })],
      flow,
      decision: 'deny wep-egress a/p ClusterNetworkPolicy/c#0',
    },
    { rule: 'Accept is dropped', extra: [outbound({ action: 'Accept' })], flow, decision: untouched },
  ]);
});

describe('ports (R7.16)', () => {
  const range = toPods({ protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 90 } } } }] });
  const named = toPods({ protocols: [{ destinationNamedPort: 'http' }] });
  testPackets(cluster, [
    { rule: 'the first of a range', extra: [range], flow, decision: denied },
    { rule: 'the last of a range', extra: [range], flow: 'a/p -> a/q TCP 90', decision: denied },
    { rule: 'one beyond it', extra: [range], flow: 'a/p -> a/q TCP 91', decision: untouched },
    { rule: 'another protocol', extra: [range], flow: 'a/p -> a/q UDP 80', decision: untouched },
    { rule: 'by name', extra: [named], flow: 'a/p -> a/q TCP 8080', decision: denied },
    { rule: 'by name: another port', extra: [named], flow, decision: untouched },
  ]);
});

describe('AdminNetworkPolicy (R7.20, R1.1)', () => {
  const admin = (ports: readonly JsonObject[]): Manifest => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'c' },
    spec: { priority: 5, subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: everyone, ports }] },
  });
  const old = { calicoVersion: '3.31' } as const;
  const byAdmin = 'deny wep-ingress a/q AdminNetworkPolicy/c#0';
  testPackets(cluster, [
    {
      rule: 'a rule with named ports only takes all ports',
      extra: [admin([{ namedPort: 'http' }])],
      settings: old,
      flow,
      decision: byAdmin,
    },
    {
      rule: 'beside a number they are nothing',
      extra: [admin([{ namedPort: 'http' }, { portNumber: { port: 80 } }])],
      settings: old,
      flow: 'a/p -> a/q TCP 8080',
      decision: untouched,
    },
    { rule: 'and 3.32 knows no such policy', extra: [admin([])], flow, decision: untouched },
  ]);
});
