import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { Entity } from '../model/entities.ts';
import { resourceId } from '../model/ids.ts';
import type { JsonValue } from '../model/json.ts';
import { groupAndKind, readEntity } from './read-entity.ts';

const id = resourceId({ group: '', kind: 'Any', namespace: null, name: 'x' });

function read(apiVersion: string, kind: string): Entity {
  return readEntity(id, { apiVersion, kind, metadata: { name: 'x' } }).entity;
}

describe('the reader is chosen by group and kind', () => {
  const cases: readonly [apiVersion: string, kind: string, entity: Entity['kind']][] = [
    ['v1', 'Node', 'cluster-node'],
    ['v1', 'Namespace', 'namespace'],
    ['v1', 'ServiceAccount', 'service-account'],
    ['v1', 'Service', 'service'],
    ['v1', 'Pod', 'pod'],
    ['apps/v1', 'Deployment', 'pod'],
    ['apps/v1', 'DaemonSet', 'pod'],
    ['apps/v1', 'StatefulSet', 'pod'],
    ['apps/v1', 'ReplicaSet', 'pod'],
    ['batch/v1', 'Job', 'pod'],
    ['batch/v1', 'CronJob', 'pod'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'kube-network-policy'],
    ['projectcalico.org/v3', 'NetworkPolicy', 'calico-policy'],
    ['crd.projectcalico.org/v1', 'NetworkPolicy', 'calico-policy'],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy', 'calico-policy'],
    ['projectcalico.org/v3', 'StagedGlobalNetworkPolicy', 'calico-policy'],
    ['projectcalico.org/v3', 'StagedNetworkPolicy', 'calico-policy'],
    ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy', 'kube-network-policy'],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 'unmodelled-policy'],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 'unmodelled-policy'],
    ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', 'unmodelled-policy'],
    ['projectcalico.org/v3', 'Tier', 'tier'],
    ['projectcalico.org/v3', 'HostEndpoint', 'host-endpoint'],
    ['projectcalico.org/v3', 'NetworkSet', 'network-set'],
    ['projectcalico.org/v3', 'GlobalNetworkSet', 'network-set'],
    ['projectcalico.org/v3', 'IPPool', 'ip-pool'],
    ['projectcalico.org/v3', 'Profile', 'profile'],
    ['projectcalico.org/v3', 'FelixConfiguration', 'felix-configuration'],
    ['projectcalico.org/v3', 'KubeControllersConfiguration', 'kube-controllers-configuration'],
    ['firewright.dev/v1', 'ExternalNetwork', 'external-network'],
    ['firewright.dev/v1', 'Design', 'design'],
    ['v1', 'NetworkPolicy', 'other'],
    ['v1', 'ConfigMap', 'other'],
    ['example.org/v1', 'Pod', 'other'],
  ];
  test.each(cases)('%s %s is %s', (apiVersion, kind, entity) => {
    expect(read(apiVersion, kind).kind).toBe(entity);
  });
});

test('a kind that only passes through keeps its name and labels', () => {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: { a: 'b' } } };
  expect(readEntity(id, manifest)).toEqual({
    entity: { kind: 'other', id, name: 'x', labels: new Map([['a', 'b']]), manifestKind: 'ConfigMap' },
    findings: [],
  });
});

test('what decides on the reader is never anything but text', () => {
  expect(groupAndKind({ apiVersion: 7, kind: [] })).toEqual({ group: '', kind: '' });
  expect(groupAndKind({ apiVersion: 'extensions/v1beta1', kind: 'NetworkPolicy' }).group).toBe('networking.k8s.io');
});

describe('a manifest is read once', () => {
  const manifest: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', labels: { app: 'web' } } };

  test('and the second time the same reading comes back', () => {
    expect(readEntity(id, manifest)).toBe(readEntity(id, manifest));
  });

  test('but an edited one is read anew, and the one before the edit is still what it was', () => {
    const before = readEntity(id, manifest).entity;
    const edited = readEntity(id, { ...manifest, metadata: { name: 'x', labels: { app: 'db' } } }).entity;
    expect([before.labels, edited.labels]).toEqual([new Map([['app', 'web']]), new Map([['app', 'db']])]);
    expect(readEntity(id, manifest).entity.labels).toEqual(before.labels);
  });

  test('but under another identity it is read anew', () => {
    const other = resourceId({ group: '', kind: 'Any', namespace: null, name: 'y' });
    expect([readEntity(id, manifest), readEntity(other, manifest)].map(({ entity }) => entity.id)).toEqual([id, other]);
  });
});

test('a policy carries its errors and no warnings', () => {
  const spec = { selector: 'a ==', ingress: [{ action: 'Allow', protocol: 'tcp' }] };
  const manifest = { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'x' }, spec };
  const { entity, findings } = readEntity(id, manifest);
  expect(findings.map(({ code }) => code)).toEqual(['SELECTOR-SYNTAX', 'PROTOCOL-UNKNOWN']);
  expect(entity.kind === 'calico-policy' && entity.errors).toEqual(findings);
});

describe('hostile manifests never crash a reader', () => {
  const kinds: readonly [apiVersion: string, kind: string, fields: readonly string[]][] = [
    ['v1', 'Node', ['interfaces', 'tunnelIPs', 'addresses', 'status']],
    ['v1', 'Pod', ['containers', 'ports', 'name', 'protocol', 'containerPort', 'nodeName', 'podIPs']],
    ['batch/v1', 'CronJob', ['jobTemplate', 'spec', 'template', 'metadata', 'labels']],
    ['networking.k8s.io/v1', 'NetworkPolicy', ['podSelector', 'ingress', 'egress', 'from', 'ports', 'ipBlock', 'cidr']],
    [
      'projectcalico.org/v3',
      'GlobalNetworkPolicy',
      ['ingress', 'egress', 'source', 'ports', 'selector', 'action', 'types'],
    ],
    ['policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', ['subject', 'pods', 'namespaces', 'ingress', 'tier']],
    ['projectcalico.org/v3', 'HostEndpoint', ['node', 'expectedIPs', 'ports', 'profiles', 'name', 'protocol', 'port']],
    ['projectcalico.org/v3', 'FelixConfiguration', ['failsafeInboundHostPorts', 'protocol', 'port', 'net']],
    ['projectcalico.org/v3', 'KubeControllersConfiguration', ['controllers', 'node', 'hostEndpoint', 'templates']],
  ];
  test.each(kinds)('%s %s', (apiVersion, kind, fields) => {
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, true, 0, -1, 1e300, '', 'TCP', 'all()', '10.0.0.0/8', '__proto__'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...fields, '__proto__', 'constructor'), tie('value'), { maxKeys: 5 }),
      ),
    }));
    const property = fc.property(value, value, value, (spec, metadata, status) => {
      const { entity, findings } = readEntity(id, { apiVersion, kind, spec, metadata, status });
      expect(entity.id).toBe(id);
      expect(findings.every(({ message }) => message.endsWith('.'))).toBe(true);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });
});
