import { describe, expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { applyPatch } from '../edit/patch.ts';
import { planCommand } from '../edit/plan-command.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { calico, felix, globalPolicy, hostEndpoint, namespace, node, pod, tier } from '../policy/testing/design-of.ts';
import { resourcesOf } from '../lint/testing/policy-findings.ts';
import { validationFixes } from './validation-fixes.ts';

const design = (calicoVersion: CalicoVersion): Manifest => ({
  apiVersion: 'firewright.dev/v1',
  kind: 'Design',
  metadata: { name: 'design' },
  spec: { settings: { calicoVersion } },
});
const global = (rule: JsonObject, spec: JsonObject = {}): Manifest =>
  globalPolicy('p', { types: ['Ingress'], ingress: [{ action: 'Allow', ...rule }], ...spec });
const ports = (...list: readonly (string | number)[]): Manifest =>
  global({ protocol: 'TCP', destination: { ports: list } });
const nets = (...list: readonly string[]): Manifest => global({ source: { nets: list } });
const prod = namespace('prod');
const namespaced = (rule: JsonObject): Manifest =>
  calico('NetworkPolicy', 'p', { types: ['Egress'], egress: [{ action: 'Allow', ...rule }] }, { namespace: 'prod' });
const staged = (spec: JsonObject): Manifest => calico('StagedGlobalNetworkPolicy', 'p', spec);
const kube = (spec: JsonObject, metadata: JsonObject = { namespace: 'prod' }): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', ...metadata },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec },
});
const cnp = (action: string): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'c' },
  spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ingress: [{ action, from: [{ namespaces: {} }] }] },
});

function documentOf(manifests: readonly Manifest[]): ClusterDocument {
  return { resources: resourcesOf(manifests), sources: [] };
}

function problemsOf(document: ClusterDocument, code: string): readonly Problem[] {
  return checkDocument(document).filter((problem) => problem.code === code);
}

type Row = readonly [name: string, code: string, manifests: readonly Manifest[], label: string];

