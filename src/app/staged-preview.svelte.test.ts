import { beforeEach, describe, expect, test } from 'vitest';
import { podEndpointId, resourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const staged = resourceId({
  group: 'projectcalico.org',
  kind: 'StagedGlobalNetworkPolicy',
  namespace: null,
  name: 'x',
});
const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const [from, to] = [podEndpointId('a', 'web'), podEndpointId('a', 'db')];
const pods = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a}
`;
const policy = (spec: string): string => `---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: x}
spec: {${spec}}
`;
const closing = policy('selector: all(), types: [Ingress], ingress: [{action: Deny}]');

let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  app = bench.app;
  await bench.open(pods + closing);
});

const verdict = (): string | undefined => app.results.index?.summary(from, to)?.verdict;
const toggle = (): void => runUiAction(app, 'preview-staged');

test('shows the verdicts as if in force and what they change, and leaves no trace in the document', () => {
  const { document, revision } = app.session;
  expect([verdict(), app.results.stagedChange]).toEqual(['allow', null]);
  toggle();
  expect([verdict(), app.staged.isOn]).toEqual(['deny', true]);
  // Two pods and the Internet to them: each pair with a pod at its end.
  expect(app.results.stagedChange).toMatchObject({ allowed: 0, denied: 4 });
  toggle();
  expect([verdict(), app.staged.isOn, app.results.stagedChange]).toEqual(['allow', false, null]);
  expect([app.session.document, app.session.revision, app.session.canUndo]).toEqual([document, revision, false]);
});

test('explanations follow it there and back', () => {
  app.selection.select({ kind: 'pair', source: from, destination: to });
  app.explanation.refresh(app.selection.pair);
  const before = app.explanation.pair;
  toggle();
  expect(app.explanation.pair?.parts[0]?.segments.map((segment) => segment.verdict)).toContain('deny');
  toggle();
  expect(app.explanation.pair).toEqual(before);
});

test('an edit keeps it on, and both tables follow', () => {
  toggle();
  app.session.dispatch({
    type: 'set-field',
    resource: staged,
    path: ['spec', 'selector'],
    value: "projectcalico.org/name == 'nobody'",
  });
  expect([verdict(), app.staged.isOn, app.results.stagedChange?.pairs]).toEqual(['allow', true, []]);
  app.session.undo();
  expect(verdict()).toBe('deny');
});

test('the real verdicts are shown at once when it is left, whatever the worker does', () => {
  toggle();
  bench.worker.isHeld = true;
  toggle();
  expect([verdict(), app.results.isBehind]).toEqual(['allow', false]);
});

test('an answer to what was asked before it was left is shown as it is', () => {
  bench.worker.isHeld = true;
  toggle();
  toggle();
  bench.worker.letGo();
  expect([verdict(), app.results.stagedChange]).toEqual(['allow', null]);
});

test('while it is awaited the real verdicts stay', () => {
  bench.worker.isHeld = true;
  toggle();
  bench.clock.pass(100);
  expect([verdict(), app.results.evaluating]).toEqual(['allow', true]);
  bench.worker.letGo();
  expect([verdict(), app.results.evaluating]).toEqual(['deny', false]);
});

test('ghosts of a drag are compared with what is shown, and the ghosts know of staged policies too', () => {
  toggle();
  app.preview.show({ type: 'set-label', resource: web, key: 'a', value: 'b' });
  expect(app.preview.change?.pairs).toEqual([]);
});

test('without its policies it is over; with them back it goes on', () => {
  toggle();
  app.session.dispatch({ type: 'remove-resources', ids: [staged] });
  expect([app.staged.isOn, verdict(), app.results.stagedChange]).toEqual([false, 'allow', null]);
  app.session.undo();
  expect(verdict()).toBe('deny');
});

test('another design is looked at as it is', async () => {
  toggle();
  await bench.open(pods + closing);
  expect([app.staged.isOn, verdict()]).toEqual([false, 'allow']);
});

describe('nothing to preview, and why', () => {
  test.each([
    ['no staged policy', pods, 'no staged policy'],
    ['none with an effect', pods + policy('stagedAction: Learn'), 'Learn or Ignore'],
    [
      'a Calico that knows none',
      `${pods}${closing}---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: d}
spec: {settings: {calicoVersion: '3.29'}}
`,
      'Calico 3.29',
    ],
  ])('%s', async (_what, text, reason) => {
    await bench.open(text);
    expect(app.staged.obstacle).toContain(reason);
    toggle();
    expect(app.staged.isOn).toBe(false);
  });
});
