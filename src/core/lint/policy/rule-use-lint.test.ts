import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import { calico, felix, globalPolicy, hostEndpoint, node, pod, tier } from '../../policy/testing/design-of.ts';
import { findingWords, policyFindings } from '../testing/policy-findings.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  pod('prod/db', { app: 'db' }, '10.65.1.2', {
    nodeName: 'n1',
    containers: [{ name: 'c', ports: [{ name: 'sql', containerPort: 5432 }] }],
  }),
  pod('prod/web', { app: 'web' }, '10.65.2.3', { nodeName: 'n2' }),
];
const hosts: readonly Manifest[] = [
  hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'node', zone: 'a' }),
  hostEndpoint('h2', 'n2', { expectedIPs: ['10.0.0.2'] }, { role: 'node', zone: 'b' }),
];

const onDb = { selector: "app == 'db'" };
const rule = (action: string, more: JsonObject = {}): JsonObject => ({ action, ...more });
const from = (source: JsonObject): JsonObject => ({ source });
const tcp = (...ports: readonly (number | string)[]): JsonObject => ({ protocol: 'TCP', destination: { ports } });
const policy = (name: string, order: number, rules: readonly JsonObject[], spec: JsonObject = onDb): Manifest =>
  globalPolicy(name, { order, types: ['Ingress'], ingress: rules, ...spec });
const one = (...rules: readonly JsonObject[]): Manifest => policy('p', 1, rules);
const kube = (name: string, ingress: readonly JsonObject[], app = 'db'): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'prod' },
  spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress },
});
const cnp = (name: string, ingress: readonly JsonObject[], inTier = 'Baseline'): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: { tier: inTier, priority: 1, subject: { pods: { podSelector: { matchLabels: { app: 'db' } } } }, ingress },
});
const everyone = { from: [{ namespaces: {} }] };

type Row = readonly [name: string, manifests: readonly Manifest[], found: readonly string[]];

function check(rows: readonly Row[]): void {
  test.each(rows)('%s', (_name, manifests, found) => {
    expect(findingWords(policyFindings([...cluster, ...manifests]))).toEqual(found);
  });
}

const shadowedP1 = ['RULE-SHADOWED p ingress.1'];

describe('a rule is certainly shadowed', () => {
  check([
    ['by one without criteria', [one(rule('Allow'), rule('Deny', tcp(80)))], shadowedP1],
    ['by a Pass, which ends the tier as well', [one(rule('Pass'), rule('Deny', tcp(80)))], shadowedP1],
    ['by one of its protocol', [one(rule('Allow', { protocol: 'TCP' }), rule('Deny', tcp(80)))], shadowedP1],
    ['by one of the protocol’s number', [one(rule('Allow', { protocol: 6 }), rule('Deny', tcp(80)))], shadowedP1],
    ['by one with more ports', [one(rule('Allow', tcp('1:100')), rule('Deny', tcp(80, '90:95')))], shadowedP1],
    ['by one with the same port name', [one(rule('Allow', tcp('sql')), rule('Deny', tcp('sql')))], shadowedP1],
    [
      'by one with the same source ports',
      [
        one(
          rule('Allow', { protocol: 'TCP', source: { ports: [53] } }),
          rule('Deny', { protocol: 'TCP', source: { ports: [53] } }),
        ),
      ],
      shadowedP1,
    ],
    [
      'by one with a wider net',
      [one(rule('Allow', from({ nets: ['10.0.0.0/8'] })), rule('Deny', from({ nets: ['10.65.0.0/16'] })))],
      shadowedP1,
    ],
    [
      'by one with the same selector in other words',
      [one(rule('Allow', from({ selector: "app=='web'" })), rule('Deny', from({ selector: '(app == "web")' })))],
      shadowedP1,
    ],
    [
      'by one with fewer terms',
      [
        one(
          rule('Allow', from({ selector: "app == 'web'" })),
          rule('Deny', from({ selector: "app == 'web' && has(x)", nets: ['10.65.0.0/16'] })),
        ),
      ],
      ['RULE-SHADOWED p ingress.1', 'SEL-EMPTY-MATCH p ingress.1.source.selector'],
    ],
    [
      'by a policy for all endpoints',
      [policy('a', 1, [rule('Allow')], { selector: 'all()' }), policy('b', 2, [rule('Deny', tcp(80))])],
      ['POLICY-UNREACHABLE b', 'RULE-SHADOWED b ingress.0'],
    ],
    [
      'by a policy with fewer terms',
      [
        policy('a', 1, [rule('Allow', tcp(80))]),
        policy('b', 2, [rule('Deny', tcp(80))], { selector: "app == 'db' && projectcalico.org/namespace == 'prod'" }),
      ],
      ['RULE-SHADOWED b ingress.0'],
    ],
    [
      'by a Kubernetes peer without labels',
      [kube('k', [{ from: [{ podSelector: {} }] }, { from: [{ podSelector: { matchLabels: { app: 'web' } } }] }])],
      ['RULE-SHADOWED prod/k ingress.1'],
    ],
    [
      'in the cluster-wide kinds',
      [cnp('c', [rule('Deny', everyone), rule('Accept', everyone)])],
      ['RULE-SHADOWED c ingress.1'],
    ],
    [
      'by a cluster-wide rule that fails closed',
      [cnp('c', [rule('Deny', { from: [{ nodes: {} }] }), rule('Accept', everyone)])],
      ['CNP-EXPERIMENTAL c ingress.0.from.0', 'RULE-SHADOWED c ingress.1'],
    ],
  ]);
});

