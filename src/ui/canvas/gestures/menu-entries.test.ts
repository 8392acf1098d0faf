import { beforeEach, describe, expect, test } from 'vitest';
import type { Selected } from '../../../app/selection.svelte.ts';
import { TestBench } from '../../../app/test-bench.ts';
import { podEndpointId, resourceId } from '../../../core/model/ids.ts';
import { MemoryHost } from '../../../host/memory-host.ts';
import { menuEntries, type MenuEntry } from './menu-entries.ts';

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
  flows:
  - {from: a/web, to: a/db, protocol: TCP, port: 5432}
  - {from: a/web, to: a/db, protocol: TCP, port: 22}
`;
const pod = (name: string): ReturnType<typeof resourceId> =>
  resourceId({ group: '', kind: 'Pod', namespace: 'a', name });
const place = { client: { x: 10, y: 20 }, model: { x: 100, y: 200 } };
const pair: Selected = { kind: 'pair', source: podEndpointId('a', 'web'), destination: podEndpointId('a', 'db') };

let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

function entriesOf(selected: Selected): readonly MenuEntry[] {
  bench.app.selection.select(selected);
  return menuEntries(bench.app, place);
}
function names(entries: readonly MenuEntry[]): readonly string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'line') return [];
    return [entry.kind === 'action' ? entry.id : entry.label];
  });
}
function run(entries: readonly MenuEntry[], ...path: readonly string[]): void {
  const [label, ...rest] = path;
  const entry = entries.find((one) => (one.kind === 'choice' || one.kind === 'submenu') && one.label === label);
  if (entry?.kind === 'submenu') run(entry.entries, ...rest);
  else if (entry?.kind === 'choice') entry.run('pointer');
  else throw new Error(`no ${label}`);
}

const rules = ['Allow ingress', 'Allow egress', 'Deny ingress', 'Deny egress'];
const clipboard = ['cut', 'copy', 'duplicate', 'delete'];

describe('what is offered', () => {
  const rows: readonly [what: string, selected: Selected, offered: readonly string[]][] = [
    [
      'of the canvas',
      { kind: 'nothing' },
      ['New', 'select-all', 'expect-drawn', 'tidy', 'collapse-all', 'expand-all', 'zoom-fit'],
    ],
    [
      'of a pod',
      { kind: 'resource', id: pod('web') },
      [
        ...['Draw flow from here', 'expect-now', 'blast-radius', ...rules, 'Set label', 'collapse', 'unfold'],
        ...['fold-alike', ...clipboard],
      ],
    ],
    [
      'of a namespace: no traffic comes from it',
      { kind: 'resource', id: resourceId({ group: '', kind: 'Namespace', namespace: null, name: 'a' }) },
      ['New here', 'Set label', 'collapse', 'unfold', 'fold-alike', ...clipboard],
    ],
    [
      'of an arrow with two flows',
      pair,
      [
        ...['Why this verdict?', 'Trace a packet', 'Edit flow…', 'Edit flow…', 'Draw another flow…', 'expect-allow'],
        ...['expect-deny', 'expect-now', 'Remove flows', ...rules],
      ],
    ],
    [
      'of several',
      { kind: 'several', elements: [pod('web'), pod('db')] },
      ['Align', 'arrange-horizontal', 'arrange-vertical', 'tidy', 'expect-now', 'Set label', ...clipboard],
    ],
    ['of a note', { kind: 'note', name: '1' }, ['edit-note', ...clipboard]],
  ];
  test.each(rows)('%s', (_, selected, offered) => {
    expect(names(entriesOf(selected))).toEqual(offered);
  });

  test('pasting here, once something was copied', () => {
    bench.app.clipboard.keep({
      clip: { resources: [], roots: [], places: new Map(), disabled: new Set(), flows: [], notes: [] },
      text: '',
      area: null,
      what: 'cards',
    });
    expect(names(entriesOf({ kind: 'nothing' }))).toContain('Paste here');
  });
});

describe('what a choice does', () => {
  test('a new thing lies where the menu was opened', () => {
    run(entriesOf({ kind: 'nothing' }), 'New', 'Namespace');
    expect([...bench.app.model.design.layout.positions.values()]).toEqual([{ x: 100, y: 200 }]);
  });
  test('a rule is made as by a drop of its card', () => {
    run(entriesOf({ kind: 'resource', id: pod('web') }), 'Deny ingress', 'SSH');
    // There is one way to say it in this design, so nothing is asked.
    expect(bench.app.session.history.map(({ label }) => label)).toEqual(['Create deny-ingress-ssh']);
  });
  test('a label of several is asked about for all of them', () => {
    run(entriesOf({ kind: 'several', elements: [pod('web'), pod('db')] }), 'Set label', 'app=web');
    expect(bench.app.drag.state).toMatchObject({ kind: 'choosing', target: { kind: 'several' } });
  });
  test('a flow goes into the hand of the pointer', () => {
    run(entriesOf({ kind: 'resource', id: pod('web') }), 'Draw flow from here');
    expect(bench.app.drag.state).toMatchObject({ kind: 'dragging', pointer: place.client });
  });
  test('all flows of an arrow are removed', () => {
    run(entriesOf(pair), 'Remove flows');
    expect(bench.app.model.design.flows).toEqual([]);
  });
});
