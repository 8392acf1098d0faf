import { beforeEach, describe, expect, test } from 'vitest';
import type { DragPayload, DropTarget } from '../core/edit/drop-context.ts';
import { flowOption } from '../core/edit/drop-flow.ts';
import { podEndpointId, resourceId, type ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const design = `apiVersion: v1
kind: Namespace
metadata: {name: a}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: a}
status: {podIPs: [{ip: 10.0.0.1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: a, labels: {app: db}}
status: {podIPs: [{ip: 10.0.0.2}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: shut}
spec: {selector: app == 'db', ingress: [{action: Deny}]}
`;
const staged = `---
apiVersion: projectcalico.org/v3
kind: StagedGlobalNetworkPolicy
metadata: {name: later}
spec: {selector: app == 'none', ingress: [{action: Deny}]}
`;
const pod = (name: string): ResourceId => resourceId({ group: '', kind: 'Pod', namespace: 'a', name });
const shut = resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'shut' });
const at = { x: 0, y: 0 };
const onWeb: DropTarget = { kind: 'resource', id: pod('web'), at };
const onDb: DropTarget = { kind: 'resource', id: pod('db'), at };
const onPolicy: DropTarget = { kind: 'policy', id: shut };
const label: DragPayload = { kind: 'label', key: 'app', value: 'db' };
const otherLabel: DragPayload = { kind: 'label', key: 'app', value: 'web' };
const rule: DragPayload = { kind: 'rule', action: 'Allow', direction: 'ingress', service: null };

let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

/** A drag that is under way over `target`. */
function drag(payload: DragPayload, target: DropTarget | null): TestBench<MemoryHost>['app']['drag'] {
  const { drag: one } = bench.app;
  one.press(payload, { x: 10, y: 10 });
  one.move({ x: 20, y: 10 });
  one.over(target);
  return one;
}

function labelsOf(name: string): unknown {
  return (bench.app.session.document.resources[pod(name)]?.manifest as { metadata: { labels?: unknown } }).metadata
    .labels;
}

describe('press and move', () => {
  const moves: readonly (readonly [x: number, y: number, isDrag: boolean])[] = [
    [10, 10, false],
    [13.9, 10, false],
    [12.8, 12.8, false],
    [14, 10, true],
    [10, 6, true],
    [13, 13, true],
  ];
  test.each(moves)('from (10, 10) to (%d, %d) is a drag: %s', (x, y, isDrag) => {
    const { drag: one } = bench.app;
    one.press(label, { x: 10, y: 10 });
    expect(one.move({ x, y })).toBe(isDrag);
    expect(one.state.kind).toBe(isDrag ? 'dragging' : 'pressed');
  });

  test('once on, it stays on, wherever the pointer goes', () => {
    const one = drag(label, null);
    expect(one.move({ x: 10, y: 10 })).toBe(true);
    expect(one.state).toMatchObject({ kind: 'dragging', pointer: { x: 10, y: 10 } });
  });

  test('a pointer that moves without a press drags nothing', () => {
    expect(bench.app.drag.move({ x: 99, y: 99 })).toBe(false);
    bench.app.drag.over(onWeb);
    expect(bench.app.drag.state).toEqual({ kind: 'idle' });
  });

  test('a press that never became a drag ends without a word', () => {
    bench.app.drag.press(label, at);
    bench.app.drag.drop();
    expect([bench.app.drag.state.kind, bench.app.notices.all, bench.app.session.canUndo]).toEqual(['idle', [], false]);
  });
});

describe('over a target', () => {
  test('the plan says what a drop would do, and the ghosts what it would bring; nothing has changed', () => {
    const one = drag(label, onWeb);
    expect(one.state).toMatchObject({ plan: { ok: true } });
    expect(bench.app.preview.change).toMatchObject({ allowed: 0, denied: 2 });
    expect(bench.app.session.canUndo).toBe(false);
  });

  test('one that refuses says why, and has no ghosts', () => {
    const one = drag(label, onPolicy);
    expect(one.state).toMatchObject({ plan: { ok: false, error: { reason: expect.stringMatching(/\.$/) } } });
    expect(bench.app.preview.change).toBeNull();
  });

  test('leaving it takes plan and ghosts away', () => {
    const one = drag(label, onWeb);
    one.over(null);
    expect(one.state).toMatchObject({ kind: 'dragging', target: null, plan: null });
    expect(bench.app.preview.change).toBeNull();
  });

  test('moving over the same card keeps its plan', () => {
    const one = drag(label, onWeb);
    const before = one.state;
    one.over({ ...onWeb, at: { x: 5, y: 5 } });
    expect(one.state).toBe(before);
  });

  test('a new thing is placed where it is dropped', () => {
    const one = drag({ kind: 'create', what: 'namespace' }, { kind: 'canvas', at: { x: 1, y: 1 } });
    one.over({ kind: 'canvas', at: { x: 300, y: 200 } });
    one.drop();
    const [place] = [...bench.app.model.design.layout.positions.values()];
    expect(place).toEqual({ x: 300, y: 200 });
  });
});

