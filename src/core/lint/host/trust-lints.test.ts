import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { calico, globalPolicy, hostEndpoint, node, pod } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'], profiles: ['projectcalico-default-allow'] }, { role: 'node' }),
  calico('GlobalNetworkSet', 'desk', { nets: ['203.0.113.0/24'] }, { labels: { place: 'desk' } }),
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
];
const agent = pod('calico-system/agent', { 'k8s-app': 'agent' }, null, { nodeName: 'n1', hostNetwork: true });
const withSource = (source: object, spec: object = {}): Manifest =>
  globalPolicy('p', {
    selector: "role == 'node'",
    ingress: [{ action: 'Allow', source }],
    ...spec,
  } as Manifest);
const kube = (podSelector: object): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'calico-system' },
  spec: { podSelector: {}, ingress: [{ from: [{ podSelector: podSelector as Manifest }] }] },
});

const rows: readonly (readonly [what: string, code: string, extra: readonly Manifest[], found: readonly string[]])[] = [
  [
    'a label that neither hosts nor sets have',
    'LABEL-TRUST',
    [withSource({ selector: "role == 'node' || has(k8s-app) || tier == 'control-plane'" })],
    [
      'GlobalNetworkPolicy/p spec.ingress.0.source.selector: Rule 1 of p lets everything in that carries k8s-app and tier, from whatever namespace it comes.',
    ],
  ],
  ['labels of hosts', 'LABEL-TRUST', [withSource({ selector: "role == 'node'" })], []],
  ['labels of a network set', 'LABEL-TRUST', [withSource({ selector: 'has(place)' })], []],
  [
    'limited to namespaces',
    'LABEL-TRUST',
    [withSource({ selector: 'has(k8s-app)', namespaceSelector: "env == 'x'" })],
    [],
  ],
  [
    'limited to service accounts',
    'LABEL-TRUST',
    [withSource({ selector: 'has(k8s-app)', serviceAccounts: { names: ['a'] } })],
    [],
  ],
  [
    'limited by the label of the namespace',
    'LABEL-TRUST',
    [withSource({ selector: "has(k8s-app) && projectcalico.org/namespace == 'x'" })],
    [],
  ],
  [
    'it denies',
    'LABEL-TRUST',
    [withSource({}, { ingress: [{ action: 'Deny', source: { selector: 'has(k8s-app)' } }] })],
    [],
  ],
  [
    'the policy is not for hosts',
    'LABEL-TRUST',
    [withSource({ selector: 'has(k8s-app)' }, { selector: "app == 'db'" })],
    [],
  ],
  [
    'labels that only a pod on its node’s network has',
    'HOSTNET-LABEL',
    [agent, withSource({ selector: "role == 'node' || has(k8s-app)" })],
    [
      'GlobalNetworkPolicy/p spec.ingress.0.source.selector: Rule 1 of p asks for labels that only calico-system/agent and other pods on their node’s network have.',
    ],
  ],
  [
    'in a NetworkPolicy',
    'HOSTNET-LABEL',
    [agent, kube({ matchLabels: { 'k8s-app': 'agent' } })],
    ['NetworkPolicy/calico-system/k spec.ingress.0: Rule 1 of calico-system/k asks for labels'],
  ],
  [
    'another pod has them too',
    'HOSTNET-LABEL',
    [agent, pod('dev/other', { 'k8s-app': 'x' }, '10.65.1.9'), withSource({ selector: 'has(k8s-app)' })],
    [],
  ],
  ['a rule for every pod', 'HOSTNET-LABEL', [agent, kube({})], []],
  ['nobody has them', 'HOSTNET-LABEL', [agent, withSource({ selector: 'has(unheard-of)' })], []],
];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, extra, found]) => {
  const findings = findingsOf(code, [...cluster, ...extra]);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
