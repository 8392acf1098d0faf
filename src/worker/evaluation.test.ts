import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import type { ClusterDocument, Manifest } from '../core/model/document.ts';
import { hostEndpointId, podEndpointId, resourceId, type ResourceId } from '../core/model/ids.ts';
import type { StagedView } from '../core/policy/staged.ts';
import { VerdictIndex } from '../core/policy/verdict-index.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import { deltaBetween } from './document-delta.ts';
import { Evaluation } from './evaluation.ts';
import type { FromWorker } from './protocol.ts';

const { document } = openDesign([
  { name: 'sample', text: readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8') },
]);
const [backend, worker] = [podEndpointId('prod', 'backend'), hostEndpointId('node-worker')];

const nothing = { fromEmpty: false, upsert: [], remove: [] } as const;

/** A worker in this thread: what it sends, in order, as it would arrive. */
class Bench {
  readonly sent: FromWorker[] = [];
  readonly transferred: ArrayBuffer[] = [];
  time = 0;
  /** What each look at the clock takes. */
  pace = 0;
  /** What the worker does when it has read its messages. */
  readonly turns: (() => void)[] = [];
  readonly evaluation = new Evaluation({
    now: () => (this.time += this.pace),
    send: (message, transfer) => {
      this.transferred.push(...transfer);
      this.sent.push(structuredClone(message, { transfer: [...transfer] }));
    },
    later: (goOn) => this.turns.push(goOn),
  });

  /** Lets the worker go on until it has nothing more to do. */
  finish(): FromWorker {
    for (let turn = this.turns.shift(); turn !== undefined; turn = this.turns.shift()) turn();
    return this.last();
  }

  get types(): readonly string[] {
    return this.sent.map(({ type }) => type);
  }

  last(): FromWorker {
    return this.sent.at(-1)!;
  }

  evaluate(revision: number, now: ClusterDocument = document, staged: StagedView = 'ignored'): FromWorker {
    this.evaluation.receive({ type: 'evaluate', revision, delta: deltaBetween(null, now.resources), staged });
    return this.last();
  }

  explain(): FromWorker {
    this.evaluation.receive({ type: 'explain-pair', token: 7, source: backend, destination: worker });
    return this.last();
  }
}

function tableOf(message: FromWorker): VerdictTable {
  if (message.type !== 'evaluated' && message.type !== 'previewed') throw new Error(`no table: ${message.type}`);
  return message.table;
}

function without(kind: string): ClusterDocument {
  const left = Object.entries(document.resources).filter(([id]) => !id.startsWith(kind));
  return { ...document, resources: Object.fromEntries(left) };
}

function verdict(table: VerdictTable): string | undefined {
  return new VerdictIndex(table).summary(backend, worker)?.verdict;
}

describe('evaluate', () => {
  test('answers with the table of its revision, transferred', () => {
    const bench = new Bench();
    const answer = bench.evaluate(3);
    expect(answer).toMatchObject({ type: 'evaluated', revision: 3, millis: 0 });
    expect(verdict(tableOf(answer))).toBe('partial');
    expect(bench.transferred[0]?.byteLength).toBe(0);
  });

  test('takes what changed since', () => {
    const bench = new Bench();
    bench.evaluate(1);
    const now = without('HostEndpoint');
    const delta = deltaBetween(document.resources, now.resources);
    expect(delta.upsert).toEqual([]);
    bench.evaluation.receive({ type: 'evaluate', revision: 2, delta, staged: 'ignored' });
    expect(tableOf(bench.last())).toEqual(tableOf(new Bench().evaluate(2, now)));
  });

  test('an empty design has the Internet', () => {
    const table = tableOf(new Bench().evaluate(1, { resources: {}, sources: [] }));
    expect(table.endpoints.map(({ id }) => id)).toEqual(['external/internet']);
  });

  test('says how far it is when it takes long, and not before', () => {
    const bench = new Bench();
    bench.evaluate(1);
    expect(bench.types).toEqual(['evaluated']);
    const slow = new Bench();
    slow.pace = 100;
    slow.evaluate(1);
    const total = tableOf(slow.finish()).own.length;
    expect(slow.types).toContain('progress');
    expect(slow.sent.at(-2)).toEqual({ type: 'progress', done: total, total });
  });
});

function underWay(pace: number): Bench {
  const bench = new Bench();
  bench.pace = pace;
  bench.evaluation.receive({
    type: 'evaluate',
    revision: 1,
    delta: deltaBetween(null, document.resources),
    staged: 'ignored',
  });
  return bench;
}

describe('a long evaluation', () => {
  test('answers questions meanwhile', () => {
    const bench = underWay(20);
    expect(bench.types).toEqual([]);
    expect(bench.explain()).toMatchObject({ type: 'pair-explained', revision: 1 });
    expect(bench.finish().type).toBe('evaluated');
  });

  test('is given up at once when it is cancelled', () => {
    const bench = underWay(20);
    bench.evaluation.receive({ type: 'cancel', onlyIfLong: false });
    expect(bench.finish()).toEqual({ type: 'cancelled' });
  });

  test('makes way for a newer one when it takes long', () => {
    const bench = underWay(200);
    bench.evaluation.receive({ type: 'cancel', onlyIfLong: true });
    expect(bench.finish()).toEqual({ type: 'cancelled' });
    bench.pace = 0;
    bench.evaluation.receive({ type: 'evaluate', revision: 2, delta: nothing, staged: 'ignored' });
    expect(bench.last()).toMatchObject({ type: 'evaluated', revision: 2 });
  });

  test('that soon ends makes no way', () => {
    const bench = underWay(20);
    bench.evaluation.receive({ type: 'cancel', onlyIfLong: true });
    bench.pace = 0;
    expect(bench.finish().type).toBe('evaluated');
  });

  test('may have ended before the cancel came', () => {
    const bench = new Bench();
    bench.evaluate(1);
    bench.evaluation.receive({ type: 'cancel', onlyIfLong: false });
    expect(bench.types).toEqual(['evaluated']);
  });
});

describe('the lock-out guard', () => {
  test('is asked of the judged design, tells how far it is, and answers', () => {
    const bench = new Bench();
    bench.evaluation.receive({ type: 'guard', token: 3, calicoVersion: '3.32' });
    expect(bench.sent).toEqual([]);
    bench.evaluate(1);
    expect(bench.finish()).toMatchObject({ type: 'guarded', token: 3, report: { dead: [], looked: { hosts: 2 } } });
    // Two host endpoints are applied one after the other.
    expect(bench.sent.filter(({ type }) => type === 'guard-progress')).toEqual([
      { type: 'guard-progress', token: 3, done: 0, total: 2 },
      { type: 'guard-progress', token: 3, done: 1, total: 2 },
    ]);
  });
});

describe('lints', () => {
  test('are found of the design that was judged', () => {
    const bench = new Bench();
    bench.evaluation.receive({ type: 'lint', token: 3 });
    expect(bench.types).toEqual([]);
    bench.evaluate(1);
    expect(bench.finish()).toMatchObject({ type: 'linted', token: 3, findings: expect.any(Array) });
  });

  test('wait for a long evaluation, and of two questions the newer one is answered', () => {
    const bench = underWay(20);
    for (const token of [3, 4]) bench.evaluation.receive({ type: 'lint', token });
    bench.finish();
    bench.finish();
    expect(bench.sent.filter(({ type }) => type === 'linted')).toMatchObject([{ token: 4 }]);
  });
});

test('a preview judges the document with the change on top, and leaves the held one alone', () => {
  const bench = new Bench();
  bench.evaluate(1);
  const delta = deltaBetween(document.resources, without('HostEndpoint').resources);
  bench.evaluation.receive({ type: 'preview', token: 5, delta });
  expect(bench.last()).toMatchObject({ type: 'previewed', token: 5 });
  expect(verdict(tableOf(bench.last()))).toBeUndefined();
  expect(bench.explain()).toMatchObject({ result: { parts: expect.any(Array) }, revision: 1 });
  bench.evaluation.receive({ type: 'evaluate', revision: 2, delta: nothing, staged: 'ignored' });
  expect(verdict(tableOf(bench.last()))).toBe('partial');
});

describe('staged policies as enforced (R4.9)', () => {
  const closing: Manifest = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'StagedGlobalNetworkPolicy',
    metadata: { name: 'close' },
    spec: { selector: 'all()', types: ['Egress'], egress: [{ action: 'Deny' }] },
  };
  const id = resourceId({
    group: 'projectcalico.org',
    kind: 'StagedGlobalNetworkPolicy',
    namespace: null,
    name: 'close',
  });
  const withStaged = {
    ...document,
    resources: { ...document.resources, [id]: { id, manifest: closing, origin: null } },
  };

  test('are judged beside the verdicts in force, and both tables are transferred', () => {
    const bench = new Bench();
    const answer = bench.evaluate(1, withStaged, 'enforced');
    if (answer.type !== 'evaluated' || answer.asEnforced === null) throw new Error('two tables were asked for');
    expect([verdict(answer.table), verdict(answer.asEnforced)]).toEqual(['partial', 'deny']);
    expect(bench.transferred).toHaveLength(10);
  });

  test('explanations and previews look at them the same way, until the next document is looked at as it is', () => {
    const bench = new Bench();
    bench.evaluate(1, withStaged, 'enforced');
    const explained = bench.explain();
    if (explained.type !== 'pair-explained') throw new Error('a pair was asked for');
    const segments = explained.result?.parts.flatMap((part) => part.segments) ?? [];
    expect(new Set(segments.map((segment) => segment.verdict))).toEqual(new Set(['deny']));
    bench.evaluation.receive({ type: 'preview', token: 5, delta: nothing });
    expect(verdict(tableOf(bench.last()))).toBe('deny');
    bench.evaluate(2, withStaged);
    expect(bench.last()).toMatchObject({ asEnforced: null });
    bench.evaluation.receive({ type: 'preview', token: 6, delta: nothing });
    expect(verdict(tableOf(bench.last()))).toBe('partial');
  });

  test('both tables are those of a fresh worker, whatever was evaluated and previewed before', () => {
    const bench = new Bench();
    const states = [withStaged, without('HostEndpoint'), document, without('GlobalNetworkPolicy')];
    const seen = [...states, ...states.toReversed()].flatMap((state) => [
      [state, 'enforced'] as const,
      [{ ...state, resources: { ...state.resources, ...withStaged.resources } }, 'enforced'] as const,
      [state, 'ignored'] as const,
    ]);
    let held: ClusterDocument['resources'] | null = null;
    for (const [revision, [state, staged]] of seen.entries()) {
      const delta = deltaBetween(held, state.resources);
      if (held !== null) bench.evaluation.receive({ type: 'preview', token: revision, delta });
      bench.evaluation.receive({ type: 'evaluate', revision, delta, staged });
      held = state.resources;
      expect(bench.last()).toEqual({ ...new Bench().evaluate(revision, state, staged), millis: 0 });
    }
  });

  test('each of the two tables is half of the way', () => {
    const bench = new Bench();
    bench.pace = 200;
    bench.evaluate(1, withStaged, 'enforced');
    bench.finish();
    const steps = bench.sent.flatMap((message) => (message.type === 'progress' ? [message] : []));
    const total = steps.at(-1)!.total;
    expect(steps.map(({ done }) => done)).toEqual(steps.map((_step, index) => total - steps.length + index + 1));
    expect(steps.every((step) => step.total === total)).toBe(true);
  });
});

