import { expect, test } from 'vitest';
import type { ClusterDocument, Manifest } from '../core/model/document.ts';
import { podEndpointId, resourceId, type ResourceId } from '../core/model/ids.ts';
import type { FromComparer, ToComparer } from './compare-protocol.ts';
import { ComparerClient, type ComparerPort } from './comparer-client.ts';

const tier = (name: string, order = 1): Manifest => ({ kind: 'Tier', metadata: { name }, spec: { order } });
const idOf = (name: string): ResourceId =>
  resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name });

function documentOf(...manifests: readonly Manifest[]): ClusterDocument {
  const entries = manifests.map((manifest) => {
    const id = idOf(String((manifest['metadata'] as { name: string }).name)); // `tier` made it
    return [id, { id, manifest, origin: null }] as const;
  });
  return { resources: Object.fromEntries(entries), sources: [] };
}

/** A worker whose answers the test gives. */
class Bench implements ComparerPort {
  readonly posted: ToComparer[] = [];
  readonly events: string[] = [];
  isStopped = false;
  #listeners: Parameters<ComparerPort['listen']>[0] | null = null;
  readonly client = new ComparerClient(this, {
    compared: ({ comparison }) => void this.events.push(`compared ${comparison.counts.total}`),
    failed: (message) => void this.events.push(message),
  });

  post(message: ToComparer): void {
    this.posted.push(message);
  }
  listen(listeners: Parameters<ComparerPort['listen']>[0]): void {
    this.#listeners = listeners;
  }
  terminate(): void {
    this.isStopped = true;
  }
  crash(): void {
    this.#listeners?.crash('out of memory');
  }
  answer(message: FromComparer): void {
    this.#listeners?.message(message);
  }
  compared(total: number): void {
    const counts = {
      total,
      events: { added: 0, removed: 0, changed: total },
      effects: { widened: total, narrowed: 0, both: 0, unclear: 0 },
    };
    const comparison = { connections: [], counts, added: [], removed: [], renamed: [], unasked: 0 };
    this.answer({
      type: 'compared',
      token: this.posted.length,
      comparison,
      objects: { added: [], removed: [], changed: [] },
    });
  }
}

/** How many objects each message changes, before and after. */
const sizes = ({ posted }: Bench): readonly unknown[] =>
  posted.map((message) =>
    message.type === 'compare' ? [message.before, message.after].map((delta) => delta.upsert.length) : message.type,
  );

test('one comparison is under way, the newest waits, and only what changed is sent', () => {
  const bench = new Bench();
  const [a, b] = [tier('a'), tier('b')];
  bench.client.compare(documentOf(a), documentOf(a, b), {});
  bench.client.compare(documentOf(a), documentOf(a, tier('b', 2)), {});
  bench.client.compare(documentOf(a), documentOf(a, tier('b', 3)), {});
  expect(sizes(bench)).toEqual([[1, 2]]);
  bench.compared(4);
  expect(sizes(bench)).toEqual([
    [1, 2],
    [0, 1],
  ]);
  bench.compared(5);
  expect([bench.posted.length, bench.events]).toEqual([2, ['compared 4', 'compared 5']]);
});

test('a failure is said and the next comparison is tried', () => {
  const bench = new Bench();
  bench.client.compare(documentOf(), documentOf(), {});
  bench.client.compare(documentOf(), documentOf(tier('a')), {});
  bench.answer({ type: 'failed', token: 1, message: 'oh' });
  expect([bench.events, bench.posted.length]).toEqual([['The comparison failed: oh'], 2]);
});

test('a crash is said', () => {
  const bench = new Bench();
  bench.crash();
  expect(bench.events).toEqual(['The comparison stopped unexpectedly (out of memory). Compare again.']);
});

test('only the newest question about a pair is answered', () => {
  const bench = new Bench();
  const [source, destination] = [podEndpointId('n', 'a'), podEndpointId('n', 'b')];
  const answers: string[] = [];
  bench.client.explainBefore(source, destination, () => void answers.push('old'));
  bench.client.explainBefore(destination, source, () => void answers.push('new'));
  bench.answer({ type: 'before-explained', token: 1, result: null });
  bench.answer({ type: 'before-explained', token: 2, result: null });
  expect(answers).toEqual(['new']);
});

test('it ends with the comparison', () => {
  const bench = new Bench();
  bench.client.stop();
  expect(bench.isStopped).toBe(true);
});
