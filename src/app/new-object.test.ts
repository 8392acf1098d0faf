import { beforeEach, expect, test } from 'vitest';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { createObject, offeredKinds, surroundingsOf } from './new-object.ts';
import { TestBench } from './test-bench.ts';

let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];
const id = (text: string): ResourceId => text as ResourceId; // as the design names it

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  app = bench.app;
  await bench.open(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: a}\nspec: {nodeName: n1}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n',
  );
});

test('a new object is one step, is selected and said', () => {
  app.view.inspectorTab = 'yaml';
  createObject(app, 'projectcalico.org/HostEndpoint');
  expect(app.session.history.map(({ label }) => label)).toEqual(['Create HostEndpoint node']);
  expect(app.selection.resource).toBe('HostEndpoint.projectcalico.org/node');
  expect(app.view.inspectorTab).toBe('properties');
  expect(bench.notice).toBe('Created HostEndpoint node.');
});

test('it goes to the namespace and node of what is selected', () => {
  app.selection.select({ kind: 'resource', id: id('Pod/a/web') });
  expect(surroundingsOf(app)).toEqual({ namespace: 'a', clusterNode: 'n1' });
  app.selection.select({ kind: 'resource', id: id('Namespace/a') });
  expect(surroundingsOf(app)).toEqual({ namespace: 'a', clusterNode: null });
  app.selection.clear();
  expect(surroundingsOf(app)).toEqual({ namespace: null, clusterNode: null });
});

test('what the version does not know, and what there can be only one of, is offered with the reason', () => {
  const obstacle = (key: string): string | undefined => offeredKinds(app).find((kind) => kind.key === key)?.obstacle;
  const controllers = 'projectcalico.org/KubeControllersConfiguration';
  expect(obstacle('policy.networking.k8s.io/AdminNetworkPolicy')).toBe('Calico 3.32 does not enforce it.');
  expect(obstacle(controllers)).toBe('');
  createObject(app, controllers);
  expect(obstacle(controllers)).toMatch(/only one/);
  createObject(app, controllers);
  expect(app.session.history).toHaveLength(1);
  expect(bench.notice).toMatch(/only one/);
});