describe('explain', () => {
  test('a pair, as of the revision it was judged at', () => {
    const bench = new Bench();
    bench.evaluate(4);
    expect(bench.explain()).toMatchObject({
      type: 'pair-explained',
      token: 7,
      revision: 4,
      result: { source: backend, destination: worker },
    });
  });

  test('a pair of which one end is not there', () => {
    expect(new Bench().explain()).toMatchObject({ type: 'pair-explained', token: 7, result: null });
  });

  test('one flow', () => {
    const bench = new Bench();
    bench.evaluate(1);
    const nothing = {
      icmpType: null,
      icmpCode: null,
      sourcePort: null,
      ipVersion: null,
      toAddress: null,
      fromAddress: null,
    };
    const query = { from: backend, to: worker, protocol: 6, port: 8080, via: null, ...nothing };
    bench.evaluation.receive({ type: 'explain-flow', token: 8, query });
    expect(bench.last()).toMatchObject({
      type: 'flow-explained',
      token: 8,
      result: { ok: true, value: { verdict: 'deny' } },
    });
  });
});

test('a fault of the program is an answer, and the next message finds the worker alive', () => {
  const bench = new Bench();
  const broken = { fromEmpty: true, upsert: [{ id: 'Pod/x' as ResourceId, manifest: null! }], remove: [] };
  bench.evaluation.receive({ type: 'evaluate', revision: 1, delta: broken, staged: 'ignored' });
  expect(bench.last()).toEqual({
    type: 'failed',
    request: 'evaluate',
    token: null,
    revision: 1,
    message: expect.stringMatching(/./),
  });
  bench.evaluation.receive({ type: 'preview', token: 2, delta: broken });
  expect(bench.last()).toMatchObject({ type: 'failed', request: 'preview', token: 2, revision: null });
  expect(verdict(tableOf(bench.evaluate(2)))).toBe('partial');
});
