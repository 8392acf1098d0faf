import { describe, expect, test } from 'vitest';
import { applyPatch } from '../edit/patch.ts';
import { planCommand } from '../edit/plan-command.ts';
import { problemOf } from '../manifest/positions.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { lower } from '../policy/lower.ts';
import { calico, globalPolicy, hostEndpoint, node, pod, tier } from '../policy/testing/design-of.ts';
import { policyFindings, resourcesOf } from '../lint/testing/policy-findings.ts';
import { policyFixes } from './policy-fixes.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'node' }),
  pod('prod/db', { app: 'db' }, '10.65.1.2'),
  pod('prod/web', { app: 'web' }, '10.65.1.3'),
];
const allow = { action: 'Allow', protocol: 'TCP', destination: { ports: [80] } };
const deny = { action: 'Deny', protocol: 'TCP', destination: { ports: [81] } };
const global = (name: string, spec: JsonObject): Manifest => globalPolicy(name, { selector: "app == 'db'", ...spec });
const one = (name: string, rule: JsonObject, spec: JsonObject = {}): Manifest =>
  global(name, { types: ['Ingress'], ingress: [rule], ...spec });
const kube = (spec: JsonObject): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'prod' },
  spec: { podSelector: {}, ...spec },
});
const cnp = (name: string, action: string, priority: number): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: { tier: 'Admin', priority, subject: { namespaces: {} }, ingress: [{ action, from: [{ namespaces: {} }] }] },
});

function documentOf(manifests: readonly Manifest[]): ClusterDocument {
  return { resources: resourcesOf(manifests), sources: [] };
}

function problemsOf(document: ClusterDocument, code: string): readonly Problem[] {
  return policyFindings(Object.values(document.resources).map(({ manifest }) => manifest)).flatMap(
    ({ resource, finding }) =>
      finding.code === code && resource !== null ? [problemOf(document, resource, finding)] : [],
  );
}

/** `same`: the fix changes no verdict. */
type Row = readonly [
  name: string,
  code: string,
  manifests: readonly Manifest[],
  label: string,
  effect: 'same' | 'other',
];

const mended: readonly Row[] = [
  [
    'dead egress rules',
    'TYPES-DEAD-RULES',
    [global('p', { types: ['Ingress'], egress: [deny] })],
    'Add Egress to spec.types',
    'other',
  ],
  [
    'dead Kubernetes rules',
    'TYPES-DEAD-RULES',
    [kube({ policyTypes: ['Ingress'], egress: [{ ports: [{ port: 80 }] }] })],
    'Add Egress to spec.policyTypes',
    'other',
  ],
  [
    'types that are not said',
    'TYPES-IMPLICIT',
    [global('p', { ingress: [allow] })],
    'Write Ingress into spec.types',
    'same',
  ],
  ['Kubernetes types that are not said', 'TYPES-IMPLICIT', [kube({})], 'Write Ingress into spec.policyTypes', 'same'],
  [
    'ingress that is isolated unawares',
    'KNP-EGRESS-SURPRISE',
    [kube({ egress: [{}] })],
    'Set policyTypes to Egress alone',
    'other',
  ],
  [
    'a notSelector that allows the outside',
    'NOTSEL-EXTERNAL',
    [one('p', { action: 'Allow', source: { notSelector: "app == 'web'" } })],
    'Write notSelector as a selector of known endpoints',
    'other',
  ],
  [
    'a policy for hosts unawares',
    'NS-NEG-HITS-HOSTS',
    [one('p', allow, { selector: '', namespaceSelector: "env != 'x'" })],
    'Add has(projectcalico.org/namespace) to the selector',
    'other',
  ],
  [
    'the same with a selector',
    'NS-NEG-HITS-HOSTS',
    [one('p', allow, { selector: "app != 'x' || has(y)", namespaceSelector: "env != 'x'" })],
    'Add has(projectcalico.org/namespace) to the selector',
    'other',
  ],
  [
    'a rule about hosts unawares',
    'NS-NEG-HITS-HOSTS',
    [one('p', { action: 'Allow', source: { namespaceSelector: "env != 'x'" } })],
    'Add has(projectcalico.org/namespace) to the selector',
    'other',
  ],
  [
    'a shadowed rule',
    'RULE-SHADOWED',
    [global('p', { types: ['Ingress'], ingress: [allow, { ...allow, action: 'Deny' }] })],
    'Remove ingress rule 2',
    'same',
  ],
  [
    'the only rule of an unsaid direction',
    'RULE-SHADOWED',
    [
      global('a', { order: 1, types: ['Egress'], egress: [{ action: 'Allow' }] }),
      global('b', { order: 2, ingress: [allow], egress: [deny] }),
    ],
    'Remove egress rule 1',
    'same',
  ],
  [
    'the only Kubernetes rule of an unsaid direction',
    'RULE-SHADOWED',
    [
      global('a', { order: 1, types: ['Egress'], egress: [{ action: 'Allow' }] }),
      kube({ podSelector: { matchLabels: { app: 'web' } }, ingress: [{}], egress: [{}, {}] }),
    ],
    'Remove egress rule 2',
    'same',
  ],
  [
    'a policy that is there twice',
    'POLICY-DUPLICATE',
    [one('a', allow, { order: 1 }), one('b', allow, { order: 2 })],
    'Remove b',
    'same',
  ],
  ['a tier without order', 'TIER-NIL-ORDER', [tier('t', {})], 'Give tier t the order 6,000,000', 'same'],
  [
    'a tier that ties with default',
    'TIER-ORDER-TIE',
    [tier('t', { order: 1_000_000 })],
    'Give tier t the order 6,000,000',
    'same',
  ],
  [
    'a tier that comes before default by its name',
    'TIER-ORDER-TIE',
    [tier('a', { order: 1_000_000 })],
    'Give tier a the order 500,000',
    'same',
  ],
  [
    'policies of one order',
    'POL-ORDER-TIE',
    [one('a', allow, { order: 5 }), one('b', deny, { order: 5 }), one('c', allow, { order: 5 })],
    'Give 3 policies different orders, as they stand now',
    'same',
  ],
  [
    'policies of one order before others',
    'POL-ORDER-TIE',
    [one('a', allow, { order: 5 }), one('b', deny, { order: 5 }), one('c', allow, { order: 6 })],
    'Give 2 policies different orders, as they stand now',
    'same',
  ],
  [
    'policies without order',
    'POL-ORDER-TIE',
    [one('a', allow), one('b', deny), one('c', allow, { order: 7 })],
    'Give 2 policies different orders, as they stand now',
    'same',
  ],
  [
    'cluster-wide policies of one priority',
    'CNP-PRIORITY-TIE',
    [cnp('a', 'Accept', 5), cnp('b', 'Deny', 5)],
    'Give b the priority 6',
    'same',
  ],
];

