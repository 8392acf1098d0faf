import { expect, test } from 'vitest';
import type { FelixConfiguration } from '../model/entities.ts';
import type { Manifest } from '../model/document.ts';
import { readEntity } from '../manifest/read-entity.ts';
import { resourceId } from '../model/ids.ts';
import { identityOf } from '../manifest/identity.ts';
import { failsafeDoors } from './failsafe-doors.ts';
import { lower } from './lower.ts';
import { felix, node } from './testing/design-of.ts';

const ssh = { protocol: 'TCP', port: 22 };
const nodes = [node('n1', '10.0.0.1'), node('n2', '10.0.0.2')];

function doorsOf(manifests: readonly Manifest[], clusterNode: string | null, direction: 'ingress' | 'egress'): string {
  const resources = [...nodes, ...manifests].map((manifest) => ({
    id: resourceId(identityOf(manifest)),
    manifest,
    origin: null,
  }));
  const configurations = resources
    .map(({ id, manifest }) => readEntity(id, manifest).entity)
    .filter((entity): entity is FelixConfiguration => entity.kind === 'felix-configuration');
  const { ports, from } = failsafeDoors(lower(resources), configurations, clusterNode, direction);
  return `${from?.name ?? 'Felix'}: ${ports.length}`;
}

test.each<[what: string, manifests: readonly Manifest[], clusterNode: string | null, doors: string]>([
  ['nothing written', [], 'n1', 'Felix: 9'],
  ['one list for all', [felix('default', { failsafeInboundHostPorts: [ssh] })], 'n1', 'default: 1'],
  ['an empty list is one', [felix('default', { failsafeInboundHostPorts: [] })], null, 'default: 0'],
  ['a list of its own', [felix('node.n1', { failsafeInboundHostPorts: [ssh] })], 'n1', 'node.n1: 1'],
  ['a list of another node', [felix('node.n2', { failsafeInboundHostPorts: [ssh] })], 'n1', 'Felix: 9'],
  [
    'a configuration of its own that says nothing of it',
    [felix('node.n1', { failsafeOutboundHostPorts: [] }), felix('default', { failsafeInboundHostPorts: [ssh] })],
    'n1',
    'default: 1',
  ],
])('inbound doors with %s', (_what, manifests, clusterNode, doors) => {
  expect(doorsOf(manifests, clusterNode, 'ingress')).toBe(doors);
});

test('outbound doors have a list of their own', () => {
  expect(doorsOf([felix('default', { failsafeOutboundHostPorts: [] })], 'n1', 'egress')).toBe('default: 0');
  expect(doorsOf([felix('default', { failsafeOutboundHostPorts: [] })], 'n1', 'ingress')).toBe('Felix: 9');
});
