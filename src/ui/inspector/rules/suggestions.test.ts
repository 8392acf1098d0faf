import { expect, test } from 'vitest';
import { openDesign } from '../../../core/file/design-file.ts';
import { readEntity } from '../../../core/manifest/read-entity.ts';
import { parseEntry } from './list-entries.ts';
import { suggestionsOf } from './suggestions.ts';

const text = `
apiVersion: v1
kind: Node
metadata: {name: a}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: InternalIP, address: 'fd00::1'}]}
---
apiVersion: v1
kind: Node
metadata: {name: b}
status: {addresses: [{type: InternalIP, address: 10.0.0.2}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: prod}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod}
spec: {containers: [{name: a, image: x, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: {name: office}
spec: {nets: [203.0.113.0/24]}
---
apiVersion: projectcalico.org/v3
kind: IPPool
metadata: {name: pods}
spec: {cidr: 10.65.0.0/16}
`;
const entities = Object.values(openDesign([{ name: 'a.yaml', text }]).document.resources).map(
  ({ id, manifest }) => readEntity(id, manifest).entity,
);

test('ports come from the usual services and from the names in the design', () => {
  const ports = suggestionsOf('ports', entities);
  expect(ports[0]).toEqual({ label: 'SSH · TCP 22', entries: ['22'], protocol: 'TCP' });
  expect(ports.at(-1)).toEqual({ label: 'http · TCP 8080 of web', entries: ['http'], protocol: 'TCP' });
});

test('nets come from the design, split where they mix families (R8.24)', () => {
  const nets = suggestionsOf('nets', entities);
  expect(nets.slice(0, 7).map(({ label, entries }) => [label, ...entries])).toEqual([
    ['All 2 nodes, IPv4', '10.0.0.1/32', '10.0.0.2/32'],
    ['All 2 nodes, IPv6', 'fd00::1/128'],
    ['Pods of pool pods', '10.65.0.0/16'],
    ['Set office', '203.0.113.0/24'],
    ['Node a, IPv4', '10.0.0.1/32'],
    ['Node a, IPv6', 'fd00::1/128'],
    ['Node b', '10.0.0.2/32'],
  ]);
});

test('service accounts and methods', () => {
  expect(suggestionsOf('service-accounts', entities).map(({ label }) => label)).toEqual(['web']);
  expect(suggestionsOf('methods', entities)).toHaveLength(7);
  expect(suggestionsOf('nothing', entities)).toEqual([]);
});

test.each(['ports', 'nets', 'methods'] as const)('what is suggested for %s is taken, and named once', (kind) => {
  const all = suggestionsOf(kind, entities);
  for (const entry of all.flatMap(({ entries }) => entries)) expect(parseEntry(kind, entry).ok).toBe(true);
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
});