describe('a rule is not certainly shadowed', () => {
  check([
    ['by a Log rule', [one(rule('Log'), rule('Deny', tcp(80)))], []],
    ['by one with fewer ports', [one(rule('Allow', tcp(80)), rule('Deny', tcp('80:81')))], []],
    [
      'by one that is limited by notPorts',
      [one(rule('Allow', { protocol: 'TCP', destination: { notPorts: [80] } }), rule('Deny', { protocol: 'TCP' }))],
      [],
    ],
    ['by one of another protocol', [one(rule('Allow', { protocol: 'UDP' }), rule('Deny', tcp(80)))], []],
    [
      'by one with a smaller net',
      [one(rule('Allow', from({ nets: ['10.65.0.0/16'] })), rule('Deny', from({ nets: ['10.0.0.0/8'] })))],
      [],
    ],
    ['by known endpoints, of the unknown', [one(rule('Allow', from({ selector: 'all()' })), rule('Deny'))], []],
    [
      'by a notSelector',
      [one(rule('Allow', from({ notSelector: "app == 'web'", nets: ['10.0.0.0/8'] })), rule('Deny'))],
      [],
    ],
    [
      'in another direction',
      [policy('p', 1, [rule('Allow')], { ...onDb, types: ['Ingress', 'Egress'], egress: [rule('Deny')] })],
      [],
    ],
    [
      'by a rule for other endpoints',
      [policy('a', 1, [rule('Allow')], { selector: "app == 'web'" }), policy('b', 2, [rule('Deny', tcp(80))])],
      [],
    ],
    [
      'by a policy that is not asked about forwarded traffic',
      [
        ...hosts,
        policy('a', 1, [rule('Allow')], { selector: "role == 'node'" }),
        policy('b', 2, [rule('Deny', tcp(80))], { selector: "role == 'node'", applyOnForward: true }),
      ],
      [],
    ],
  ]);
});

describe('a rule is never hit in this design', () => {
  const webFirst = rule('Allow', from({ selector: 'has(app)' }));
  check([
    [
      'where labels of the drawn pods make an earlier one take all',
      [one(webFirst, rule('Deny', from({ selector: "app == 'web'" })))],
      ['RULE-NEVER-HIT p ingress.1'],
    ],
    [
      'where two rules together take all',
      [one(rule('Allow', tcp('1:100')), rule('Allow', tcp('101:65535')), rule('Deny', tcp(50, 200)))],
      ['RULE-NEVER-HIT p ingress.2'],
    ],
    [
      'but not while an address is left, drawn or not',
      [one(webFirst, rule('Deny', from({ nets: ['10.65.2.0/24'] })))],
      [],
    ],
    ['but not where it means the endpoint itself alone', [one(rule('Allow', from({ selector: "app == 'db'" })))], []],
    ['but not where its family has no endpoint', [one(rule('Allow', from({ nets: ['fd00::/8'] })))], []],
    [
      'but not where source ports decide',
      [
        one(
          rule('Allow', { protocol: 'TCP', source: { ports: ['32768:40000'] } }),
          rule('Deny', { protocol: 'TCP', source: { ports: [33000] } }),
        ),
      ],
      [],
    ],
    [
      'but not behind a policy with errors',
      [policy('a', 1, [{ action: 'Allow', protocol: 'nonsense' }]), policy('b', 2, [rule('Deny', tcp(80))])],
      [],
    ],
    [
      'but not in a policy that selects nobody',
      [policy('p', 1, [webFirst, rule('Deny', from({ selector: "app == 'web'" }))], { selector: "app == 'x'" })],
      ['SEL-EMPTY-MATCH p selector'],
    ],
    [
      'but not where loopback is meant',
      [
        ...hosts,
        policy('p', 1, [rule('Allow', { destination: { nets: ['127.0.0.0/8'] } })], { selector: "role == 'node'" }),
      ],
      [],
    ],
    [
      'but not where preDNAT sees an address that nobody has',
      [
        ...hosts,
        policy('p', 1, [rule('Deny', { protocol: 'TCP', destination: { nets: ['10.96.0.0/12'], ports: [443] } })], {
          selector: "role == 'node'",
          preDNAT: true,
          applyOnForward: true,
        }),
      ],
      [],
    ],
  ]);
});

