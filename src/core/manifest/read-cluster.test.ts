import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import { labelsOf, noLabels } from '../selector/labels.ts';
import { readEntity } from './read-entity.ts';

const id = resourceId({ group: '', kind: 'Node', namespace: null, name: 'n1' });
const v4 = (value: number): object => ({ family: 4, value });

function node(fields: Manifest): ReturnType<typeof readEntity> {
  return readEntity(id, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, ...fields });
}

test('a node has its addresses, internal ones first, and no host names', () => {
  const addresses = [
    { type: 'Hostname', address: 'n1' },
    { type: 'ExternalIP', address: '203.0.113.1' },
    { type: 'InternalIP', address: '10.0.0.1' },
    { type: 'InternalIP', address: '::1' },
  ];
  expect(node({ status: { addresses } })).toEqual({
    entity: {
      kind: 'cluster-node',
      id,
      name: 'n1',
      labels: noLabels,
      addresses: [
        { type: 'internal', address: v4(0x0a000001) },
        { type: 'internal', address: { family: 6, value: 1n } },
        { type: 'external', address: v4(0xcb007101) },
      ],
      interfaces: [],
      tunnelAddresses: [],
      tunnelSources: { ipip: [], vxlan: [] },
      subnets: [],
    },
    findings: [],
  });
});

test('a node has the designer’s interfaces and tunnel addresses behind those of calico/node, in the order of R1.22', () => {
  const annotations = {
    'projectcalico.org/IPv4IPIPTunnelAddr': '10.0.0.3',
    'projectcalico.org/IPv4VXLANTunnelAddr': '10.0.0.4',
    'projectcalico.org/IPv4Address': '10.0.0.1/24',
    'projectcalico.org/IPv4WireguardInterfaceAddr': '10.0.0.5',
  };
  const spec = { interfaces: [{ name: 'eth0', addresses: ['10.0.0.1'] }], tunnelIPs: ['10.0.0.9'] };
  const { entity, findings } = node({ metadata: { name: 'n1', annotations }, spec });
  expect(findings).toEqual([]);
  expect(entity).toMatchObject({
    interfaces: [{ name: 'eth0', addresses: [v4(0x0a000001)] }],
    tunnelAddresses: [1, 3, 4, 5, 9].map((last) => v4(0x0a000000 + last)),
    tunnelSources: {
      ipip: [v4(0x0a000003), v4(0x0a000009)],
      vxlan: [v4(0x0a000004), v4(0x0a000009)],
    },
    subnets: [{ base: v4(0x0a000000), prefix: 24 }],
  });
});

describe('what cannot be read of a node is reported and left out', () => {
  const cases: readonly [fields: Manifest, severity: string, code: string, path: string][] = [
    [
      { status: { addresses: [{ type: 'InternalIP', address: 'n1' }] } },
      'error',
      'ADDRESS-SYNTAX',
      'status/addresses/0/address',
    ],
    [{ spec: { interfaces: [{ addresses: [] }] } }, 'error', 'FIELD-REQUIRED', 'spec/interfaces/0/name'],
    [{ spec: { tunnelIPs: ['10.0.0.0/8'] } }, 'error', 'ADDRESS-SYNTAX', 'spec/tunnelIPs/0'],
  ];
  test.each(cases)('%j', (fields, severity, code, path) => {
    const { entity, findings } = node(fields);
    expect(findings.map((finding) => [finding.severity, finding.code, finding.path.join('/')])).toEqual([
      [severity, code, path],
    ]);
    expect(entity).toMatchObject({ addresses: [], tunnelAddresses: [] });
  });
});

test('a namespace has its name as a label, whatever the file says', () => {
  const labels = { env: 'prod', 'kubernetes.io/metadata.name': 'spoofed' };
  const { entity } = readEntity(id, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod', labels } });
  expect(entity.labels).toEqual(labelsOf({ env: 'prod', 'kubernetes.io/metadata.name': 'prod' }));
});

test('an account and a service are in the namespace default unless they say another', () => {
  const read = (kind: string, metadata: Manifest): unknown =>
    readEntity(id, { apiVersion: 'v1', kind, metadata }).entity;
  expect(read('ServiceAccount', { name: 'a' })).toMatchObject({ kind: 'service-account', namespace: 'default' });
  expect(read('Service', { name: 's', namespace: 'prod' })).toMatchObject({ kind: 'service', namespace: 'prod' });
});
