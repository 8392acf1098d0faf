import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../core/file/design-file.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import { hostEndpointId, podEndpointId, type ResourceId } from '../core/model/ids.ts';
import { VerdictIndex } from '../core/policy/verdict-index.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import { deltaBetween } from './document-delta.ts';
import { Evaluation } from './evaluation.ts';
import type { FromWorker } from './protocol.ts';

const { document } = openDesign([
  { name: 'sample', text: readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8') },
]);
const [backend, worker] = [podEndpointId('prod', 'backend'), hostEndpointId('node-worker')];

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

  evaluate(revision: number, now: ClusterDocument = document): FromWorker {
    this.evaluation.receive({ type: 'evaluate', revision, delta: deltaBetween(null, now.resources) });
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
    bench.evaluation.receive({ type: 'evaluate', revision: 2, delta });
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
    expect(slow.sent.at(-2)).toEqual({ type: 'progress', revision: 1, done: total, total });
  });
});

describe('a long evaluation', () => {
  function underWay(pace: number): Bench {
    const bench = new Bench();
    bench.pace = pace;
    bench.evaluation.receive({ type: 'evaluate', revision: 1, delta: deltaBetween(null, document.resources) });
    return bench;
  }

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
    bench.evaluation.receive({ type: 'evaluate', revision: 2, delta: { fromEmpty: false, upsert: [], remove: [] } });
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

test('a preview judges the document with the change on top, and leaves the held one alone', () => {
  const bench = new Bench();
  bench.evaluate(1);
  const delta = deltaBetween(document.resources, without('HostEndpoint').resources);
  bench.evaluation.receive({ type: 'preview', token: 5, delta });
  expect(bench.last()).toMatchObject({ type: 'previewed', token: 5 });
  expect(verdict(tableOf(bench.last()))).toBeUndefined();
  expect(bench.explain()).toMatchObject({ result: { parts: expect.any(Array) }, revision: 1 });
  bench.evaluation.receive({ type: 'evaluate', revision: 2, delta: { fromEmpty: false, upsert: [], remove: [] } });
  expect(verdict(tableOf(bench.last()))).toBe('partial');
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
  bench.evaluation.receive({ type: 'evaluate', revision: 1, delta: broken });
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