const mended: readonly Row[] = [
  ['a range with a dash', 'PORT-DASH-RANGE', [ports(22, '80-90')], 'Write 80:90'],
  ['a range with a dash, backwards', 'PORT-DASH-RANGE', [ports('90 - 80')], 'Write 80:90'],
  ['a range that runs backwards', 'PORT-RANGE', [ports('90:80')], 'Write 80:90'],
  ['a port number in quotes', 'PORT-SYNTAX', [prod, kube({ ingress: [{ ports: [{ port: '80' }] }] })], 'Write 80'],
  ['host bits', 'CIDR-HOST-BITS', [nets('10.1.2.3/8')], 'Write 10.0.0.0/8'],
  ['a bare address', 'CIDR-MASK', [nets('10.1.2.3')], 'Write 10.1.2.3/32'],
  ['a bare IPv6 address', 'CIDR-MASK', [nets('fd00::1')], 'Write fd00::1/128'],
  [
    'a bare address of a Kubernetes block',
    'CIDR-MASK',
    [prod, kube({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1' } }] }] })],
    'Write 10.0.0.1/32',
  ],
  ['a protocol in small letters', 'PROTOCOL-UNKNOWN', [global({ protocol: 'tcp' })], 'Write TCP'],
  ['an action in small letters', 'VALUE-UNKNOWN', [global({ action: 'allow' })], 'Write Allow'],
  ['what the other API calls it', 'VALUE-UNKNOWN', [global({ action: 'Accept' })], 'Write Allow'],
  ['and the other way round', 'VALUE-UNKNOWN', [cnp('Allow')], 'Write Accept'],
  ['a direction in small letters', 'VALUE-UNKNOWN', [global({}, { types: ['ingress'] })], 'Write Ingress'],
  ['a label that is a number', 'FIELD-TYPE', [namespace('a', { version: 2 })], 'Write 2'],
  [
    'a selector with a single =',
    'SELECTOR-SYNTAX',
    [global({}, { selector: "app = 'a=b' & has(x)" })],
    "Write app == 'a=b' && has(x)",
  ],
  [
    'a selector with line breaks',
    'SELECTOR-SYNTAX',
    [global({}, { selector: "app == 'a'\n|| has(b)\n" })],
    "Write app == 'a' || has(b)",
  ],
  ['a direction twice', 'TYPES-TWICE', [global({}, { types: ['Ingress', 'Ingress'] })], 'Write Ingress'],
  [
    'a value twice',
    'VALUE-TWICE',
    [node('n1', '10.0.0.1'), hostEndpoint('h', 'n1', { expectedIPs: ['10.0.0.1', '10.0.0.1'] })],
    'Remove it from expectedIPs',
  ],
  ['an unknown field', 'FIELD-UNKNOWN', [global({}, { namespaceselector: 'all()' })], 'Remove namespaceselector'],
  [
    'content of what is to be deleted',
    'STAGED-DELETE',
    [staged({ stagedAction: 'Delete', selector: 'all()' })],
    'Remove selector',
  ],
  [
    'a namespace of what is in none',
    'NAMESPACE-FORBIDDEN',
    [prod, calico('GlobalNetworkPolicy', 'p', { types: ['Ingress'] }, { namespace: 'prod' })],
    'Remove namespace',
  ],
  [
    'a label that Calico sets',
    'LABEL-KEY',
    [calico('GlobalNetworkSet', 's', { nets: [] }, { labels: { 'projectcalico.org/namespace': 'x' } })],
    'Remove projectcalico.org/namespace',
  ],
  ['an empty list of types', 'LIST-LENGTH', [global({}, { types: [] })], 'Remove types'],
  [
    'a name without its tier',
    'NAME-TIER-PREFIX',
    [design('3.31'), tier('t', { order: 5 }), global({}, { tier: 't' })],
    'Rename to t.p',
  ],
  ['the order of a built-in tier', 'TIER-BUILT-IN', [tier('default', { order: 7 })], 'Write 1,000,000'],
  [
    'the end of a built-in tier',
    'TIER-BUILT-IN',
    [tier('kube-baseline', { order: 10_000_000, defaultAction: 'Deny' })],
    'Write Pass',
  ],
  ['a tier that is not there', 'TIER-UNKNOWN', [global({}, { tier: 'front' })], 'Create tier front'],
  ['a namespace that is not there', 'NAMESPACE-UNKNOWN', [pod('shop/a', {}, null)], 'Create namespace shop'],
  ['a namespace that is not said', 'NAMESPACE-MISSING', [kube({}, {})], 'Write namespace default'],
  [
    'a service without its namespace',
    'SVC-NS-MISSING',
    [prod, namespaced({ destination: { services: { name: 's' } } })],
    'Write namespace prod',
  ],
  ['preDNAT without applyOnForward', 'POLICY-HOOK', [global({}, { preDNAT: true })], 'Set applyOnForward to true'],
  [
    'preDNAT with the type Egress',
    'POLICY-HOOK',
    [global({}, { preDNAT: true, applyOnForward: true, types: ['Ingress', 'Egress'] })],
    'Set types to Ingress alone',
  ],
];

describe('mends', () => {
  test.each(mended)('%s', (_name, code, manifests, label) => {
    const document = documentOf(manifests);
    const [problem, ...others] = problemsOf(document, code);
    expect(problem).toBeDefined();
    const fix = validationFixes[code]?.(problem!, document);
    expect(fix?.label).toBe(label);
    const planned = planCommand(document, fix!.command);
    expect(planned.ok).toBe(true);
    if (!planned.ok) return;
    const after = applyPatch(document, planned.value);
    expect(problemsOf(after, code)).toHaveLength(others.length);
    expect(checkDocument(after).length).toBeLessThan(checkDocument(document).length);
  });

  test('every code of its table', () => {
    expect([...new Set(mended.map(([, code]) => code))].sort()).toEqual(Object.keys(validationFixes).sort());
  });
});

const left: readonly (readonly [name: string, code: string, manifests: readonly Manifest[]])[] = [
  ['a port that does not exist', 'PORT-DASH-RANGE', [ports('80-99999')]],
  ['a port above all', 'PORT-RANGE', [ports(70000)]],
  ['a protocol that nobody knows', 'PROTOCOL-UNKNOWN', [global({ protocol: 'quic' })]],
  ['an action that nobody knows', 'VALUE-UNKNOWN', [global({ action: 'Refuse' })]],
  ['a selector that stays wrong', 'SELECTOR-SYNTAX', [global({}, { selector: "app = 'a' &&" })]],
  ['another label that is not valid', 'LABEL-KEY', [namespace('a', { 'x/y/z': '' })]],
  [
    'a name that has its dot already',
    'NAME-TIER-PREFIX',
    [design('3.31'), tier('t', { order: 5 }), { ...global({}, { tier: 't' }), metadata: { name: 'a.b' } }],
  ],
  [
    'a prefixed name that is taken',
    'NAME-TIER-PREFIX',
    [
      design('3.31'),
      tier('t', { order: 5 }),
      global({}, { tier: 't' }),
      { ...global({}, { tier: 't' }), metadata: { name: 't.p' } },
    ],
  ],
  ['a tier whose name cannot be', 'TIER-UNKNOWN', [global({}, { tier: 'a.b' })]],
  [
    'two hooks that exclude each other',
    'POLICY-HOOK',
    [global({}, { preDNAT: true, doNotTrack: true, applyOnForward: true })],
  ],
  ['a list that is too long', 'LIST-LENGTH', [prod, kube({ policyTypes: ['Ingress', 'Egress', 'Ingress'] })]],
  ['a field of another type', 'FIELD-TYPE', [felix('default', { bpfEnabled: 'yes' })]],
];

describe('leaves to the author', () => {
  test.each(left)('%s', (_name, code, manifests) => {
    const document = documentOf(manifests);
    const [problem] = problemsOf(document, code);
    expect(problem).toBeDefined();
    expect(validationFixes[code]?.(problem!, document)).toBeNull();
  });

  test.each(Object.entries(validationFixes))('a problem of an object that is gone: %s', (code, make) => {
    const [gone] = Object.values(documentOf([ports(80)]).resources);
    const problem: Problem = {
      severity: 'error',
      code,
      message: '',
      path: [],
      resource: gone!.id,
      place: null,
    };
    expect(make(problem, documentOf([]))).toBeNull();
  });
});
