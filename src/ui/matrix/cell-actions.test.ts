import { beforeEach, describe, expect, test } from 'vitest';
import { TestBench } from '../../app/test-bench.ts';
import { twoPods } from '../../core/expect/testing/two-pods.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import { flowTraffic } from '../../core/net/flow-traffic.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { MemoryHost } from '../../host/memory-host.ts';
import { cellActions, type CellAction, type CellsAround } from './cell-actions.ts';

const design = twoPods({
  types: 'Ingress',
  ingress: ["{action: Allow, protocol: TCP, destination: {ports: ['20:30']}}"],
  flows: [],
});
const [web, db] = [podEndpointId('a', 'web'), podEndpointId('a', 'db')];
const [there, back] = [
  { source: web, destination: db },
  { source: db, destination: web },
];

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

function around(verdict: Verdict, rest: Partial<CellsAround> = {}): CellsAround {
  return { verdictOf: () => verdict, marked: [], shown: [there, back], ...rest };
}
function actions(verdict: Verdict, rest: Partial<CellsAround> = {}): readonly CellAction[] {
  return cellActions(bench.app, there, around(verdict, rest));
}
function run(label: string, list: readonly CellAction[]): void {
  const action = list.find((one) => one.label === label);
  expect(action?.obstacle).toBe('');
  action?.run();
}
const drawn = (): readonly string[] =>
  bench.app.model.design.flows.map((flow) => `${flow.destination} ${flowTraffic(flow)} ${flow.expect}`);

describe('expecting from a cell', () => {
  const rows: readonly (readonly [traffic: string, label: string, verdict: Verdict, flows: readonly string[]])[] = [
    ['', 'Expect what is now', 'partial', ['a/db TCP 20-30 allow']],
    ['', 'Expect denied', 'partial', ['a/db all traffic deny']],
    ['TCP/22', 'Expect what is now (TCP/22)', 'allow', ['a/db TCP 22 allow']],
    ['TCP/25-40', 'Expect what is now (TCP/25-40)', 'partial', ['a/db TCP 25-30 allow']],
    ['TCP/25-40', 'Expect denied (TCP/25-40)', 'partial', ['a/db TCP 25-40 deny']],
    ['ICMP/8', 'Expect what is now (ICMP/8)', 'deny', ['a/db ICMP 8 deny']],
    ['ICMP/3/4', 'Expect allowed (ICMP/3/4)', 'deny', ['a/db ICMP 3/4 allow']],
  ];
  test.each(rows)('with “%s” shown: %s', (traffic, label, verdict, flows) => {
    bench.app.matrix.traffic = traffic;
    run(label, actions(verdict));
    expect(drawn()).toEqual(flows);
  });

  test('of all shown or all marked pairs at once', () => {
    run('Expect what is now: 2 shown pairs', actions('partial'));
    expect(drawn()).toEqual(['a/db TCP 20-30 allow', 'a/web all traffic allow']);
    bench.app.session.undo();
    expect(drawn()).toEqual([]);
    run('Expect what is now: 2 marked pairs', actions('partial', { marked: [back, there] }));
    expect(drawn()).toEqual(['a/web all traffic allow', 'a/db TCP 20-30 allow']);
  });

  const refused: readonly (readonly [what: string, traffic: string, Verdict, label: string])[] = [
    ['a port of any protocol', '22', 'allow', 'Expect allowed (22)'],
    ['a port of any protocol, of many', '22', 'allow', 'Expect what is now: 2 shown pairs (22)'],
    ['what can’t be evaluated', '', 'undecided', 'Expect what is now'],
  ];
  test.each(refused)('%s is refused with a reason', (_what, traffic, verdict, label) => {
    bench.app.matrix.traffic = traffic;
    expect(actions(verdict).find((one) => one.label === label)?.obstacle).toMatch(/\.$/);
  });
});
