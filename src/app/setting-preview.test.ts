import { expect, test } from 'vitest';
import { automaticHostEndpointsCommand, endpointToHostCommand } from '../core/edit/configuration-commands.ts';
import type { Command } from '../core/edit/command.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { effectOf } from './setting-preview.ts';
import { TestBench } from './test-bench.ts';

const design = `apiVersion: v1
kind: Node
metadata: {name: n1, labels: {role: node}}
status: {addresses: [{type: InternalIP, address: 10.0.0.1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
spec: {nodeName: n1}
status: {podIPs: [{ip: 10.65.0.1}]}
---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: office}
spec: {nets: [203.0.113.0/24]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: hosts}
spec: {selector: role == 'node', types: [Ingress]}
`;

async function effect(commandOf: (app: TestBench<MemoryHost>['app']) => Command): Promise<string> {
  const { app } = await opened();
  app.preview.show(commandOf(app));
  const { outcome } = app.preview;
  if (typeof outcome === 'string' || app.results.table === null) return String(outcome);
  const { total, allowed, denied } = effectOf(app.results.table, outcome);
  return `${total}: +${allowed} −${denied}`;
}

async function opened(): Promise<TestBench<MemoryHost>> {
  const bench = new TestBench(new MemoryHost());
  await bench.open(design);
  return bench;
}

test('a host endpoint that takes an unprotected node’s place is compared with that node', async () => {
  // The policy selects it: from the two networks the failsafe ports are left. The pod on the node never meets it.
  expect(await effect(({ session }) => automaticHostEndpointsCommand(session.document, true))).toBe('2: +0 −2');
});

test('where the hosts stay, pairs are compared as they are', async () => {
  expect(await effect(({ session }) => endpointToHostCommand(session.document, 'Drop'))).toBe('1: +0 −1');
});

test('a command that leaves the design as it is brings nothing', async () => {
  const { app } = await opened();
  expect(app.preview.outcome).toBe('asking');
  app.preview.show({ type: 'sequence', label: 'nothing', commands: [] });
  expect(app.preview.outcome).toBe('nothing');
  app.preview.show(null);
  expect(app.preview.outcome).toBe('asking');
});
