import { describe, expect, test } from 'vitest';
import { Bench, one, podA, podB, podC, table, three, two } from './test-bench.ts';

describe('a failure of the program', () => {
  test('of an evaluation is said; the next document is evaluated', () => {
    const bench = new Bench();
    bench.client.evaluate(1, one);
    bench.client.evaluate(2, two);
    bench.fail();
    expect(bench.events).toEqual(['The evaluator failed: divided by zero']);
    expect(bench.worker.asked).toEqual(['evaluate 1', 'evaluate 2']);
    expect(bench.workers).toHaveLength(1);
  });

  test('of a preview is said; the client goes on', () => {
    const bench = Bench.started();
    bench.client.preview(two, () => {});
    bench.fail();
    bench.client.evaluate(2, two);
    expect(bench.worker.last()).toMatchObject({ type: 'evaluate', revision: 2 });
  });
});

describe('a crash', () => {
  test('starts another worker with the whole newest document', () => {
    const bench = Bench.started();
    bench.client.evaluate(2, two);
    bench.client.evaluate(3, three);
    bench.worker.crash();
    expect(bench.workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    expect(bench.events).toEqual(['The evaluator stopped unexpectedly (out of memory). It was started again.']);
    expect(bench.worker.last()).toMatchObject({
      type: 'evaluate',
      revision: 3,
      delta: { fromEmpty: true, upsert: [{ manifest: podA }, { manifest: podB }, { manifest: podC }] },
    });
    bench.answer();
    expect(bench.events.at(-1)).toBe('evaluated 3 in 1');
  });

  test('while idle evaluates the newest document again', () => {
    const bench = Bench.started();
    bench.worker.crash();
    expect(bench.worker.asked).toEqual(['evaluate 1']);
  });

  test('a preview that waits is judged after the restart', () => {
    const bench = Bench.started();
    const answers: string[] = [];
    bench.client.preview(two, () => answers.push('lost'));
    bench.client.preview(three, () => answers.push('waiting'));
    bench.worker.crash();
    bench.answer();
    bench.answer();
    expect(answers).toEqual(['waiting']);
  });

  test('what a worker that was given up still says is not heard', () => {
    const bench = Bench.started();
    const old = bench.worker;
    old.crash();
    bench.events.length = 0;
    old.send({ type: 'evaluated', revision: 9, table, asEnforced: null, millis: 1 });
    old.crash();
    expect(bench.events).toEqual([]);
    expect(bench.workers).toHaveLength(2);
  });

  test('three times on one document makes the client wait for the next change', () => {
    const bench = Bench.started();
    for (let time = 0; time < 3; time += 1) bench.worker.crash();
    expect(bench.events.at(-1)).toBe(
      'The evaluator stopped unexpectedly (out of memory). It waits for the next change.',
    );
    bench.client.preview(two, () => {});
    expect(bench.workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true]);
    bench.client.evaluate(2, two);
    expect(bench.workers).toHaveLength(4);
    expect(bench.worker.last()).toMatchObject({ type: 'evaluate', revision: 2, delta: { fromEmpty: true } });
    bench.worker.crash();
    expect(bench.worker.asked).toEqual(['evaluate 2']);
  });
});

test('stopped, it takes the worker along', () => {
  const bench = Bench.started();
  bench.client.stop();
  expect(bench.worker.isTerminated).toBe(true);
});
