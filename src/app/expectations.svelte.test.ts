import { beforeEach, describe, expect, test } from 'vitest';
import { twoPods } from '../core/expect/testing/two-pods.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';

const office = `---
apiVersion: firewright.dev/v1
kind: ExternalNetwork
metadata: {name: office}
spec: {nets: [203.0.113.0/24]}
`;
const flows = [
  '{from: a/web, to: a/db, protocol: TCP, port: 5432, expect: allow}',
  '{from: a/web, to: a/db, protocol: TCP, port: 22, expect: allow}',
  '{from: external/office, to: a/db, protocol: TCP, port: 5432, expect: allow}',
  '{from: external/office, to: a/db, protocol: TCP, port: 22, expect: deny}',
  '{from: a/db, to: a/web}',
  '{from: a/gone, to: a/web, expect: deny}',
];

function cluster(drawn: readonly string[]): string {
  const ingress = [
    '{action: Allow, protocol: TCP, source: {nets: [203.0.113.0/28]}, destination: {ports: [5432]}}',
    "{action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432]}}",
  ];
  return twoPods({ types: 'Ingress', ingress, flows: drawn, others: office });
}

let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(cluster(flows));
});

const states = (): readonly (string | null)[] => bench.app.expectations.list.map(({ state }) => state);

test('each flow is judged: by the table of all pairs, and where that does not tell it, by the evaluator', () => {
  expect(states()).toEqual(['met', 'missed', 'missed', 'met', null, 'unknown']);
  expect(bench.app.expectations.list.map(({ isPending }) => isPending)).not.toContain(true);
  expect(bench.app.expectations.totals).toEqual({ met: 2, missed: 2, unknown: 1 });
});

test('what only some addresses are allowed says which', () => {
  const [, , ofOffice] = bench.app.expectations.list;
  expect(ofOffice?.finding.verdict).toBe('partial');
  expect(ofOffice?.finding.reasons.join(' ')).toContain('Allowed from 203.0.113.0/28.');
});

test('an end that is not there is named', () => {
  expect(bench.app.expectations.list[5]?.finding.reasons).toEqual(['There is no endpoint a/gone in the design.']);
});

describe('live', () => {
  test('an edit of a policy is judged at once, and so is its undo', () => {
    const { session } = bench.app;
    const policy = Object.keys(session.document.resources).find((id) => id.startsWith('GlobalNetworkPolicy'));
    session.dispatch({ type: 'remove-resources', ids: [policy as keyof typeof session.document.resources] });
    expect(states()).toEqual(['met', 'met', 'met', 'missed', null, 'unknown']);
    session.undo();
    expect(states()).toEqual(['met', 'missed', 'missed', 'met', null, 'unknown']);
  });

  test('a flow that is drawn or changed is judged although no verdict is another', () => {
    const { session, model } = bench.app;
    const [first, , third] = model.design.flows;
    if (first === undefined || third === undefined) throw new Error('they are drawn');
    session.dispatch({ type: 'add-flow', flow: { ...third, port: 80, expect: 'allow' } });
    session.dispatch({ type: 'set-flow', index: 0, flow: { ...first, expect: 'deny' } });
    expect(states()).toEqual(['missed', 'missed', 'missed', 'met', null, 'unknown', 'missed']);
  });

  test('while the evaluator is asked, old answers stay and new ones are waited for', () => {
    const { session, model, expectations } = bench.app;
    const third = model.design.flows[2];
    if (third === undefined) throw new Error('it is drawn');
    bench.worker.isHeld = true;
    session.dispatch({ type: 'add-flow', flow: { ...third, port: 81 } });
    const last = (): unknown => expectations.list.map(({ state, isPending }) => [state, isPending]).at(-1);
    expect(last()).toEqual([null, true]);
    expect(states().slice(0, 4)).toEqual(['met', 'missed', 'missed', 'met']);
    bench.worker.letGo();
    expect(last()).toEqual(['missed', false]);
  });
});

test('another design has no answers of the one before', async () => {
  await bench.open(cluster(['{from: external/office, to: a/web, expect: allow}']));
  expect(states()).toEqual(['met']);
});