describe('drop', () => {
  test('does the only option and offers Undo', () => {
    const one = drag(label, onWeb);
    one.drop();
    expect(labelsOf('web')).toEqual({ app: 'db' });
    expect([one.state.kind, bench.app.preview.change]).toEqual(['idle', null]);
    expect(bench.app.notices.all).toMatchObject([{ kind: 'info', undo: true, text: expect.stringMatching(/\.$/) }]);
    bench.app.session.undo();
    expect(labelsOf('web')).toBeUndefined();
  });

  test('asks where something of the user’s would be replaced', () => {
    const one = drag(otherLabel, onDb);
    one.drop();
    expect(one.state).toMatchObject({ kind: 'choosing', target: onDb, plan: { confirm: true } });
    expect(labelsOf('db')).toEqual({ app: 'db' });
    if (one.state.kind === 'choosing') one.choose(one.state.plan.options[0]);
    expect([one.state.kind, labelsOf('db')]).toEqual(['idle', { app: 'web' }]);
  });

  test('asks where there are several ways, with the ghosts of the one that is considered', () => {
    const one = drag(rule, onDb);
    one.drop();
    if (one.state.kind !== 'choosing') throw new Error('there is one way only');
    const { options } = one.state.plan;
    expect(options.length).toBeGreaterThan(1);
    for (const option of options) one.consider(option);
    expect(bench.app.preview.change).not.toBeNull();
    one.cancel();
    expect([one.state.kind, bench.app.preview.change, bench.app.session.canUndo]).toEqual(['idle', null, false]);
  });

  test('on what refuses says why and ends the drag', () => {
    const one = drag(label, onPolicy);
    one.drop();
    expect([one.state.kind, bench.app.session.canUndo]).toEqual(['idle', false]);
    expect(bench.app.notices.all).toMatchObject([{ kind: 'error', undo: false }]);
  });

  test('on nothing ends the drag without a word', () => {
    drag(label, null).drop();
    expect([bench.app.drag.state.kind, bench.app.notices.all]).toEqual(['idle', []]);
  });

  test('on what is gone by then says so', () => {
    const one = drag(label, onWeb);
    bench.app.session.dispatch({ type: 'remove-resources', ids: [pod('web')] });
    one.drop();
    expect(bench.notice).toBe('Pod/a/web is not in the design any more.');
    expect(bench.app.session.history).toHaveLength(1);
  });
});

describe('by keyboard', () => {
  test('a chip that is picked up drops as one that was dragged', () => {
    const { drag: one } = bench.app;
    one.pickUp(label);
    expect(one.state).toMatchObject({ kind: 'dragging', pointer: null });
    one.over(onWeb);
    one.drop();
    expect(labelsOf('web')).toEqual({ app: 'db' });
  });

  test('picking up another one forgets the first one’s ghosts', () => {
    drag(label, onWeb);
    bench.app.drag.pickUp(otherLabel);
    expect([bench.app.drag.state.kind, bench.app.preview.change]).toEqual(['dragging', null]);
  });
});

test('cancel changes nothing and takes the ghosts away', () => {
  const one = drag(label, onWeb);
  one.cancel();
  expect([one.state.kind, bench.app.preview.change, bench.app.session.canUndo]).toEqual(['idle', null, false]);
  expect(bench.app.notices.all).toEqual([]);
});

describe('ghosts', () => {
  test('that come too late are not shown', () => {
    bench.worker.isHeld = true;
    const one = drag(label, onWeb);
    expect(bench.app.preview.change).toBeNull();
    one.cancel();
    bench.worker.letGo();
    expect(bench.app.preview.change).toBeNull();
  });

  test('are those of the newest target', () => {
    bench.worker.isHeld = true;
    const one = drag(label, onWeb);
    one.over(onDb);
    one.over(onWeb);
    bench.worker.letGo();
    expect(bench.app.preview.change).toMatchObject({ denied: 2 });
  });

  test('become the verdicts with the drop: what was foreseen is what is', () => {
    const one = drag(label, onWeb);
    const foreseen = bench.app.preview.change?.after;
    bench.worker.isHeld = true;
    one.drop();
    const { preview, results, session } = bench.app;
    expect([preview.change, results.table, results.revision]).toEqual([null, foreseen, session.revision]);
  });

  /** A drop while staged policies are looked at as enforced: its own verdicts are those without them. */
  async function dropWhileStaged(): Promise<void> {
    await bench.open(design + staged);
    runUiAction(bench.app, 'preview-staged');
    const one = drag(label, onWeb);
    bench.worker.isHeld = true;
    one.drop();
  }

  test('that are not of the design as it is stay until the verdicts are there', async () => {
    await dropWhileStaged();
    expect(bench.app.preview.change).not.toBeNull();
    bench.worker.letGo();
    expect(bench.app.preview.change).toBeNull();
  });

  test('stay for half a second at most', async () => {
    await dropWhileStaged();
    bench.clock.pass(500);
    expect(bench.app.preview.change).toBeNull();
  });

  test('of what would change nothing are none', () => {
    drag(label, onDb);
    expect(bench.app.preview.change).toBeNull();
  });
});

