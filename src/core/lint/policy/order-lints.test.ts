import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Settings } from '../../model/settings.ts';
import { calico, globalPolicy, pod, tier } from '../../policy/testing/design-of.ts';
import { findingWords, policyFindings } from '../testing/policy-findings.ts';

const db = pod('prod/db', { app: 'db' }, '10.65.1.2');
const web = pod('prod/web', { app: 'web' }, '10.65.1.3');
const rules = (action: string): JsonObject => ({
  types: ['Ingress'],
  ingress: [{ action, protocol: 'TCP', destination: { ports: [action.length] } }],
});
const global = (name: string, action: string, spec: JsonObject = {}): Manifest =>
  globalPolicy(name, { selector: "app == 'db'", ...rules(action), ...spec });
const staged = (name: string, spec: JsonObject): Manifest =>
  calico('StagedGlobalNetworkPolicy', name, { selector: "app == 'db'", ...rules('Deny'), ...spec });
const cnp = (name: string, action: string, priority: number, labels: JsonObject = {}): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: {
    tier: 'Admin',
    priority,
    subject: { pods: { podSelector: { matchLabels: labels } } },
    ingress: [
      { action, from: [{ namespaces: {} }], protocols: [{ tcp: { destinationPort: { number: action.length } } }] },
    ],
  },
});
const kube: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'prod' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80 }] }] },
};

type Row = readonly [name: string, manifests: readonly Manifest[], found: readonly string[]];

const rows: readonly Row[] = [
  ['orders that differ', [global('a', 'Allow', { order: 1 }), global('b', 'Deny', { order: 2 })], []],
  [
    'equal orders that disagree',
    [global('a', 'Allow', { order: 1 }), global('b', 'Deny', { order: 1 })],
    ['POL-ORDER-TIE b order'],
  ],
  ['no orders that disagree', [global('a', 'Allow'), global('a-b', 'Deny')], ['POL-ORDER-TIE a order']],
  [
    'equal orders that do the same',
    [global('a', 'Allow', { order: 1 }), global('b', 'Allow', { order: 1, doNotTrack: false })],
    ['POLICY-DUPLICATE b'],
  ],
  [
    'equal orders for different pods',
    [global('a', 'Allow', { order: 1 }), global('b', 'Deny', { order: 1, selector: "app == 'web'" })],
    [],
  ],
  [
    'equal orders in two tiers',
    [
      tier('t', { order: 5, defaultAction: 'Pass' }),
      global('a', 'Allow', { order: 1 }),
      global('b', 'Deny', { order: 1, tier: 't' }),
    ],
    [],
  ],
  [
    'a policy at the order of NetworkPolicies that denies',
    [kube, global('a', 'Deny', { order: 1000 })],
    ['POL-ORDER-TIE prod/k order'],
  ],
  ['equal priorities', [cnp('a', 'Accept', 5), cnp('b', 'Deny', 5)], ['CNP-PRIORITY-TIE b priority']],
  [
    'equal priorities are left open even where both do the same',
    [cnp('a', 'Deny', 5), cnp('b', 'Deny', 5, { app: 'db' })],
    ['CNP-PRIORITY-TIE b priority', 'RULE-SHADOWED b ingress.0'],
  ],
  [
    'equal priorities for different pods',
    [cnp('a', 'Accept', 5, { app: 'db' }), cnp('b', 'Deny', 5, { app: 'web' })],
    [],
  ],
  ['priorities that differ', [cnp('a', 'Accept', 5), cnp('b', 'Deny', 6)], []],

  ['a tier of its own order', [tier('t', { order: 5 })], []],
  ['two tiers of one order', [tier('t', { order: 5 }), tier('u', { order: 5 })], ['TIER-ORDER-TIE u order']],
  ['a tier with the order of a built-in one', [tier('t', { order: 1_000_000 })], ['TIER-ORDER-TIE t order']],
  ['a tier without order', [tier('t', {})], ['TIER-NIL-ORDER t']],
  [
    'two tiers without order',
    [tier('t', {}), tier('u', {})],
    ['TIER-NIL-ORDER t', 'TIER-NIL-ORDER u', 'TIER-ORDER-TIE u order'],
  ],
  ['a built-in tier that is written down', [tier('default', { order: 1_000_000 })], []],

  [
    'a staged policy alone in its tier',
    [tier('t', { order: 5 }), staged('s', { tier: 't' })],
    ['TIER-STAGED-ONLY s tier'],
  ],
  [
    'a staged policy beside one in force',
    [tier('t', { order: 5 }), staged('s', { tier: 't' }), global('a', 'Allow', { tier: 't' })],
    [],
  ],
  [
    'a staged policy beside one in force for others',
    [
      tier('t', { order: 5 }),
      staged('s', { tier: 't' }),
      global('a', 'Allow', { tier: 't', selector: "app == 'web'" }),
    ],
    ['TIER-STAGED-ONLY s tier'],
  ],
];

test.each(rows)('%s', (_name, manifests, found) => {
  expect(findingWords(policyFindings([db, web, ...manifests]))).toEqual(found);
});

test('how names decide hangs on the version', () => {
  const tie = [db, global('a', 'Allow'), global('a-b', 'Deny')];
  const messages = (settings: Partial<Settings>): readonly string[] =>
    policyFindings(tie, settings).map(({ finding }) => finding.message);
  expect(messages({ calicoVersion: '3.32' })[0]).toContain('GlobalNetworkPolicy a-b, then GlobalNetworkPolicy a.');
  expect(messages({ calicoVersion: '3.31' })[0]).toContain('GlobalNetworkPolicy a, then GlobalNetworkPolicy a-b.');
});

test('in a design without endpoints all policies of a tier may meet', () => {
  const tie = [
    global('a', 'Allow', { order: 1 }),
    global('b', 'Deny', { order: 1 }),
    cnp('c', 'Deny', 1),
    cnp('d', 'Deny', 1),
  ];
  expect(findingWords(policyFindings(tie))).toContain('POL-ORDER-TIE b order');
  expect(findingWords(policyFindings(tie))).toContain('CNP-PRIORITY-TIE d priority');
});

test('tiers whose tie can matter are worth a warning', () => {
  const tiers = [tier('t', { order: 5 }), tier('u', { order: 5 })];
  const severities = (manifests: readonly Manifest[]): readonly string[] =>
    policyFindings(manifests).map(({ finding }) => finding.severity);
  expect(severities(tiers)).toEqual(['info']);
  expect(severities([db, ...tiers, global('a', 'Allow', { tier: 't' }), global('b', 'Allow', { tier: 'u' })])[0]).toBe(
    'warning',
  );
});
