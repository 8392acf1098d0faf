import { beforeEach, describe, expect, test } from 'vitest';
import { twoPods } from '../core/expect/testing/two-pods.ts';
import { podEndpointId, resourceId } from '../core/model/ids.ts';
import { flowTraffic } from '../core/net/flow-traffic.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { expectNow, expectTraffic, removeFlow, selectedPairs, setExpectation, setFlowNote } from './expect-actions.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';

const design = twoPods({
  types: 'Ingress, Egress',
  ingress: [
    "{action: Allow, protocol: TCP, destination: {ports: [22, '2379:2380']}}",
    '{action: Allow, protocol: ICMP, icmp: {type: 8}}',
  ],
  flows: ['{from: a/web, to: a/db, protocol: TCP, port: 22, note: mine}'],
});
const [web, db] = [podEndpointId('a', 'web'), podEndpointId('a', 'db')];
const [there, back] = [
  { source: web, destination: db },
  { source: db, destination: web },
];
const pod = (name: string): ReturnType<typeof resourceId> =>
  resourceId({ group: '', kind: 'Pod', namespace: 'a', name });

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

const drawn = (): readonly string[] =>
  bench.app.model.design.flows.map((flow) =>
    `${flow.source} ${flow.destination} ${flowTraffic(flow)} ${flow.expect ?? '-'} ${flow.note}`.trim(),
  );
const before = ['a/web a/db TCP 22 - mine'];

describe('what is now is expected', () => {
  test('of a pair where some passes: one flow for each range and type, the drawn one among them, in one step', () => {
    const { app } = bench;
    expectNow(app, [there, back], null);
    expect(drawn()).toEqual([
      'a/web a/db TCP 22 allow mine',
      'a/web a/db ICMP 8 allow',
      'a/web a/db TCP 2379-2380 allow',
      'a/db a/web all traffic deny',
    ]);
    expect(bench.notice).toBe('3 expectations added, 1 expectation changed.');
    expect(app.expectations.totals).toEqual({ met: 4, missed: 0, unknown: 0 });
    app.session.undo();
    expect(drawn()).toEqual(before);
  });

  test('a single one is told as such; a second time there is nothing to add', () => {
    expectNow(bench.app, [back], null);
    expect(bench.notice).toBe('Drew a flow of all traffic from a/db to a/web, expected to be denied.');
    expectNow(bench.app, [back], null);
    expect(bench.notice).toBe('1 there already.');
    expect(drawn()).toHaveLength(2);
  });

  test('of one port alone, as it is looked at', () => {
    const looked = { of: { protocol: 6, port: 80 }, verdictOf: () => 'deny' as const };
    expectNow(bench.app, [there], looked);
    expect(drawn()).toEqual([...before, 'a/web a/db TCP 80 deny']);
  });

  test('of a range of which some passes, what of it does', () => {
    const port = { kind: 'ports', first: 2380, last: 2400 } as const;
    expectNow(bench.app, [there], { of: { protocol: 6, port }, verdictOf: () => 'partial' });
    expect(drawn()).toEqual([...before, 'a/web a/db TCP 2380 allow']);
  });
});

describe('the selection is about', () => {
  const ends = (): readonly string[] =>
    selectedPairs(bench.app).map(({ source, destination }) => `${source} ${destination}`);
  test('nothing', () => {
    bench.app.selection.clear();
    expect(ends()).toEqual([]);
  });
  test('the selected pair', () => {
    bench.app.selection.select({ kind: 'pair', ...back });
    expect(ends()).toEqual(['a/db a/web']);
  });
  test('one endpoint with everybody, both ways', () => {
    bench.app.selection.select({ kind: 'resource', id: pod('web') });
    expect(ends().toSorted()).toEqual(
      ['a/db a/web', 'a/web a/db', 'a/web external/internet', 'external/internet a/web'].toSorted(),
    );
  });
  test('several, among themselves', () => {
    bench.app.selection.select({ kind: 'several', elements: [pod('web'), pod('db')] });
    expect(ends().toSorted()).toEqual(['a/db a/web', 'a/web a/db']);
  });
});

test('the action takes the selection', () => {
  bench.app.selection.select({ kind: 'pair', ...back });
  runUiAction(bench.app, 'expect-now');
  expect(drawn()).toEqual([...before, 'a/db a/web all traffic deny']);
});

test('a pair’s traffic is expected: the drawn flow of it, or a new one', () => {
  expectTraffic(bench.app, there, { protocol: 6, port: 22 }, 'deny');
  expectTraffic(bench.app, there, { protocol: 1, port: { kind: 'icmp', type: 8, code: null } }, 'allow');
  expect(drawn()).toEqual(['a/web a/db TCP 22 deny mine', 'a/web a/db ICMP 8 allow']);
});

test('a line’s expectation and note are changed, and the line is removed', () => {
  setExpectation(bench.app, 0, 'allow');
  setFlowNote(bench.app, 0, 'yours');
  expect(drawn()).toEqual(['a/web a/db TCP 22 allow yours']);
  removeFlow(bench.app, 0);
  expect(drawn()).toEqual([]);
  expect(bench.notice).toBe('Removed the flow from a/web to a/db.');
});

test('a line that is gone meanwhile changes nothing', () => {
  setExpectation(bench.app, 9, 'allow');
  removeFlow(bench.app, 9);
  expect(drawn()).toEqual(before);
});
