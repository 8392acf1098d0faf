import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';
import { checkResource } from './check-document.ts';

const id = resourceId({ group: '', kind: 'Any', namespace: null, name: 'x' });

/** Findings as `error CODE path`. */
function said(manifest: Manifest, calicoVersion: CalicoVersion = '3.32'): readonly string[] {
  return checkResource({ id, manifest, origin: null }, { ...defaultSettings, calicoVersion }).map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('/')}`.trim(),
  );
}

function calico(kind: string, spec: JsonValue, metadata: JsonObject = { name: 'x' }): Manifest {
  return { apiVersion: 'projectcalico.org/v3', kind, metadata, spec };
}

const gnp = (spec: JsonObject): Manifest => calico('GlobalNetworkPolicy', spec);
const np = (spec: JsonObject): Manifest => calico('NetworkPolicy', spec, { name: 'x', namespace: 'prod' });
const ingress = (rule: JsonObject): Manifest => gnp({ ingress: [{ action: 'Allow', ...rule }] });
const egress = (rule: JsonObject): Manifest => gnp({ egress: [{ action: 'Allow', ...rule }] });

type Row = readonly [rule: string, manifest: Manifest, expected: readonly string[], version?: CalicoVersion];

function checkRows(rows: readonly Row[]): void {
  test.each(rows.map((row) => ({ rule: row[0], text: JSON.stringify(row[1]), row })))('$rule: $text', ({ row }) => {
    const [, manifest, expected, version] = row;
    expect(said(manifest, version)).toEqual(expected);
  });
}

describe('names and labels', () => {
  const named = (kind: string, name: JsonValue, spec: JsonObject = {}): Manifest => calico(kind, spec, { name });
  const labelled = (labels: JsonObject): Manifest => calico('Tier', {}, { name: 'x', labels });
  const pod = (metadata: JsonObject): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata });
  checkRows([
    ['R8.1', pod({ name: 'a.b-c', namespace: 'prod' }), []],
    ['R8.1', pod({ name: 'A', namespace: 'prod' }), ['error NAME-SYNTAX metadata/name']],
    ['R8.1', pod({ namespace: 'prod' }), ['error FIELD-REQUIRED metadata/name']],
    ['R8.1', { apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'system:node' } }, []],
    ['R8.2', named('Tier', 'a.b'), ['error NAME-SYNTAX metadata/name']],
    ['R8.2', named('Tier', 'x'.repeat(63)), []],
    ['R8.2', named('Tier', 'x'.repeat(64)), ['error NAME-SYNTAX metadata/name']],
    ['R8.3', labelled({ 'example.org/a': 'b', c: '' }), []],
    ['R8.3', labelled({ 'a b': 'c' }), ['error LABEL-KEY metadata/labels/a b']],
    ['R8.3', labelled({ a: 'b c' }), ['error LABEL-VALUE metadata/labels/a']],
    ['R8.3', labelled({ a: 1 }), ['error FIELD-TYPE metadata/labels/a']],
    ['R8.4', named('GlobalNetworkPolicy', 'tier.name'), []],
    ['R8.4', named('GlobalNetworkPolicy', 'a.b.c'), ['error NAME-SYNTAX metadata/name']],
    ['R8.4', named('GlobalNetworkPolicy', 'knp.default.x'), ['error NAME-SYNTAX metadata/name']],
    ['R8.4', calico('NetworkPolicy', {}, { name: 'knp.default.a.b', namespace: 'prod' }), []],
    ['R8.5', named('GlobalNetworkPolicy', 'x', { tier: 'mine' }), []],
    ['R8.5', named('GlobalNetworkPolicy', 'x', { tier: 'mine' }), ['error NAME-TIER-PREFIX metadata/name'], '3.31'],
    ['R8.5', named('GlobalNetworkPolicy', 'mine.x', { tier: 'mine' }), [], '3.31'],
    ['R8.5', named('GlobalNetworkPolicy', 'x'), [], '3.31'],
    ['R8.5', named('GlobalNetworkPolicy', 'default.x'), [], '3.31'],
    ['R8.5', named('GlobalNetworkPolicy', 'mine.x'), ['error NAME-TIER-PREFIX metadata/name'], '3.31'],
    [
      'R8.6',
      calico('GlobalNetworkSet', {}, { name: 'x', labels: { 'projectcalico.org/namespace': 'a' } }),
      ['error LABEL-KEY metadata/labels/projectcalico.org/namespace'],
    ],
    ['R8.7', pod({ name: 'x', annotations: { a: 'é'.repeat(131_071) } }), []],
    [
      'R8.7',
      pod({ name: 'x', annotations: { a: 'é'.repeat(131_072) } }),
      ['error ANNOTATIONS-SIZE metadata/annotations'],
    ],
    ['R8.38', calico('Tier', {}, { name: 'x', namespace: 'prod' }), ['error NAMESPACE-FORBIDDEN metadata/namespace']],
    ['R8.38', calico('NetworkPolicy', {}), ['warning NAMESPACE-MISSING metadata/namespace']],
    ['R1.1', calico('StagedGlobalNetworkPolicy', {}), ['error KIND-VERSION'], '3.29'],
    ['R1.1', calico('StagedGlobalNetworkPolicy', {}), [], '3.30'],
  ]);
});

describe('tiers (R8.11)', () => {
  const tier = (name: string, spec: JsonObject): Manifest => calico('Tier', spec, { name });
  checkRows([
    ['own', tier('mine', { order: 1, defaultAction: 'Pass' }), []],
    ['own', tier('mine', { defaultAction: 'Allow' }), ['error VALUE-UNKNOWN spec/defaultAction']],
    ['built in', tier('default', { order: 1_000_000 }), []],
    ['built in', tier('default', { order: 5 }), ['error TIER-BUILT-IN spec/order']],
    ['built in', tier('kube-admin', { order: 1000 }), ['error TIER-BUILT-IN spec/defaultAction']],
    ['not yet built in', tier('kube-admin', { order: 1000 }), [], '3.31'],
    [
      'built in',
      tier('adminnetworkpolicy', { order: 5, defaultAction: 'Pass' }),
      ['error TIER-BUILT-IN spec/order'],
      '3.31',
    ],
    ['no more built in', tier('adminnetworkpolicy', { order: 5, defaultAction: 'Pass' }), []],
  ]);
});

describe('policies', () => {
  const aof = { applyOnForward: true };
  checkRows([
    ['R8.12', gnp({ types: ['Egress', 'Egress'] }), ['error TYPES-TWICE spec/types']],
    ['R8.12', gnp({ types: [] }), ['error LIST-LENGTH spec/types']],
    ['R8.13', gnp({ selector: 'has(a) && global()' }), ['error SELECTOR-GLOBAL spec/selector']],
    ['R8.13', gnp({ namespaceSelector: '!global()' }), ['error SELECTOR-GLOBAL spec/namespaceSelector']],
    ['R8.13', np({ serviceAccountSelector: 'global()' }), ['error SELECTOR-GLOBAL spec/serviceAccountSelector']],
    ['R8.14', gnp({ ...aof, preDNAT: true, doNotTrack: true }), ['error POLICY-HOOK spec/doNotTrack']],
    ['R8.15', gnp({ ...aof, preDNAT: true, egress: [{ action: 'Allow' }] }), ['error POLICY-HOOK spec/egress']],
    ['R8.15', gnp({ ...aof, preDNAT: true, types: ['Egress'] }), ['error POLICY-HOOK spec/types']],
    ['R8.16', gnp({ doNotTrack: true }), ['error POLICY-HOOK spec/applyOnForward']],
    ['R8.16', gnp({ doNotTrack: true, ...aof }), []],
    ['R8.17', gnp({ selector: 'has(a' }), ['error SELECTOR-SYNTAX spec/selector']],
    ['R8.18', calico('StagedGlobalNetworkPolicy', { stagedAction: 'Delete', tier: 'mine', selector: '' }), []],
    [
      'R8.18',
      calico('StagedGlobalNetworkPolicy', { stagedAction: 'Delete', order: 5 }),
      ['error STAGED-DELETE spec/order'],
    ],
    ['R8.18', calico('StagedGlobalNetworkPolicy', { stagedAction: 'Drop' }), ['error VALUE-UNKNOWN spec/stagedAction']],
    ['hints', gnp({ performanceHints: ['Hurry'] }), ['error VALUE-UNKNOWN spec/performanceHints/0']],
    ['R8.40', gnp({ selector: `a == "${'x'.repeat(1024)}"` }), ['warning TEXT-LENGTH spec/selector']],
    ['R8.40', gnp({ selector: `a == "${'x'.repeat(1024)}"` }), ['error TEXT-LENGTH spec/selector'], '3.33'],
    [
      'R8.40',
      gnp({ ingress: Array.from({ length: 1025 }, () => ({ action: 'Allow' })) }),
      ['warning LIST-LENGTH spec/ingress'],
    ],
  ]);
});

describe('rules', () => {
  const at = 'spec/ingress/0';
  const to = 'spec/egress/0/destination';
  checkRows([
    ['R8.20', gnp({ ingress: [{ action: 'deny' }] }), [`error VALUE-UNKNOWN ${at}/action`]],
    ['R8.21', ingress({ notProtocol: 'Tcp' }), [`error PROTOCOL-UNKNOWN ${at}/notProtocol`]],
    ['R8.22', ingress({ destination: { ports: ['http'] } }), []],
    ['R8.22', ingress({ destination: { ports: [80, 'http'] } }), [`error PORT-PROTOCOL ${at}/destination/ports`]],
    [
      'R8.22',
      ingress({ protocol: 'ICMP', source: { notPorts: ['a'] } }),
      [`error PORT-PROTOCOL ${at}/source/notPorts`],
    ],
    ['R8.22', ingress({ protocol: 132, source: { ports: [80] } }), []],
    ['R8.23', ingress({ source: { nets: ['10.0.0.1'] } }), [`error CIDR-MASK ${at}/source/nets/0`]],
    ['R8.23', ingress({ source: { notNets: ['::/0'] } }), [`error CIDR-EVERYTHING ${at}/source/notNets`]],
    [
      'R8.24',
      ingress({ source: { nets: ['10.0.0.0/8'] }, destination: { notNets: ['fd00::/8'] } }),
      [`error IP-VERSION ${at}/destination/notNets`],
    ],
    ['R8.24', ingress({ source: { nets: ['10.0.0.0/8', 'fd00::/8'] } }), [`error IP-VERSION ${at}/source/nets`]],
    ['R8.24', ingress({ ipVersion: 6, source: { nets: ['10.0.0.0/8'] } }), [`error IP-VERSION ${at}/source/nets`]],
    ['R8.25', ingress({ icmp: { type: 8 } }), [`error ICMP-MATCH ${at}/icmp`]],
    ['R8.25', ingress({ protocol: 58, icmp: { type: 128 } }), []],
    ['R8.26', ingress({ protocol: 'ICMP', ipVersion: 6 }), [`error IP-VERSION ${at}/protocol`]],
    ['R8.26', ingress({ notProtocol: 'ICMPv6', ipVersion: 4 }), [`error IP-VERSION ${at}/notProtocol`]],
    ['R8.27', egress({ destination: { services: { name: 's', namespace: 'n' } } }), []],
    ['R8.27', egress({ destination: { services: { name: 's' } } }), [`error FIELD-REQUIRED ${to}/services/namespace`]],
    [
      'R8.27',
      egress({ protocol: 'TCP', destination: { services: { name: 's', namespace: 'n' }, ports: [80] } }),
      [`error SERVICE-MATCH ${to}/services`],
    ],
    ['R8.27', egress({ destination: { services: { name: 's', namespace: 'n' }, selector: '', nets: [] } }), []],
    [
      'R8.27',
      ingress({ destination: { services: { name: 's', namespace: 'n' } } }),
      [`error SERVICE-MATCH ${at}/destination/services`],
    ],
    [
      'R8.29',
      np({ ingress: [{ action: 'Allow', source: { services: { name: 's' } } }] }),
      [`warning SVC-NS-MISSING ${at}/source/services/namespace`],
    ],
    ['R8.13', ingress({ source: { namespaceSelector: ' global() ' } }), []],
    [
      'R8.13',
      ingress({ source: { namespaceSelector: 'global() || has(a)' } }),
      [`error SELECTOR-GLOBAL ${at}/source/namespaceSelector`],
    ],
    ['R8.13', ingress({ source: { selector: 'global()' } }), [`error SELECTOR-GLOBAL ${at}/source/selector`]],
    ['R8.28', ingress({ http: { methods: ['GET'], paths: [{ exact: '/a' }, { prefix: '/b' }] } }), []],
    ['R8.28', egress({ http: {} }), ['error HTTP-MATCH spec/egress/0/http']],
    ['R8.28', ingress({ action: 'Deny', http: {} }), [`error HTTP-MATCH ${at}/http`]],
    ['R8.28', ingress({ protocol: 'UDP', http: {} }), [`error HTTP-MATCH ${at}/http`]],
    ['R8.28', ingress({ http: { methods: ['GET', 'GET'] } }), [`error VALUE-TWICE ${at}/http/methods/1`]],
    ['R8.28', ingress({ http: { paths: [{}] } }), [`error HTTP-MATCH ${at}/http/paths/0`]],
    ['R8.28', ingress({ http: { paths: [{ exact: 'a' }] } }), [`error HTTP-MATCH ${at}/http/paths/0/exact`]],
    ['R8.28', ingress({ http: { paths: [{ prefix: '/a?b' }] } }), [`error HTTP-MATCH ${at}/http/paths/0/prefix`]],
    ['R8.40', ingress({ source: { nets: ['10.0.0.0/8', '10.0.0.0/8'] } }), [`warning VALUE-TWICE ${at}/source/nets/1`]],
    [
      'R8.40',
      ingress({ protocol: 'TCP', source: { ports: Array.from({ length: 51 }, (_, index) => index + 1) } }),
      [`error LIST-LENGTH ${at}/source/ports`],
      '3.33',
    ],
  ]);
});

describe('host endpoints, sets and profiles', () => {
  const endpoint = (spec: JsonObject): Manifest => calico('HostEndpoint', { node: 'n', interfaceName: '*', ...spec });
  checkRows([
    ['R8.30', calico('HostEndpoint', {}), ['error FIELD-REQUIRED spec/node', 'error FIELD-REQUIRED spec']],
    ['R8.30', calico('HostEndpoint', { node: 'n', expectedIPs: ['10.0.0.1'] }), []],
    ['R8.31', endpoint({ interfaceName: 'eth0.100' }), []],
    ['R8.31', endpoint({ interfaceName: 'eth 0' }), ['error VALUE-SYNTAX spec/interfaceName']],
    ['R8.31', endpoint({ interfaceName: 'x'.repeat(16) }), ['error VALUE-SYNTAX spec/interfaceName']],
    ['R8.31', endpoint({ interfaceName: 'cali123' }), ['warning HEP-WORKLOAD-INTERFACE spec/interfaceName']],
    ['R8.32', endpoint({ expectedIPs: ['10.0.0.1', '10.0.0.1'] }), ['error VALUE-TWICE spec/expectedIPs/1']],
    [
      'R8.32',
      endpoint({ profiles: ['a', 'a', '.b'] }),
      ['error VALUE-TWICE spec/profiles/1', 'error NAME-SYNTAX spec/profiles/2'],
    ],
    [
      'R8.33',
      endpoint({ ports: [{ name: 'a', protocol: 'ICMP', port: 1 }] }),
      ['error PORT-PROTOCOL spec/ports/0/protocol'],
    ],
    ['R8.33', endpoint({ ports: [{ name: '1', protocol: 6, port: 1 }] }), ['error PORT-SYNTAX spec/ports/0/name']],
    ['R8.34', calico('GlobalNetworkSet', { nets: ['10.0.0.1', '10.1.2.3/8', 'fd00::1'] }), []],
    ['R1.9', calico('Profile', {}), ['warning PROFILE-READ-ONLY']],
    [
      'R8.3',
      calico('Profile', { labelsToApply: { '.a': 'b' } }, { name: 'kns.prod' }),
      ['error LABEL-KEY spec/labelsToApply/.a'],
    ],
    [
      'R8.22',
      calico('Profile', { egress: [{ action: 'Allow', source: { ports: [1] } }] }, { name: 'kns.prod' }),
      ['error PORT-PROTOCOL spec/egress/0/source/ports'],
    ],
  ]);
});

describe('configuration', () => {
  const felix = (spec: JsonObject, name = 'default'): Manifest => calico('FelixConfiguration', spec, { name });
  const template = (spec: JsonObject): Manifest =>
    calico('KubeControllersConfiguration', { controllers: { node: { hostEndpoint: { templates: [spec] } } } });
  const at = 'spec/controllers/node/hostEndpoint/templates/0';
  const ranges = { routeTableRanges: [{ min: 1, max: 2 }] };
  checkRows([
    [
      'R8.35',
      felix({ failsafeInboundHostPorts: [{ protocol: 'TCP', port: 65536 }] }),
      ['error VALUE-RANGE spec/failsafeInboundHostPorts/0/port'],
    ],
    [
      'R8.36',
      felix({ defaultEndpointToHostAction: 'allow' }),
      ['error VALUE-UNKNOWN spec/defaultEndpointToHostAction'],
    ],
    ['format', felix({ bpfEnabled: 'yes' }), ['error FIELD-TYPE spec/bpfEnabled']],
    ['format', felix({ logSeverityScreen: 'debug', bpfConntrackTimeouts: { tcpSynSent: 'Auto' } }), []],
    ['unknown', felix({ logSeverity: 'debug' }), ['warning FIELD-UNKNOWN spec/logSeverity']],
    [
      'both ranges',
      felix({ ...ranges, routeTableRange: { min: 1, max: 2 } }),
      ['error FIELD-FORBIDDEN spec/routeTableRange'],
    ],
    ['selector', felix({ nodeSelector: 'all()' }), ['error FIELD-FORBIDDEN spec/nodeSelector']],
    ['selector', felix({ nodeSelector: 'all()' }, 'group'), []],
    [
      'version',
      felix({ natOutgoingExclusions: 'IPPoolsOnly' }),
      ['warning FIELD-VERSION spec/natOutgoingExclusions'],
      '3.30',
    ],
    ['R8.37', template({ interfaceCIDRs: ['10.0.0.0/8'], generateName: 'a' }), []],
    ['R8.37', template({ interfacePattern: 'eth.*', generateName: 'A' }), [`error NAME-SYNTAX ${at}/generateName`]],
    ['R8.37', template({ interfacePattern: '*' }), [`error VALUE-SYNTAX ${at}/interfacePattern`]],
    ['R8.37', template({}), [`warning HEP-TEMPLATE-EMPTY ${at}`]],
    ['R8.37', calico('KubeControllersConfiguration', {}), ['error FIELD-REQUIRED spec/controllers']],
    ['version', template({ interfacePattern: 'eth.*' }), [`warning FIELD-VERSION ${at}/interfacePattern`], '3.30'],
  ]);
});

describe('Kubernetes policies', () => {
  const kube = (spec: JsonObject): Manifest => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'x', namespace: 'prod' },
    spec,
  });
  const cluster = (kind: string, spec: JsonObject, name = 'default'): Manifest => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind,
    metadata: { name },
    spec: { subject: { namespaces: {} }, ...(kind.startsWith('Baseline') ? {} : { priority: 1 }), ...spec },
  });
  const cnp = (spec: JsonObject): Manifest => cluster('ClusterNetworkPolicy', { tier: 'Admin', ...spec });
  const out = (rule: JsonObject): Manifest => cnp({ egress: [{ action: 'Deny', to: [{ namespaces: {} }], ...rule }] });
  const admin = (rule: JsonObject): Manifest =>
    cluster('AdminNetworkPolicy', { egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.0/8'] }], ...rule }] });
  const at = 'spec/egress/0';
  checkRows([
    ['R8.50', kube({ policyTypes: ['Ingress', 'Egress', 'Egress'] }), ['error LIST-LENGTH spec/policyTypes']],
    [
      'R8.12',
      calico(
        'StagedKubernetesNetworkPolicy',
        { policyTypes: [], stagedAction: 'Set' },
        { name: 'x', namespace: 'prod' },
      ),
      ['error LIST-LENGTH spec/policyTypes'],
    ],
    ['R8.51', out({ protocols: [{ tcp: { destinationPort: { number: 80 } } }] }), []],
    ['R8.51', out({ protocols: [{ udp: {} }] }), [`error FIELD-REQUIRED ${at}/protocols/0/udp`]],
    ['R8.51', cnp({ priority: null }), ['error FIELD-REQUIRED spec/priority']],
    ['R8.51', out({ action: 'Allow' }), [`error VALUE-UNKNOWN ${at}/action`]],
    ['R8.51', out({ to: [] }), [`error LIST-LENGTH ${at}/to`]],
    ['R8.51', out({ to: [{ namespaces: {}, pods: { podSelector: {} } }] }), [`error FIELD-REQUIRED ${at}/to/0`]],
    ['R8.51', out({ to: [{ pods: {} }] }), [`error FIELD-REQUIRED ${at}/to/0/pods/podSelector`]],
    ['R8.51', out({ to: [{ networks: ['10.0.0.0'] }] }), [`error CIDR-MASK ${at}/to/0/networks/0`]],
    [
      'R7.15',
      out({ to: [{ nodes: {} }] }),
      [`error FIELD-UNKNOWN ${at}/to/0/nodes`, `error FIELD-REQUIRED ${at}/to/0`],
    ],
    ['R8.51', out({ protocols: [] }), [`error LIST-LENGTH ${at}/protocols`]],
    ['R8.51', out({ protocols: [{}] }), [`error FIELD-REQUIRED ${at}/protocols/0`]],
    [
      'R8.51',
      out({ protocols: [{ tcp: { destinationPort: { range: { start: 2, end: 2 } } } }] }),
      [`error PORT-RANGE ${at}/protocols/0/tcp/destinationPort/range`],
    ],
    [
      'R8.51',
      out({ to: [{ networks: ['10.0.0.0/8'] }], protocols: [{ destinationNamedPort: 'http' }] }),
      [`error FIELD-FORBIDDEN ${at}/protocols/0/destinationNamedPort`],
    ],
    ['R7.18', out({ name: 'x'.repeat(101) }), [`error TEXT-LENGTH ${at}/name`]],
    [
      'R7.18',
      cnp({ egress: Array.from({ length: 26 }, () => ({ action: 'Deny', to: [{ namespaces: {} }] })) }),
      ['error LIST-LENGTH spec/egress'],
    ],
    ['R1.1', out({}), ['error KIND-VERSION'], '3.31'],
    ['R7.20', admin({ ports: [{ portNumber: { port: 80 } }, { portRange: { start: 1, end: 2 } }] }), [], '3.31'],
    ['R7.20', admin({ ports: [{ portNumber: {} }] }), [`error FIELD-REQUIRED ${at}/ports/0/portNumber/port`], '3.31'],
    ['R1.1', admin({}), ['error KIND-VERSION']],
    [
      'R7.20',
      cluster('BaselineAdminNetworkPolicy', { ingress: [{ action: 'Pass', from: [{ namespaces: {} }] }] }),
      ['error VALUE-UNKNOWN spec/ingress/0/action'],
      '3.31',
    ],
    ['R8.52', cluster('BaselineAdminNetworkPolicy', {}, 'x'), ['error NAME-SYNTAX metadata/name'], '3.31'],
  ]);
});

test('the same manifest is judged anew for another version', () => {
  const manifest = calico('StagedGlobalNetworkPolicy', {});
  expect([said(manifest, '3.29'), said(manifest, '3.33'), said(manifest, '3.29')].map(({ length }) => length)).toEqual([
    1, 0, 1,
  ]);
});

test('hostile manifests never crash validation', () => {
  const names = ['ingress', 'source', 'ports', 'http', 'paths', 'templates', 'controllers', 'nets', 'to', 'protocols'];
  const kinds = [
    'GlobalNetworkPolicy',
    'HostEndpoint',
    'FelixConfiguration',
    'KubeControllersConfiguration',
    'Profile',
  ];
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 7 },
      fc.constantFrom(null, true, 0, 'TCP', 'global()', '10.0.0.0/8', '1:2', '(?<'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, '__proto__'), tie('value'), { maxKeys: 5 }),
    ),
  }));
  const property = fc.property(fc.constantFrom(...kinds), value, value, (kind, spec, metadata) => {
    expect(() => said({ apiVersion: 'projectcalico.org/v3', kind, spec, metadata })).not.toThrow();
  });
  fc.assert(property, { seed: 8, numRuns: 500 });
});