describe('mends', () => {
  test.each(mended)('%s', (_name, code, manifests, label, effect) => {
    const document = documentOf([...cluster, ...manifests]);
    const problems = problemsOf(document, code);
    expect(problems).toHaveLength(1);
    const fix = policyFixes[code]?.(problems[0]!, document);
    expect(fix?.label).toBe(label);
    const planned = planCommand(document, fix!.command);
    expect(planned.ok).toBe(true);
    if (!planned.ok) return;
    const after = applyPatch(document, planned.value);
    expect(problemsOf(after, code)).toEqual([]);
    if (effect === 'same') expect(verdictsOf(after)).toEqual(verdictsOf(document));
  });

  test('every code of its table', () => {
    expect([...new Set(mended.map(([, code]) => code))].sort()).toEqual(Object.keys(policyFixes).sort());
  });
});

function verdictsOf({ resources }: ClusterDocument): unknown {
  const { summaries, apart, sameNode, own } = evaluateAll(lower(Object.values(resources)));
  return [apart, sameNode, own].map((list) => [...list].map((index) => summaries[index]));
}

const left: readonly (readonly [name: string, code: string, manifests: readonly Manifest[]])[] = [
  [
    'an order between NetworkPolicies, which have none of their own',
    'POL-ORDER-TIE',
    [kube({ policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 80 }] }] }), one('a', deny, { order: 1000 })],
  ],
  [
    'a priority whose next one is taken',
    'CNP-PRIORITY-TIE',
    [cnp('a', 'Accept', 5), cnp('b', 'Deny', 5), cnp('c', 'Pass', 6)],
  ],
  ['the highest priority', 'CNP-PRIORITY-TIE', [cnp('a', 'Accept', 1000), cnp('b', 'Deny', 1000)]],
];

describe('leaves to the author', () => {
  test.each(left)('%s', (_name, code, manifests) => {
    const document = documentOf([...cluster, ...manifests]);
    const [problem] = problemsOf(document, code);
    expect(problem).toBeDefined();
    expect(policyFixes[code]?.(problem!, document)).toBeNull();
  });

  test('a cluster-wide peer that also means hosts', () => {
    const peer = { namespaces: { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['x'] }] } };
    const policy: Manifest = {
      ...cnp('a', 'Accept', 5),
      spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Accept', from: [peer] }] },
    };
    const document = documentOf([...cluster, policy]);
    const [problem] = problemsOf(document, 'NS-NEG-HITS-HOSTS');
    expect(policyFixes['NS-NEG-HITS-HOSTS']?.(problem!, document)).toBeNull();
  });

  test.each(Object.entries(policyFixes))('a problem of an object that is gone: %s', (code, make) => {
    const [gone] = Object.values(documentOf([calico('Tier', 't', {})]).resources);
    const problem: Problem = { severity: 'info', code, message: '', path: ['spec'], resource: gone!.id, place: null };
    expect(make(problem, documentOf([]))).toBeNull();
  });
});
