import { describe, expect, test } from 'vitest';
import type { Manifest, Resource } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { defaultSettings } from '../model/settings.ts';
import { validateDesign } from './validate-design.ts';

function resource(apiVersion: string, kind: string, name: string, fields: JsonObject, namespace?: string): Resource {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const metadata: JsonObject = namespace === undefined ? { name } : { name, namespace };
  const manifest: Manifest = { apiVersion, kind, metadata, ...fields };
  return { id: resourceId({ group, kind, namespace: namespace ?? null, name }), manifest, origin: null };
}

const calico = (kind: string, name: string, spec: JsonObject = {}): Resource =>
  resource('projectcalico.org/v3', kind, name, { spec });
const core = (kind: string, name: string, fields: JsonObject = {}, namespace?: string): Resource =>
  resource('v1', kind, name, fields, namespace);
const node = (name: string, address: string): Resource =>
  core('Node', name, { status: { addresses: [{ type: 'InternalIP', address }] } });
const endpoint = (name: string, onNode: string, spec: JsonObject = {}): Resource =>
  calico('HostEndpoint', name, { node: onNode, interfaceName: '*', ...spec });
const pod = (name: string, ip: string, spec: JsonObject = {}): Resource =>
  core('Pod', name, { spec, status: { podIP: ip } }, 'default');

function said(resources: readonly Resource[], calicoVersion: CalicoVersion = '3.32'): readonly string[] {
  return validateDesign(resources, { ...defaultSettings, calicoVersion }).map(
    ({ resource, finding }) => `${finding.severity} ${finding.code} ${resource} ${finding.path.join('/')}`,
  );
}

describe('what is named must be there', () => {
  const policy = (tier: string): Resource => calico('GlobalNetworkPolicy', 'p', { tier });
  const unknownTier = 'error TIER-UNKNOWN GlobalNetworkPolicy.projectcalico.org/p spec/tier';
  const cases: readonly [what: string, resources: readonly Resource[], expected: readonly string[], CalicoVersion?][] =
    [
      ['a tier of the design', [policy('mine'), calico('Tier', 'mine')], []],
      ['a tier that is not', [policy('mine')], [unknownTier]],
      ['a built-in tier', [policy('kube-admin')], []],
      ['a tier not yet built in', [policy('kube-admin')], [unknownTier], '3.31'],
      ['the node of a host endpoint', [endpoint('h', 'n1'), node('n1', '10.0.0.1')], []],
      [
        'a node that is not',
        [endpoint('h', 'n1')],
        ['warning HEP-NODE-UNKNOWN HostEndpoint.projectcalico.org/h spec/node'],
      ],
      [
        'the node of a pod',
        [pod('a', '10.0.0.1', { nodeName: 'n1' })],
        ['warning POD-NODE-UNKNOWN Pod/default/a spec/nodeName'],
      ],
      [
        'the node of a workload',
        [resource('apps/v1', 'Deployment', 'w', { spec: { template: { spec: { nodeName: 'n1' } } } }, 'default')],
        ['warning POD-NODE-UNKNOWN Deployment.apps/default/w spec/template/spec/nodeName'],
      ],
      [
        'profiles',
        [
          node('n1', '10.0.0.1'),
          core('ServiceAccount', 'sa', {}, 'default'),
          endpoint('h', 'n1', {
            profiles: ['projectcalico-default-allow', 'kns.default', 'ksa.default.sa', 'kns.prod', 'own'],
          }),
          calico('Profile', 'own'),
        ],
        ['warning HEP-PROFILE-UNKNOWN HostEndpoint.projectcalico.org/h spec/profiles/3'],
      ],
      [
        'namespaces, each once',
        [core('Pod', 'a', {}, 'prod'), core('Pod', 'b', {}, 'prod'), core('Pod', 'c', {}, 'kube-system')],
        ['warning NAMESPACE-UNKNOWN Pod/prod/a metadata/namespace'],
      ],
      ['a namespace of the design', [core('Pod', 'a', {}, 'prod'), core('Namespace', 'prod')], []],
    ];
  test.each(cases)('%s', (_what, resources, expected, version) => {
    expect(said(resources, version)).toEqual(expected);
  });
});

describe('an address has one owner', () => {
  const [n1, n2] = [node('n1', '10.0.0.1'), node('n2', '10.0.0.2')];
  const expectedIPs = ['10.0.0.9'];
  const cases: readonly [what: string, resources: readonly Resource[], expected: readonly string[]][] = [
    ['two pods', [pod('a', '10.0.0.1'), pod('b', '10.0.0.1')], ['warning ADDRESS-SHARED Pod/default/b status']],
    ['a pod on the network of its node', [pod('a', '10.0.0.1'), pod('b', '10.0.0.1', { hostNetwork: true })], []],
    ['a node and a pod', [n1, pod('a', '10.0.0.1')], []],
    ['two nodes', [n1, node('n3', '10.0.0.1')], ['warning ADDRESS-SHARED Node/n3 status/addresses']],
    [
      'host endpoints of one node',
      [n1, endpoint('a', 'n1', { expectedIPs }), endpoint('b', 'n1', { expectedIPs })],
      [],
    ],
    [
      'host endpoints of two nodes',
      [n1, n2, endpoint('a', 'n1', { expectedIPs }), endpoint('b', 'n2', { expectedIPs })],
      ['warning ADDRESS-SHARED HostEndpoint.projectcalico.org/b spec/expectedIPs'],
    ],
  ];
  test.each(cases)('%s', (_what, resources, expected) => {
    expect(said(resources)).toEqual(expected);
  });
});
