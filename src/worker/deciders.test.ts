import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import type { Manifest } from '../core/model/document.ts';
import { hostEndpointId, podEndpointId, type ResourceId } from '../core/model/ids.ts';
import { decidingPolicies } from '../core/policy/deciding-policies.ts';
import { lower } from '../core/policy/lower.ts';
import { deltaBetween } from './document-delta.ts';
import { Evaluation } from './evaluation.ts';
import type { EndpointPair, FromWorker, ToWorker } from './protocol.ts';

const { document } = openDesign([
  { name: 'sample', text: readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8') },
]);
const policy = 'GlobalNetworkPolicy.projectcalico.org/node-host-firewall' as ResourceId;
const [backend, worker] = [podEndpointId('prod', 'backend'), hostEndpointId('node-worker')];
const ids = lower(Object.values(document.resources)).parties.map(({ row }) => row.id);
const all = ids.flatMap((source) =>
  ids.flatMap((destination) => (source === destination ? [] : [{ source, destination }])),
);

function decidedIn(design: typeof document): readonly EndpointPair[] {
  const ruleset = lower(Object.values(design.resources));
  return all.filter(({ source, destination }) => decidingPolicies(ruleset, source, destination).has(policy));
}

/** A worker in this thread, whose turns the test gives it. */
class Bench {
  readonly sent: FromWorker[] = [];
  readonly turns: (() => void)[] = [];
  /** What each look at the clock takes. */
  pace = 0;
  time = 0;
  readonly evaluation = new Evaluation({
    now: () => (this.time += this.pace),
    send: (message, transfer) => this.sent.push(structuredClone(message, { transfer: [...transfer] })),
    later: (goOn) => this.turns.push(goOn),
  });

  static evaluated(): Bench {
    const bench = new Bench();
    bench.evaluate(1);
    return bench;
  }
  evaluate(revision: number, design = document): void {
    const delta = deltaBetween(null, design.resources);
    this.evaluation.receive({ type: 'evaluate', revision, delta, staged: 'ignored' });
  }
  ask(token: number, pairs: readonly EndpointPair[] = all): void {
    this.evaluation.receive({ type: 'decided-by', token, policy, pairs });
  }
  finish(): void {
    for (let turn = this.turns.shift(); turn !== undefined; turn = this.turns.shift()) turn();
  }
  get answers(): readonly FromWorker[] {
    return this.sent.filter(({ type }) => type !== 'evaluated' && type !== 'progress');
  }
}

describe('which pairs a policy decides', () => {
  test('are those that judging each by itself finds, with their number', () => {
    const bench = Bench.evaluated();
    bench.ask(4);
    const expected = decidedIn(document);
    expect(expected.length).toBeGreaterThan(2);
    expect(expected.length).toBeLessThan(all.length);
    expect(bench.answers).toEqual([{ type: 'decided', token: 4, pairs: expected, total: expected.length }]);
  });

  test('only the given ones are named, all are counted; unknown ends and an endpoint to itself are none', () => {
    const bench = Bench.evaluated();
    const gone = podEndpointId('prod', 'gone');
    bench.ask(1, [
      { source: backend, destination: worker },
      { source: backend, destination: gone },
      { source: worker, destination: worker },
    ]);
    expect(bench.answers).toEqual([
      {
        type: 'decided',
        token: 1,
        pairs: [{ source: backend, destination: worker }],
        total: decidedIn(document).length,
      },
    ]);
  });

  test('are of the newest verdicts: a question waits for them', () => {
    const bench = Bench.evaluated();
    const left = Object.entries(document.resources).filter(([id]) => id !== policy);
    const without = { ...document, resources: Object.fromEntries(left) };
    bench.pace = 20;
    bench.evaluate(2, without);
    bench.ask(1);
    expect(bench.answers).toEqual([]);
    bench.finish();
    expect(bench.answers).toEqual([{ type: 'decided', token: 1, pairs: [], total: 0 }]);
  });

  test('the newest question is answered, the one before it is not', () => {
    const bench = Bench.evaluated();
    bench.pace = 20;
    bench.ask(1);
    bench.ask(2);
    bench.finish();
    expect(bench.answers.map((message) => 'token' in message && message.token)).toEqual([2]);
  });

  test('a document that comes meanwhile is judged first, and the answer is of it', () => {
    const bench = Bench.evaluated();
    bench.pace = 20;
    bench.ask(1);
    expect(bench.answers).toEqual([]);
    bench.evaluate(2);
    bench.finish();
    const types = bench.sent.map(({ type }) => type).filter((type) => type !== 'progress');
    expect(types).toEqual(['evaluated', 'evaluated', 'decided']);
  });

  test('before anything was evaluated there is no answer yet', () => {
    const bench = new Bench();
    bench.ask(1);
    expect(bench.sent).toEqual([]);
    bench.evaluate(1);
    expect(bench.answers).toHaveLength(1);
  });

  test('of very many endpoints are not counted', () => {
    const pods = Array.from({ length: 601 }, (_, index): Manifest => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${index}`, namespace: 'prod' },
    }));
    const { document: large } = openDesign([
      { name: 'l.yaml', text: pods.map((one) => JSON.stringify(one)).join('\n---\n') },
    ]);
    const bench = new Bench();
    bench.evaluate(1, large);
    bench.ask(1, []);
    expect(bench.answers).toEqual([{ type: 'decided', token: 1, pairs: [], total: null }]);
  });
});

test('a failure is an answer, and the next question is answered', () => {
  const bench = Bench.evaluated();
  const broken: ToWorker = { type: 'decided-by', token: 3, policy, pairs: [null!] };
  bench.evaluation.receive(broken);
  expect(bench.answers).toMatchObject([{ type: 'failed', request: 'decided-by', token: 3 }]);
  bench.evaluate(2);
  expect(bench.answers).toHaveLength(1);
  bench.ask(4);
  expect(bench.answers.at(-1)).toMatchObject({ type: 'decided', token: 4 });
});