describe('a flow from a handle', () => {
  const fromWeb: DragPayload = { kind: 'flow', source: podEndpointId('a', 'web') };

  test('is asked about, and drawn with the answer as one step', () => {
    const one = drag(fromWeb, onDb);
    one.drop();
    if (one.state.kind !== 'choosing') throw new Error('nothing was asked');
    const question = one.state.plan.ask;
    expect(question).toMatchObject({ index: null, flow: { source: 'a/web', destination: 'a/db', protocol: null } });
    if (question === null) return;
    one.choose(flowOption({ ...question.flow, protocol: 6, port: 22, expect: 'deny' }, null));
    expect(bench.app.model.design.flows).toMatchObject([
      { source: 'a/web', destination: 'a/db', port: 22, expect: 'deny' },
    ]);
    expect(bench.notice).toBe('Drew a flow of TCP 22 from a/web to a/db, expected to be denied.');
    bench.app.session.undo();
    expect(bench.app.model.design.flows).toEqual([]);
  });
  const refused: readonly [what: string, target: DropTarget, reason: RegExp][] = [
    ['the endpoint itself', onWeb, /another endpoint/],
    ['what is no endpoint', onPolicy, /on an endpoint/],
    ['the empty canvas', { kind: 'canvas', at }, /on an endpoint/],
  ];
  test.each(refused)('is refused on %s', (_, target, reason) => {
    expect(drag(fromWeb, target).state).toMatchObject({
      plan: { ok: false, error: { reason: expect.stringMatching(reason) } },
    });
  });
  test('carried without a button it is dropped by the next click', () => {
    const { drag: one } = bench.app;
    one.carry(fromWeb, { x: 5, y: 5 });
    expect(one.move({ x: 6, y: 5 })).toBe(true);
    one.over(onDb);
    one.drop();
    expect(one.state.kind).toBe('choosing');
  });
});

describe('on one of several that are selected', () => {
  const onBoth: DropTarget = { kind: 'several', ids: [pod('web'), pod('db')], one: onWeb, at } as DropTarget; // `onWeb` is one
  test('a label is offered for all and for the one', () => {
    const one = drag({ kind: 'label', key: 'tier', value: 'x' }, onBoth);
    one.drop();
    if (one.state.kind !== 'choosing') throw new Error('nothing was asked');
    expect(one.state.plan.options.map(({ label: text }) => text)).toEqual([
      'Set tier=x on 2 pods',
      'Set tier=x on web',
    ]);
    one.choose(one.state.plan.options[0]);
    expect([labelsOf('web'), labelsOf('db')]).toEqual([{ tier: 'x' }, { app: 'db', tier: 'x' }]);
    expect(bench.app.session.history).toHaveLength(1);
  });
  test('where all have it but one, that one is meant', () => {
    const one = drag(label, onBoth);
    expect(one.state).toMatchObject({ plan: { ok: true, value: { options: [{ label: 'Set app=db on 1 pod' }, {}] } } });
  });
  test('a rule means the one under the pointer', () => {
    const here = drag(rule, onBoth).state;
    bench.app.drag.cancel();
    const there = drag(rule, onWeb).state;
    expect(here).toMatchObject({ plan: 'plan' in there ? there.plan : null });
  });
});

test('what is chosen from a menu is asked about where a drop would ask', () => {
  const { drag: one } = bench.app;
  one.offer(label, onWeb, { x: 1, y: 2 });
  expect([one.state.kind, labelsOf('web')]).toEqual(['idle', { app: 'db' }]);
  one.offer(otherLabel, onDb, { x: 1, y: 2 });
  expect(one.state).toMatchObject({ kind: 'choosing', pointer: { x: 1, y: 2 }, target: onDb });
  one.cancel();
  one.offer(label, onPolicy, null);
  expect(bench.app.notices.all.at(-1)).toMatchObject({ kind: 'error' });
});
