import { beforeEach, describe, expect, test } from 'vitest';
import type { Command } from '../core/edit/command.ts';
import { podEndpointId, resourceId, type ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { align, canAlign } from './arrange-actions.ts';
import { canCopy, copySelected, cutSelected, duplicateSelected, pasteCopied, pasteText } from './clipboard-actions.ts';
import { deleteSelected } from './edit-actions.ts';
import { drawnFlows, editFlow, expectOf, removeFlows, startFlow } from './flow-actions.ts';
import type { Selected } from './selection.svelte.ts';
import { settled, TestBench } from './test-bench.ts';
import type { CanvasPort } from './view.svelte.ts';

const design = `apiVersion: v1
kind: Namespace
metadata: {name: a}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a, labels: {app: db}}
---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  layout: {notes: {'1': hello}}
  flows:
  - {from: a/web, to: a/db, protocol: TCP, port: 5432}
  - {from: a/web, to: a/db, protocol: TCP, port: 22}
`;
const pod = (name: string): ResourceId => resourceId({ group: '', kind: 'Pod', namespace: 'a', name });
const pair = { source: podEndpointId('a', 'web'), destination: podEndpointId('a', 'db') };
const several = (first: string, second: string, ...others: readonly string[]): Selected => ({
  kind: 'several',
  elements: [first, second, ...others],
});

let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

function objects(): readonly string[] {
  return Object.keys(bench.app.session.document.resources).filter((id) => !id.startsWith('Design'));
}
function select(selected: Selected): void {
  bench.app.selection.select(selected);
}

describe('delete', () => {
  const rows: readonly [what: string, selected: Selected, left: readonly string[], notice: string][] = [
    ['several objects', several(pod('web'), pod('db')), ['Namespace/a'], 'Deleted 2 objects.'],
    ['objects and notes', several(pod('web'), 'note/1'), ['Namespace/a', 'Pod/a/db'], 'Deleted 2 objects.'],
    ['a note', { kind: 'note', name: '1' }, ['Namespace/a', 'Pod/a/web', 'Pod/a/db'], 'Deleted the note.'],
    [
      'what is no object',
      several('external/internet', 'x'),
      ['Namespace/a', 'Pod/a/web', 'Pod/a/db'],
      'None of these is an object of the design: there is nothing to delete.',
    ],
  ];
  test.each(rows)('%s, as one step', (_, selected, left, notice) => {
    select(selected);
    deleteSelected(bench.app);
    expect([objects(), bench.notice]).toEqual([left, notice]);
    expect(bench.app.session.history.length).toBeLessThanOrEqual(1);
    if (bench.app.session.canUndo) bench.app.session.undo();
    expect(objects().toSorted()).toEqual(['Namespace/a', 'Pod/a/db', 'Pod/a/web']);
  });
});

describe('copy and paste', () => {
  test('the text for other programs is the manifests', () => {
    select(several(pod('web'), pod('db')));
    expect(copySelected(bench.app)).toMatch(/^apiVersion: v1\nkind: Pod\n(.|\n)*---\napiVersion: v1\nkind: Pod\n/);
  });
  test('pasting the text that was copied makes copies, with the flows among them, as one step', () => {
    select(several(pod('web'), pod('db')));
    pasteText(bench.app, (copySelected(bench.app) ?? '').replaceAll('\n', '\r\n'));
    expect(objects().slice(3)).toEqual(['Pod/a/web-2', 'Pod/a/db-2']);
    expect(bench.app.model.design.flows.slice(2).map(({ source, port }) => [source, port])).toEqual([
      ['a/web-2', 5432],
      ['a/web-2', 22],
    ]);
    expect([bench.notice, bench.app.session.history.length]).toEqual(['Pasted 2 objects.', 1]);
    expect(bench.app.selection.current).toEqual(several('Pod/a/web-2', 'Pod/a/db-2'));
    bench.app.session.undo();
    expect(objects()).toHaveLength(3);
  });
  test('what was copied does not change with the design', () => {
    select({ kind: 'resource', id: pod('web') });
    copySelected(bench.app);
    const change: Command = { type: 'set-label', resource: pod('web'), key: 'app', value: 'other' };
    bench.app.session.dispatch(change);
    pasteCopied(bench.app, null);
    const copy = bench.app.session.document.resources[pod('web-2')]?.manifest;
    expect(copy).toMatchObject({ metadata: { labels: { app: 'web' } } });
  });
  test('cutting takes it out and pasting brings it back under its name', () => {
    select({ kind: 'resource', id: pod('db') });
    cutSelected(bench.app);
    expect(objects()).not.toContain('Pod/a/db');
    pasteCopied(bench.app, null);
    expect([objects().includes('Pod/a/db'), bench.notice]).toEqual([true, 'Pasted db as db.']);
  });
  test('manifests from anywhere are imported as one step', async () => {
    pasteText(bench.app, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: fresh}\n');
    await settled();
    bench.clock.pass(1000);
    await settled();
    expect([objects().includes('Namespace/fresh'), bench.app.session.history.length]).toEqual([true, 1]);
  });
  test('any other text is none', () => {
    pasteText(bench.app, 'hello');
    expect([bench.notice, bench.app.session.canUndo]).toEqual(['The clipboard holds no manifests.', false]);
  });
  test('nothing selected, nothing copied', () => {
    expect([canCopy(bench.app), copySelected(bench.app), bench.app.clipboard.copied]).toEqual([false, null, null]);
    pasteCopied(bench.app, null);
    expect(bench.app.session.canUndo).toBe(false);
  });
  test('duplicating needs no clipboard, and leaves it alone', () => {
    select({ kind: 'resource', id: pod('web') });
    duplicateSelected(bench.app);
    expect([objects().at(-1), bench.notice, bench.app.clipboard.copied]).toEqual([
      'Pod/a/web-2',
      'Duplicated web as web-2.',
      null,
    ]);
    expect(bench.app.selection.current).toEqual({ kind: 'resource', id: 'Pod/a/web-2' });
  });
});

describe('flows', () => {
  const flows = (): readonly unknown[] => bench.app.model.design.flows;
  test('of a pair all drawn ones are known, each with its number', () => {
    expect(drawnFlows(bench.app, pair).map(({ index, flow }) => [index, flow.port])).toEqual([
      [0, 5432],
      [1, 22],
    ]);
    expect(drawnFlows(bench.app, { source: pair.destination, destination: pair.source })).toEqual([]);
  });
  test('all flows of an arrow are removed as one step', () => {
    removeFlows(bench.app, pair);
    expect([flows(), bench.app.session.history.length]).toEqual([[], 1]);
    bench.app.session.undo();
    expect(flows()).toHaveLength(2);
  });
  test('an arrow that nobody drew has none to remove', () => {
    removeFlows(bench.app, { source: pair.destination, destination: pair.source });
    expect([bench.app.session.canUndo, bench.notice]).toEqual([false, expect.stringContaining('not drawn by you')]);
  });
  test('an expectation is set on what is drawn, as one step', () => {
    expectOf(bench.app, pair, 'deny');
    expect(flows()).toMatchObject([{ expect: 'deny' }, { expect: 'deny' }]);
    expect(bench.app.session.history).toHaveLength(1);
  });
  test('where nothing is drawn, a flow of all traffic is', () => {
    expectOf(bench.app, { source: pair.destination, destination: pair.source }, 'allow');
    expect(flows().at(-1)).toMatchObject({ source: 'a/db', destination: 'a/web', protocol: null, expect: 'allow' });
  });
  test('editing asks with what is drawn, and the answer takes its place', () => {
    const [, second] = drawnFlows(bench.app, pair);
    if (second === undefined) throw new Error('two are drawn');
    editFlow(bench.app, second, null);
    const { state } = bench.app.drag;
    expect(state).toMatchObject({ kind: 'choosing', plan: { ask: { index: 1, flow: { port: 22 } } } });
  });
  test('one is drawn from the selected endpoint only', () => {
    startFlow(bench.app, null);
    expect(bench.app.drag.state.kind).toBe('idle');
    select({ kind: 'resource', id: pod('web') });
    startFlow(bench.app, null);
    expect(bench.app.drag.state).toMatchObject({ kind: 'dragging', payload: { kind: 'flow', source: 'a/web' } });
  });
});

describe('align', () => {
  const canvas = (placements: ReturnType<CanvasPort['align']>): CanvasPort =>
    ({ align: () => placements }) as unknown as CanvasPort; // it is asked for nothing else

  test('two have a common edge, and gaps between them only three', () => {
    bench.app.view.canvas = canvas([]);
    select(several(pod('web'), pod('db')));
    expect([canAlign(bench.app, 'left'), canAlign(bench.app, 'horizontal')]).toEqual([true, false]);
    select(several(pod('web'), pod('db'), 'note/1'));
    expect(canAlign(bench.app, 'horizontal')).toBe(true);
  });
  test('is one step with its own name', () => {
    bench.app.view.canvas = canvas([{ element: pod('web'), at: { x: 1, y: 2 } }]);
    align(bench.app, 'left');
    expect(bench.app.session.history.map(({ label }) => label)).toEqual(['Align the left edges']);
    expect(bench.app.model.design.layout.positions.get(pod('web'))).toEqual({ x: 1, y: 2 });
  });
  test('what lies so already leaves no step', () => {
    bench.app.view.canvas = canvas([]);
    align(bench.app, 'top');
    expect([bench.app.session.canUndo, bench.notice]).toEqual([false, 'They lie so already.']);
  });
});