describe('no traffic reaches', () => {
  const own = tier('own', { order: 2_000_000 });
  check([
    [
      'a baseline behind a NetworkPolicy',
      [kube('k', []), cnp('c', [rule('Deny', everyone)])],
      ['POLICY-UNREACHABLE c'],
    ],
    ['a baseline that selects someone else, too', [kube('k', [], 'web'), cnp('c', [rule('Deny', everyone)])], []],
    [
      'a whole tier behind the default one',
      [
        own,
        policy('a', 1, [rule('Allow', tcp(80))]),
        policy('b', 1, [rule('Deny', tcp(81))], { ...onDb, tier: 'own' }),
      ],
      ['TIER-UNREACHABLE own'],
    ],
    [
      'but a Pass does',
      [own, policy('a', 1, [rule('Pass', tcp(80))]), policy('b', 1, [rule('Deny', tcp(80))], { ...onDb, tier: 'own' })],
      [],
    ],
    [
      'but a tier that ends in Pass does',
      [
        tier('first', { order: 1, defaultAction: 'Pass' }),
        policy('a', 1, [rule('Allow', tcp(80))], { ...onDb, tier: 'first' }),
        policy('b', 1, [rule('Deny', tcp(81))]),
      ],
      [],
    ],
  ]);
});

describe('a denial has no effect', () => {
  const onHosts = { selector: "role == 'node'" };
  const near = from({ selector: "app == 'db'" });
  check([
    [
      'where all of it are failsafe ports',
      [...hosts, policy('p', 1, [rule('Deny', tcp(22, 6443))], onHosts)],
      ['DENY-INEFFECTIVE p ingress.0'],
    ],
    ['but has where one is not', [...hosts, policy('p', 1, [rule('Deny', tcp(22, 8080))], onHosts)], []],
    [
      'but has where there are none',
      [felix('default', { failsafeInboundHostPorts: [] }), ...hosts, policy('p', 1, [rule('Deny', tcp(22))], onHosts)],
      [],
    ],
    [
      'where a pod talks to its own node',
      [...hosts, policy('p', 1, [rule('Deny', near)], { selector: "zone == 'a'" })],
      ['DENY-INEFFECTIVE p ingress.0'],
    ],
    ['but has on another node', [...hosts, policy('p', 1, [rule('Deny', near)], onHosts)], []],
    [
      'where a node talks to its own pod',
      [...hosts, one(rule('Deny', from({ selector: "zone == 'a'" })))],
      ['DENY-INEFFECTIVE p ingress.0'],
    ],
    ['but has for another node', [...hosts, one(rule('Deny', from({ selector: "zone == 'b'" })))], []],
  ]);
});

describe('policies', () => {
  check([
    [
      'that say the same',
      [policy('a', 1, [rule('Allow', tcp(80))]), policy('b', 2, [rule('Allow', tcp(80))], { selector: 'app == "db"' })],
      ['POLICY-DUPLICATE b'],
    ],
    [
      'that differ in an order of rules',
      [
        policy('a', 1, [rule('Allow', tcp(80)), rule('Deny', tcp(81))]),
        policy('b', 2, [rule('Deny', tcp(82)), rule('Allow', tcp(83))]),
      ],
      [],
    ],
    [
      'of two namespaces',
      [
        kube('a', []),
        { ...kube('a', []), metadata: { name: 'a', namespace: 'dev' } },
        pod('dev/db', { app: 'db' }, '10.65.9.9'),
      ],
      [],
    ],
    ['that isolate twice', [kube('a', []), kube('b', [])], ['POLICY-DUPLICATE prod/b']],
    [
      'of which one lets through what NetworkPolicies left',
      [kube('k', [{ ports: [{ port: 80 }] }]), policy('late', 2000, [rule('Allow', tcp(81))])],
      ['KNP-RESCUED late ingress.0'],
    ],
    [
      'without order, too',
      [kube('k', []), globalPolicy('late', { ...onDb, types: ['Ingress'], ingress: [rule('Allow')] })],
      ['KNP-RESCUED late ingress.0'],
    ],
    [
      'of which one comes first',
      [kube('k', [{ ports: [{ port: 80 }] }]), policy('early', 10, [rule('Allow', tcp(81))])],
      [],
    ],
    [
      'of which one denies',
      [kube('k', [{ ports: [{ port: 80 }] }]), policy('late', 2000, [rule('Deny', tcp(81))])],
      [],
    ],
    ['of which one is for others', [kube('k', [], 'web'), policy('late', 2000, [rule('Allow', tcp(81))])], []],
    [
      'that are staged take no part',
      [
        calico('StagedGlobalNetworkPolicy', 'p', {
          ...onDb,
          types: ['Ingress'],
          ingress: [rule('Allow'), rule('Deny')],
        }),
        one(rule('Allow', tcp(80))),
      ],
      [],
    ],
  ]);
});

test('what would be done otherwise is worth a warning, what would be the same is not', () => {
  const severity = (second: string): readonly string[] =>
    policyFindings([...cluster, one(rule('Allow'), rule(second, tcp(80)))]).map(({ finding }) => finding.severity);
  expect(severity('Deny')).toEqual(['warning']);
  expect(severity('Allow')).toEqual(['info']);
});

test('who decides before is named', () => {
  const messages = policyFindings([...cluster, kube('k', []), cnp('c', [rule('Deny', everyone)])]);
  expect(messages[0]?.finding.message).toBe(
    'No traffic of this design reaches ClusterNetworkPolicy c in tier kube-baseline: for all whom it selects, the end of tier default decides before. Put it before that, or remove it if that is meant.',
  );
});
