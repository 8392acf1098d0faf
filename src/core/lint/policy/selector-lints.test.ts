import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import { calico, globalPolicy, hostEndpoint, namespace, node, pod } from '../../policy/testing/design-of.ts';
import { findingWords, policyFindings } from '../testing/policy-findings.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  namespace('prod', { env: 'prod' }),
  pod('prod/db', { app: 'db' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/web', { app: 'web' }, '10.65.1.3', { nodeName: 'n1' }),
];
const host = hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'node' });
const globalSet = calico('GlobalNetworkSet', 'office', { nets: ['203.0.113.0/24'] }, { labels: { place: 'office' } });

const ingress = (source: JsonObject, spec: JsonObject = {}, action = 'Allow'): Manifest =>
  globalPolicy('p', { selector: "app == 'db'", types: ['Ingress'], ingress: [{ action, source }], ...spec });
const kube = (spec: JsonObject): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'prod' },
  spec: { policyTypes: ['Ingress'], ...spec },
});
const cnp = (peer: JsonObject, subject: JsonObject = { namespaces: {} }): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'c' },
  spec: { tier: 'Admin', priority: 10, subject, ingress: [{ action: 'Accept', from: [peer] }] },
});

const rows: readonly (readonly [name: string, manifests: readonly Manifest[], found: readonly string[]])[] = [
  ['selectors that match', [ingress({ selector: "app == 'web'" })], []],

  // SEL-EMPTY-MATCH
  ['a policy for nobody', [ingress({}, { selector: "app == 'dbb'" })], ['SEL-EMPTY-MATCH p selector']],
  [
    'a policy for nobody by its namespaces',
    [ingress({}, { selector: '', namespaceSelector: "env == 'test'" })],
    ['SEL-EMPTY-MATCH p namespaceSelector'],
  ],
  [
    'a Kubernetes policy for nobody',
    [kube({ podSelector: { matchLabels: { app: 'x' } } })],
    ['SEL-EMPTY-MATCH prod/k podSelector'],
  ],
  [
    'a policy in a namespace without pods',
    [calico('NetworkPolicy', 'p', { types: ['Ingress'] }, { namespace: 'dev' })],
    ['SEL-EMPTY-MATCH dev/p namespace'],
  ],
  [
    'a cluster-wide subject that is nobody',
    [cnp({ namespaces: {} }, { namespaces: { matchLabels: { env: 'test' } } })],
    ['SEL-EMPTY-MATCH c subject'],
  ],
  [
    'preDNAT for pods, which have none',
    [host, ingress({}, { preDNAT: true, applyOnForward: true })],
    ['SEL-EMPTY-MATCH p selector'],
  ],
  ['a rule about nobody', [ingress({ selector: "app == 'x'" })], ['SEL-EMPTY-MATCH p ingress.0.source.selector']],
  [
    'a rule about another namespace without saying so',
    [
      calico(
        'NetworkPolicy',
        'p',
        { types: ['Ingress'], ingress: [{ action: 'Allow', source: { selector: "role == 'node'" } }] },
        { namespace: 'prod' },
      ),
      host,
    ],
    ['SEL-EMPTY-MATCH prod/p ingress.0.source.selector'],
  ],
  [
    'a host endpoint without addresses is nobody',
    [hostEndpoint('h1', 'n1', {}, { role: 'node' }), ingress({ selector: "role == 'node'" })],
    ['SEL-EMPTY-MATCH p ingress.0.source.selector'],
  ],
  [
    'a Kubernetes peer that is nobody',
    [
      kube({
        podSelector: {},
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: 'web' } } }, { podSelector: { matchLabels: { app: 'x' } } }] },
        ],
      }),
    ],
    ['SEL-EMPTY-MATCH prod/k ingress.0.from.1'],
  ],
  [
    'a cluster-wide peer that is nobody',
    [cnp({ pods: { podSelector: { matchLabels: { app: 'x' } } } })],
    ['SEL-EMPTY-MATCH c ingress.0.from.0'],
  ],
  ['a net needs nobody to be drawn', [ingress({ nets: ['203.0.113.0/24'] })], []],
  ['a set that is named by its labels', [globalSet, ingress({ selector: "place == 'office'" })], []],

  // SEL-IMPOSSIBLE
  [
    'a policy that contradicts itself',
    [ingress({}, { selector: "app == 'db' && app == 'web'" })],
    ['SEL-IMPOSSIBLE p selector'],
  ],
  [
    'a rule that contradicts itself',
    [ingress({ selector: 'has(app) && !has(app)' })],
    ['SEL-IMPOSSIBLE p ingress.0.source.selector'],
  ],
  [
    'a Kubernetes selector that contradicts itself',
    [
      kube({
        podSelector: {
          matchLabels: { app: 'db' },
          matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }],
        },
      }),
    ],
    ['SEL-IMPOSSIBLE prod/k podSelector'],
  ],

  // NS-NEG-HITS-HOSTS
  [
    'a negative namespaceSelector beside no selector also selects hosts',
    [host, ingress({}, { selector: '', namespaceSelector: "env != 'test'" })],
    ['NS-NEG-HITS-HOSTS p namespaceSelector'],
  ],
  ['beside all() it does not', [host, ingress({}, { selector: 'all()', namespaceSelector: "env != 'test'" })], []],
  [
    'a positive one means those that inherit the label',
    [
      hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'], profiles: ['kns.prod'] }),
      ingress({}, { selector: '', namespaceSelector: "env == 'prod'" }),
    ],
    [],
  ],
  ['a positive one does not', [host, ingress({}, { selector: '', namespaceSelector: "env == 'prod'" })], []],
  [
    'a rule with a negative namespaceSelector also means hosts and global sets',
    [host, globalSet, ingress({ namespaceSelector: "env != 'test'" })],
    ['NS-NEG-HITS-HOSTS p ingress.0.source.namespaceSelector'],
  ],
  ['without such things nothing is meant', [ingress({ namespaceSelector: "env != 'test'" })], []],
  ['global() says it', [host, ingress({ namespaceSelector: 'global()' })], []],
  [
    'cluster-wide peers of kind namespaces also mean hosts',
    [host, cnp({ namespaces: { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['test'] }] } })],
    ['NS-NEG-HITS-HOSTS c ingress.0.from.0'],
  ],
  [
    'cluster-wide peers of kind pods do not',
    [
      host,
      cnp({
        pods: {
          namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['test'] }] },
          podSelector: {},
        },
      }),
    ],
    [],
  ],

  // NOTSEL-EXTERNAL
  [
    'a lone notSelector allows the outside',
    [ingress({ notSelector: "app == 'web'" })],
    ['NOTSEL-EXTERNAL p ingress.0.source.notSelector'],
  ],
  ['one beside a selector does not', [ingress({ selector: 'all()', notSelector: "app == 'web'" })], []],
  ['one beside nets does not', [ingress({ nets: ['10.65.0.0/16'], notSelector: "app == 'web'" })], []],
  ['to deny all others is no trap', [ingress({ notSelector: "app == 'web'" }, {}, 'Deny')], []],
  [
    'in a namespaced policy it stays in the namespace',
    [
      calico(
        'NetworkPolicy',
        'p',
        { types: ['Ingress'], ingress: [{ action: 'Allow', source: { notSelector: "app == 'web'" } }] },
        { namespace: 'prod' },
      ),
    ],
    [],
  ],
];

describe('selectors', () => {
  test.each(rows)('%s', (_name, manifests, found) => {
    expect(findingWords(policyFindings([...cluster, ...manifests]))).toEqual(found);
  });

  test('policies alone say nothing about who is there', () => {
    expect(findingWords(policyFindings([ingress({ selector: "app == 'web'" })]))).toEqual([]);
  });

  test('a disabled policy is no part of the cluster', () => {
    const design: Manifest = {
      apiVersion: 'firewright.dev/v1',
      kind: 'Design',
      metadata: { name: 'design' },
      spec: { disabled: ['GlobalNetworkPolicy.projectcalico.org/p'] },
    };
    expect(findingWords(policyFindings([...cluster, design, ingress({}, { selector: "app == 'x'" })]))).toEqual([]);
  });
});
