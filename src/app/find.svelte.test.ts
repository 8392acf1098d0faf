import { expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import type { App } from './app.ts';
import { settled, TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const design = `
apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { addresses: [{ type: InternalIP, address: 10.0.0.1 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: prod, labels: { app: web } }
spec: { nodeName: n1 }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: prod, labels: { app: db } }
spec: { nodeName: n1 }
---
apiVersion: v1
kind: Namespace
metadata: { name: prod }
`;

async function opened(): Promise<App> {
  const bench = new TestBench(new MemoryHost());
  await bench.open(design);
  bench.clock.pass(1000);
  await settled();
  return bench.app;
}

test('a walk selects what was found, one after the other and round again', async () => {
  const { finder, selection, view } = await opened();
  view.find = 'kind = pod or kind = namespace';
  const selected = [1, 1, 1, 1, -1].map((step) => {
    finder.walk(step === 1 ? 1 : -1);
    return `${finder.position} ${selection.resource ?? ''}`;
  });
  expect(selected).toEqual([
    '0 Pod/prod/db',
    '1 Pod/prod/web',
    '2 Namespace/prod',
    '0 Pod/prod/db',
    '2 Namespace/prod',
  ]);
});

test('arrows are walked through as pairs', async () => {
  const { finder, selection, view } = await opened();
  view.find = 'from = prod/web and to.kind in (pod, host)';
  expect(finder.found).toMatchObject({ kind: 'arrows', total: 2 });
  expect([...(finder.highlight?.arrows ?? [])]).toContain('prod/web → prod/db');
  finder.walk(-1);
  expect(selection.pair).toMatchObject({ source: 'prod/web', destination: 'host/n1' });
});

test('another question begins another walk', async () => {
  const { finder, view } = await opened();
  view.find = 'web';
  finder.walk(1);
  expect(finder.position).toBe(0);
  view.find = 'db';
  expect(finder.position).toBe(-1);
});

test('what the pointer lights up comes before what was found', async () => {
  const { finder, view } = await opened();
  view.find = 'web';
  const hovered = { endpoints: new Set<never>(), arrows: new Set<never>() };
  view.highlight = hovered;
  expect(finder.highlight).toBe(hovered);
  view.highlight = null;
  expect([...(finder.highlight?.endpoints ?? [])]).toEqual(['prod/web']);
});

test('a mistake finds nothing and is said', async () => {
  const { finder, view } = await opened();
  view.find = 'verdict = nothing';
  expect(finder.found).toBeNull();
  expect(finder.highlight).toBeNull();
  expect(finder.findError).toMatchObject({ position: 10 });
});

test('endpoints and boxes are hidden by name, arrows by what they are', async () => {
  const { finder, view } = await opened();
  view.hide = 'db or kind = namespace';
  expect([...finder.hiding.endpoints]).toEqual(['prod/db']);
  expect([...finder.hiding.resources]).toEqual(['Namespace/prod']);
  view.hide = 'from = prod/web';
  const [web, db] = finder.elements
    .map(({ endpoint }) => endpoint)
    .filter((id) => id?.startsWith('prod/'))
    .toReversed();
  expect([finder.hiding.pair?.(web!, db!), finder.hiding.pair?.(db!, web!)]).toEqual([true, false]);
});

test('the action opens the bar over the canvas, each time with the focus; closing it keeps what is hidden', async () => {
  const app = await opened();
  app.view.stage = 'tiers';
  runUiAction(app, 'find');
  runUiAction(app, 'find');
  expect([app.finder.isOpen, app.finder.asked, app.view.stage]).toEqual([true, 2, 'canvas']);
  app.view.find = 'web';
  app.view.hide = 'db';
  app.finder.close();
  expect([app.view.find, app.view.hide]).toEqual(['', 'db']);
  runUiAction(app, 'show-hidden');
  expect(app.view.hide).toBe('');
});
