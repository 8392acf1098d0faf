import { beforeEach, describe, expect, test } from 'vitest';
import { resourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { settled, TestBench } from './test-bench.ts';
import { runUiAction, uiActions } from './ui-actions.ts';
import type { CanvasPort } from './view.svelte.ts';

const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const policy = resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'p' });
let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(`apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: p}
spec: {ingress: [{action: Allow}, {action: Deny}]}
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec: {flows: [{from: a/web, to: external/internet}]}
`);
});

describe('the table', () => {
  test('has each id once', () => {
    expect(new Set(uiActions.map(({ id }) => id)).size).toBe(uiActions.length);
  });

  test('has each shortcut once', () => {
    const shortcuts = uiActions.flatMap(({ shortcut }) => (shortcut === null ? [] : [shortcut]));
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });

  test('has a label for each', () => {
    for (const { label } of uiActions) expect(label).toMatch(/^[A-Z]/);
  });
});

test('what is disabled does not run', () => {
  const disabled = uiActions.filter((action) => !action.enabled(bench.app)).map(({ id }) => id);
  expect(disabled).toEqual(expect.arrayContaining(['undo', 'redo', 'duplicate', 'delete', 'tidy', 'zoom-fit']));
  const { revision } = bench.app.session;
  for (const id of disabled) runUiAction(bench.app, id);
  expect([bench.app.session.revision, bench.app.notices.all]).toEqual([revision, []]);
});

test('an id that is not there is ignored', () => {
  runUiAction(bench.app, 'frobnicate');
  expect(bench.app.notices.all).toEqual([]);
});

test('undo and redo', () => {
  bench.app.session.dispatch({ type: 'set-label', resource: web, key: 'a', value: 'b' });
  runUiAction(bench.app, 'undo');
  expect(bench.app.session.position).toBe(0);
  runUiAction(bench.app, 'redo');
  expect(bench.app.session.position).toBe(1);
});

describe('delete', () => {
  test('an object, with a notice that can take it back', () => {
    bench.app.selection.select({ kind: 'resource', id: web });
    runUiAction(bench.app, 'delete');
    expect(bench.app.session.document.resources[web]).toBeUndefined();
    expect(bench.app.selection.current.kind).toBe('nothing');
    expect(bench.app.notices.all).toMatchObject([{ undo: true, text: 'Deleted Pod/a/web.' }]);
  });

  test('a rule; its policy stays selected', () => {
    bench.app.selection.select({ kind: 'rule', policy, direction: 'ingress', index: 0 });
    runUiAction(bench.app, 'delete');
    expect(bench.app.session.document.resources[policy]?.manifest).toMatchObject({
      spec: { ingress: [{ action: 'Deny' }] },
    });
    expect(bench.app.selection.current).toEqual({ kind: 'resource', id: policy });
  });

  test('a drawn flow; of an arrow that nobody drew it says so', () => {
    const [source, destination] = bench.app.results.table!.endpoints.map(({ id }) => id);
    bench.app.selection.select({ kind: 'pair', source: source!, destination: destination! });
    runUiAction(bench.app, 'delete');
    expect(bench.app.model.design.flows).toEqual([]);
    runUiAction(bench.app, 'delete');
    expect(bench.notice).toContain('not drawn by you');
    expect(bench.app.session.history).toHaveLength(1);
  });
});

test('duplicate selects the copy', () => {
  bench.app.selection.select({ kind: 'resource', id: web });
  runUiAction(bench.app, 'duplicate');
  const copy = bench.app.selection.resource;
  expect(copy).not.toBe(web);
  expect(bench.app.session.document.resources[copy!]?.manifest).toMatchObject({ kind: 'Pod' });
});

test('tidy moves what the canvas says, as one step', () => {
  const canvas: Pick<CanvasPort, 'tidy'> = { tidy: () => [{ element: String(web), at: { x: 7, y: 8 } }] };
  // Nothing else of the canvas is asked here.
  bench.app.view.canvas = canvas as CanvasPort;
  runUiAction(bench.app, 'tidy');
  expect(bench.app.model.design.layout.positions.get(web)).toEqual({ x: 7, y: 8 });
  expect(bench.app.session.history).toHaveLength(1);
});

test('the theme switches between light and dark, whatever the system says', () => {
  bench.app.view.systemTheme = 'dark';
  runUiAction(bench.app, 'toggle-theme');
  expect(bench.app.view.theme).toBe('light');
  runUiAction(bench.app, 'toggle-theme');
  expect(bench.app.view.effectiveTheme).toBe('dark');
});

test('a drawer opens and closes with the same action', () => {
  runUiAction(bench.app, 'show-problems');
  expect(bench.app.view.drawer).toBe('problems');
  runUiAction(bench.app, 'show-problems');
  expect(bench.app.view.drawer).toBeNull();
});

test('saving runs through the files', async () => {
  runUiAction(bench.app, 'save');
  await settled();
  expect(bench.host.saveRequests).toHaveLength(1);
});

test('a new window is the host’s to open', () => {
  runUiAction(bench.app, 'new-window');
  expect(bench.host.newWindows).toBe(1);
});
