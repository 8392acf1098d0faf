import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { calico, globalPolicy, hostEndpoint, node, pod } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const master = 'node-role.kubernetes.io/master';
const controlPlane = 'node-role.kubernetes.io/control-plane';
const allowing = { profiles: ['projectcalico-default-allow'] };
const host = hostEndpoint('h1', 'n1', allowing, { role: 'node', zone: 'a' });
const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  pod('prod/db', { app: 'db', zone: 'a' }, '10.65.1.2', { nodeName: 'n1' }),
];
const old = node('n2', '10.0.0.2', { metadata: { name: 'n2', labels: { [master]: '' } } });
const policy = (spec: object): Manifest => globalPolicy('p', spec as Manifest);
const template = (nodeSelector: string): Manifest =>
  calico('KubeControllersConfiguration', 'default', {
    controllers: {
      node: {
        hostEndpoint: {
          autoCreate: 'Enabled',
          templates: [{ generateName: 't', interfaceCIDRs: ['10.0.0.0/8'], nodeSelector }],
        },
      },
    },
  });

const rows: readonly (readonly [what: string, code: string, extra: readonly Manifest[], found: readonly string[]])[] = [
  [
    'without a selector',
    'GNP-ALL-HITS-HOSTS',
    [host, policy({ types: ['Ingress'] })],
    [
      'GlobalNetworkPolicy/p spec: Policy p has no namespaceSelector and without a selector selects host endpoints (h1) as well as pods such as prod/db.',
    ],
  ],
  [
    'everybody',
    'GNP-ALL-HITS-HOSTS',
    [host, policy({ selector: 'all()' })],
    ['GlobalNetworkPolicy/p spec.selector: Policy p has no namespaceSelector and by all() selects host endpoints (h1)'],
  ],
  [
    'a label that pods and hosts have',
    'GNP-ALL-HITS-HOSTS',
    [host, policy({ selector: "zone == 'a'" })],
    ['GlobalNetworkPolicy/p spec.selector: Policy p has no namespaceSelector and by zone == "a" selects'],
  ],
  ['a label of hosts', 'GNP-ALL-HITS-HOSTS', [host, policy({ selector: "role == 'node'" })], []],
  ['a label of pods', 'GNP-ALL-HITS-HOSTS', [host, policy({ selector: "app == 'db'" })], []],
  ['a namespaceSelector', 'GNP-ALL-HITS-HOSTS', [host, policy({ namespaceSelector: 'all()' })], []],
  ['no hosts', 'GNP-ALL-HITS-HOSTS', [policy({ selector: 'all()' })], []],
  [
    'policy for forwarded traffic is meant for hosts',
    'GNP-ALL-HITS-HOSTS',
    [host, policy({ selector: 'all()', applyOnForward: true })],
    [],
  ],
  [
    'nobody has the old label',
    'LEGACY-MASTER-LABEL',
    [policy({ selector: `has(${master})` })],
    [
      `GlobalNetworkPolicy/p spec.selector: A selector of policy p asks for ${master}, which kubeadm no longer sets and no node of the design has.`,
    ],
  ],
  [
    'a node still has it, and a rule asks for it',
    'LEGACY-MASTER-LABEL',
    [old, policy({ selector: "app == 'db'", ingress: [{ action: 'Allow', source: { selector: `has(${master})` } }] })],
    [
      `GlobalNetworkPolicy/p spec.ingress.0.source.selector: A selector of policy p asks for ${master}, which kubeadm no longer sets, although n2 still has it.`,
    ],
  ],
  [
    'a template of host endpoints',
    'LEGACY-MASTER-LABEL',
    [template(`has(${master})`)],
    [
      'KubeControllersConfiguration/default spec.controllers.node.hostEndpoint.templates.0.nodeSelector: A selector of a host endpoint template of default asks',
    ],
  ],
  ['both labels', 'LEGACY-MASTER-LABEL', [policy({ selector: `has(${master}) || has(${controlPlane})` })], []],
  ['the new label', 'LEGACY-MASTER-LABEL', [policy({ selector: `has(${controlPlane})` }), template('all()')], []],
];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, extra, found]) => {
  const findings = findingsOf(code, [...cluster, ...extra]);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
