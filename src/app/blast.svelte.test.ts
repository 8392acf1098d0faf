import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import { settled, TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const design = `
apiVersion: v1
kind: Namespace
metadata: { name: prod }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: prod, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: prod, labels: { app: api } }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: prod, labels: { app: db } }
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: web, namespace: prod }
spec:
  selector: app == 'web'
  types: [Egress]
  egress: [{ action: Allow, protocol: TCP, destination: { selector: app == 'api', ports: [80] } }]
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: api, namespace: prod }
spec:
  selector: app == 'api'
  types: [Egress]
  egress: [{ action: Allow, protocol: TCP, destination: { selector: app == 'db', ports: [5432] } }]
`;
const [web, api] = ['prod/web', 'prod/api'] as unknown as readonly [EndpointId, EndpointId]; // as ids are written

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
  await judged();
});

async function judged(): Promise<void> {
  bench.clock.pass(1000);
  await settled();
}

function policyNamed(name: string): ResourceId {
  const found = Object.values(bench.app.session.document.resources).find(
    ({ manifest }) => manifest.kind === 'NetworkPolicy' && JSON.stringify(manifest).includes(name),
  );
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found.id;
}

function remove(id: ResourceId): Promise<void> {
  const done = bench.app.session.dispatch({ type: 'remove-resources', ids: [id] });
  if (!done.ok) throw new Error('not removed');
  return judged();
}

function marks(): readonly string[] {
  return [...bench.app.blast.marks].map(([id, mark]) => `${id} ${mark.kind === 'origin' ? 'origin' : mark.hop}`);
}

test('needs an endpoint to start from', () => {
  runUiAction(bench.app, 'blast-radius');
  expect(bench.app.blast.isOn).toBe(false);
});

test('starts from the source of a selected arrow', () => {
  bench.app.selection.select({ kind: 'pair', source: api, destination: web });
  runUiAction(bench.app, 'blast-radius');
  expect(bench.app.blast.origin).toBe(api);
});

describe('the blast radius of the selected endpoint', () => {
  beforeEach(() => {
    bench.app.selection.selectEndpoint(web);
    runUiAction(bench.app, 'blast-radius');
  });

  test('is everything that it can come to, by hops, with the ways', () => {
    const { blast } = bench.app;
    expect(marks()).toEqual(['prod/web origin', 'prod/api 1', 'prod/db 2', 'external/internet 3']);
    expect([...(blast.highlight?.arrows ?? [])]).toEqual([
      'prod/web → prod/api',
      'prod/api → prod/db',
      'prod/db → external/internet',
    ]);
    expect(blast.counts).toMatchObject({ byHop: [1, 1, 1], networks: 1, outOfReach: 0 });
  });

  test('follows an edit and its undo, and says what each changed', async () => {
    const { blast, session } = bench.app;
    await remove(policyNamed('5432'));
    expect([marks().length, blast.change]).toEqual([4, null]);
    await remove(policyNamed('"web"'));
    expect(marks()).toEqual(['prod/web origin', 'prod/api 1', 'prod/db 1', 'external/internet 1']);
    session.undo();
    await judged();
    session.undo();
    await judged();
    expect(blast.change).toBeNull();
    session.dispatch({ type: 'set-label', resource: 'Pod/prod/db' as ResourceId, key: 'app', value: 'other' }); // as ids are written
    await judged();
    expect(blast.change).toEqual({ gained: [], lost: ['prod/db', 'external/internet'], possible: 0 });
    session.undo();
    await judged();
    expect(blast.change).toEqual({ gained: ['prod/db', 'external/internet'], lost: [], possible: 0 });
  });

  test('is narrowed to some traffic, which is no change of the design', () => {
    const { blast } = bench.app;
    blast.ask('TCP/80');
    expect([marks(), blast.change]).toEqual([['prod/web origin', 'prod/api 1'], null]);
    blast.ask('nonsense//');
    expect([blast.trafficError !== '', marks().length]).toEqual([true, 4]);
  });

  test('ends with the same key, and goes over to another endpoint', () => {
    const { blast, selection } = bench.app;
    selection.selectEndpoint(api);
    runUiAction(bench.app, 'blast-radius');
    expect(blast.origin).toBe(api);
    runUiAction(bench.app, 'blast-radius');
    expect([blast.isOn, blast.highlight, marks()]).toEqual([false, null, []]);
  });

  test('waits for an endpoint that is gone, which undo brings back', async () => {
    const { blast, session } = bench.app;
    await remove('Pod/prod/web' as ResourceId); // as ids are written
    expect([blast.isOn, blast.reach, marks()]).toEqual([true, null, []]);
    session.undo();
    await judged();
    expect(marks()).toHaveLength(4);
  });

  test('ends with the design', async () => {
    await bench.app.files.newDesign();
    bench.app.questions.answer('discard');
    await bench.open(design.replaceAll('web', 'front'));
    await judged();
    expect(bench.app.blast.isOn).toBe(false);
  });
});
