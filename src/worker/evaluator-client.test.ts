import { describe, expect, test } from 'vitest';
import type { Manifest } from '../core/model/document.ts';
import { podEndpointId, type ResourceId } from '../core/model/ids.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import { Bench, design, one, podA, podB, podC, table, three, two } from './test-bench.ts';

describe('evaluate', () => {
  test('the first time with the whole document, then with what changed', () => {
    const bench = new Bench();
    bench.client.evaluate(1, one);
    expect(bench.worker.last()).toMatchObject({ delta: { fromEmpty: true, upsert: [{ manifest: podA }], remove: [] } });
    bench.answer();
    bench.client.evaluate(2, two);
    expect(bench.worker.last()).toMatchObject({
      delta: { fromEmpty: false, upsert: [{ manifest: podB }], remove: [] },
    });
    bench.answer();
    bench.client.evaluate(3, one);
    expect(bench.worker.last()).toMatchObject({ delta: { fromEmpty: false, upsert: [], remove: ['Pod/b'] } });
  });

  test('one at a time, and of those that wait the newest', () => {
    const bench = new Bench();
    for (const [revision, document] of [one, two, three].entries()) bench.client.evaluate(revision + 1, document);
    expect(bench.worker.asked).toEqual(['evaluate 1']);
    bench.answer();
    expect(bench.worker.asked).toEqual(['evaluate 1', 'evaluate 3']);
    expect(bench.worker.last()).toMatchObject({ delta: { upsert: [{ manifest: podB }, { manifest: podC }] } });
    bench.answer();
    expect(bench.events).toEqual(['evaluated 1 in 1', 'evaluated 3 in 1']);
  });

  test('progress is passed on', () => {
    const bench = new Bench();
    bench.client.evaluate(1, one);
    bench.worker.send({ type: 'progress', done: 2, total: 9 });
    expect(bench.events).toEqual(['progress 2/9']);
  });

  const drawn = (x: number): Manifest => ({
    apiVersion: 'firewright.dev/v1',
    kind: 'Design',
    metadata: { name: 'design' },
    spec: { layout: { x } },
  });

  test('a change of the picture only is answered without the worker', () => {
    const bench = new Bench();
    bench.client.evaluate(1, design(podA, drawn(1)));
    bench.answer();
    bench.client.evaluate(2, design(podA, drawn(2)));
    expect(bench.worker.asked).toEqual(['evaluate 1']);
    expect(bench.events).toEqual(['evaluated 1 in 1', 'unaffected 2']);
  });

  test('another look at staged policies is judged anew, even of the same document', () => {
    const bench = new Bench();
    for (const staged of ['ignored', 'enforced', 'enforced', 'ignored'] as const) {
      bench.client.evaluate(1, one, staged);
      bench.answer();
    }
    expect(bench.worker.posted.map((message) => 'staged' in message && message.staged)).toEqual([
      'ignored',
      'enforced',
      'ignored',
    ]);
  });

  test('a change of the picture only does not confirm a table that failed', () => {
    const bench = new Bench();
    bench.client.evaluate(1, design(podA, drawn(1)));
    bench.fail();
    bench.client.evaluate(2, design(podA, drawn(2)));
    expect(bench.worker.asked).toEqual(['evaluate 1', 'evaluate 2']);
  });
});

describe('preview', () => {
  test('is answered with its table, once the evaluations are done', () => {
    const bench = Bench.started();
    const answers: VerdictTable[] = [];
    bench.client.evaluate(2, two);
    bench.client.preview(three, (answer) => answers.push(answer));
    expect(bench.worker.asked).toEqual(['evaluate 1', 'evaluate 2']);
    bench.answer();
    expect(bench.worker.last()).toMatchObject({ type: 'preview', delta: { upsert: [{ manifest: podC }] } });
    bench.answer();
    expect(answers).toEqual([table]);
  });

  test('only the newest one is answered', () => {
    const bench = Bench.started();
    const answers: string[] = [];
    bench.client.preview(two, () => answers.push('first'));
    bench.client.preview(three, () => answers.push('second'));
    bench.client.preview(two, () => answers.push('third'));
    bench.answer();
    bench.answer();
    expect([bench.worker.asked.slice(1), answers]).toEqual([
      ['preview', 'preview'],
      ['first', 'third'],
    ]);
  });

  test('does not keep the worker from the next evaluation: that one comes first', () => {
    const bench = Bench.started();
    bench.client.preview(two, () => {});
    bench.client.preview(three, () => {});
    bench.client.evaluate(2, two);
    bench.answer();
    expect(bench.worker.asked).toEqual(['evaluate 1', 'preview', 'evaluate 2']);
  });

  test('forgotten, it is neither started nor answered', () => {
    const bench = Bench.started();
    const answers: string[] = [];
    bench.client.preview(two, () => answers.push('under way'));
    bench.client.preview(three, () => answers.push('waiting'));
    bench.client.forgetPreview();
    bench.answer();
    expect([bench.worker.asked.slice(1), answers]).toEqual([['preview'], []]);
    bench.client.preview(three, () => answers.push('next'));
    bench.answer();
    expect(answers).toEqual(['next']);
  });

  test('forgotten, one that takes long is given up', () => {
    const bench = Bench.started();
    bench.client.preview(two, () => {});
    bench.client.forgetPreview();
    expect(bench.worker.posted.at(-1)).toEqual({ type: 'cancel', onlyIfLong: true });
    bench.worker.send({ type: 'cancelled' });
    bench.client.forgetPreview();
    expect(bench.worker.posted).toHaveLength(3);
  });

  describe('of what comes true', () => {
    /** After a preview of three pods on one. */
    function foreseen(): Bench {
      const bench = Bench.started();
      bench.client.preview(three, () => {});
      bench.answer();
      return bench;
    }

    test('is told at once, and judged all the same', () => {
      const bench = foreseen();
      bench.client.evaluate(2, three);
      expect([bench.events, bench.worker.asked.at(-1)]).toEqual([['foreseen 2'], 'evaluate 2']);
      bench.answer();
      expect(bench.events).toEqual(['foreseen 2', 'evaluated 2 in 1']);
    });

    test.each<[string, (bench: Bench) => void]>([
      ['something else was done', ({ client }) => client.evaluate(2, two)],
      ['staged policies are looked at as enforced', ({ client }) => client.evaluate(2, three, 'enforced')],
      [
        'something else was done before',
        ({ client }) => [two, three].forEach((one, at) => client.evaluate(at + 2, one)),
      ],
      [
        'the worker was started anew',
        ({ client, worker }) => {
          worker.crash();
          client.evaluate(2, three);
        },
      ],
    ])('is not told where %s', (_case, act) => {
      const bench = foreseen();
      act(bench);
      bench.answer();
      bench.answer();
      expect(bench.events.filter((event) => event.startsWith('foreseen'))).toEqual([]);
    });

    test('is not told of a preview under another look at staged policies', () => {
      const bench = Bench.started();
      bench.client.evaluate(1, one, 'enforced');
      bench.answer();
      bench.client.preview(three, () => {});
      bench.answer();
      bench.client.evaluate(2, three);
      expect(bench.events).toEqual(['evaluated 1 in 1']);
    });
  });

  test('before the first document waits for it', () => {
    const bench = new Bench();
    bench.client.preview(two, () => {});
    expect(bench.worker.asked).toEqual([]);
    bench.client.evaluate(1, one);
    bench.answer();
    expect(bench.worker.asked).toEqual(['evaluate 1', 'preview']);
  });
});

describe('newest wins', () => {
  test('what is under way is to make way when it takes long', () => {
    const bench = Bench.started();
    bench.client.evaluate(2, two);
    expect(bench.worker.posted.at(-1)?.type).toBe('evaluate');
    bench.client.evaluate(3, three);
    expect(bench.worker.posted.at(-1)).toEqual({ type: 'cancel', onlyIfLong: true });
    bench.worker.send({ type: 'cancelled' });
    expect(bench.worker.asked.slice(1)).toEqual(['evaluate 2', 'evaluate 3']);
    bench.answer();
    expect(bench.events).toEqual(['evaluated 3 in 1']);
  });

  test('cancelled, nothing is under way and nothing waits; the next change is evaluated', () => {
    const bench = Bench.started();
    bench.client.evaluate(2, two);
    bench.client.evaluate(3, three);
    bench.client.cancel();
    expect(bench.worker.posted.at(-1)).toEqual({ type: 'cancel', onlyIfLong: false });
    bench.worker.send({ type: 'cancelled' });
    expect(bench.worker.asked).toEqual(['evaluate 1', 'evaluate 2']);
    bench.client.evaluate(4, one);
    expect(bench.worker.last()).toMatchObject({ type: 'evaluate', revision: 4, delta: { remove: ['Pod/b'] } });
    bench.answer();
    expect(bench.events).toEqual(['evaluated 4 in 1']);
  });

  test('that nothing is under way any more is told once, behind the last answer', () => {
    const bench = new Bench();
    bench.client.evaluate(1, one);
    bench.client.preview(two, () => {});
    bench.answer();
    expect(bench.rests).toBe(0);
    bench.client.cancel();
    bench.worker.send({ type: 'cancelled' });
    expect(bench.rests).toBe(1);
  });

  test('cancelled, the same document can be evaluated again', () => {
    const bench = Bench.started();
    bench.client.evaluate(2, two);
    bench.client.cancel();
    bench.worker.send({ type: 'cancelled' });
    bench.client.evaluate(2, two);
    expect(bench.worker.last()).toMatchObject({ type: 'evaluate', revision: 2, delta: { upsert: [], remove: [] } });
    bench.answer();
    expect(bench.events).toEqual(['evaluated 2 in 1']);
  });

  test('cancelled while nothing is under way, nothing is asked', () => {
    const bench = Bench.started();
    bench.client.cancel();
    expect(bench.worker.posted.map(({ type }) => type)).toEqual(['evaluate']);
  });
});

describe('explain', () => {
  const [a, b] = [podEndpointId('n', 'a'), podEndpointId('n', 'b')];

  test('goes out at once, and each answer finds its question', () => {
    const bench = Bench.started();
    const answers: unknown[] = [];
    bench.client.evaluate(2, two);
    bench.client.explainPair(a, b, (result) => answers.push(['pair', result]));
    bench.client.explainPair(b, a, (result) => answers.push(['other', result]));
    const [first, second] = bench.worker.posted.slice(-2) as { token: number }[];
    const other = { source: b, destination: a, parts: [], notes: [] };
    bench.worker.send({ type: 'pair-explained', token: second!.token, revision: 2, result: other });
    bench.worker.send({ type: 'pair-explained', token: first!.token, revision: 2, result: null });
    bench.worker.send({ type: 'pair-explained', token: first!.token, revision: 2, result: null });
    expect(answers).toEqual([
      ['other', other],
      ['pair', null],
    ]);
  });

  test('a failed one is said and never answered', () => {
    const bench = Bench.started();
    bench.client.explainPair(a, b, () => bench.events.push('answered'));
    const { token } = bench.worker.last() as { token: number };
    bench.fail();
    bench.worker.send({ type: 'pair-explained', token, revision: 1, result: null });
    expect(bench.events).toEqual(['The evaluator failed: divided by zero']);
  });
});

describe('decided-by', () => {
  const policy = 'GlobalNetworkPolicy.projectcalico.org/p' as ResourceId;
  const pairs = [{ source: podEndpointId('n', 'a'), destination: podEndpointId('n', 'b') }];
  const answer = (bench: Bench, token: number): void => bench.worker.send({ type: 'decided', token, pairs, total: 1 });

  test('only the newest question is answered', () => {
    const bench = Bench.started();
    const answers: string[] = [];
    bench.client.decidedBy(policy, pairs, () => answers.push('first'));
    bench.client.decidedBy(policy, pairs, ({ total }) => answers.push(`second ${total}`));
    const [first, second] = bench.worker.posted.flatMap((message) => (message.type === 'decided-by' ? [message] : []));
    answer(bench, first!.token);
    answer(bench, second!.token);
    expect(answers).toEqual(['second 1']);
    expect(second).toMatchObject({ policy, pairs });
  });

  test('nothing that nobody waits for is answered, nor what a worker that crashed was asked', () => {
    const bench = Bench.started();
    const answers: string[] = [];
    bench.client.decidedBy(policy, pairs, () => answers.push('forgotten'));
    const { token } = bench.worker.last() as { readonly token: number };
    bench.client.forgetDecided();
    answer(bench, token);
    bench.client.decidedBy(policy, pairs, () => answers.push('lost'));
    bench.worker.crash();
    answer(bench, token + 1);
    expect(answers).toEqual([]);
  });
});

describe('the lock-out guard', () => {
  const report = { dead: [], undecided: [], looked: { hosts: 0, lines: 0, steps: 0 } } as const;

  function ask(bench: Bench, told: string[], name: string): number {
    bench.client.guard('3.32', {
      progress: (done, total) => told.push(`${name} ${done}/${total}`),
      done: () => told.push(`${name} done`),
      failed: (message) => told.push(`${name} failed: ${message}`),
    });
    return (bench.worker.last() as { readonly token: number }).token; // what was just posted
  }

  test('only the newest question is answered, with how far it is', () => {
    const bench = Bench.started();
    const told: string[] = [];
    const [first, second] = [ask(bench, told, 'first'), ask(bench, told, 'second')];
    for (const token of [first, second]) {
      bench.worker.send({ type: 'guard-progress', token, done: 1, total: 2 });
      bench.worker.send({ type: 'guarded', token, report });
    }
    expect(told).toEqual(['second 1/2', 'second done']);
  });

  test('a failure is told, whether of the question or of the worker', () => {
    const bench = Bench.started();
    const told: string[] = [];
    const token = ask(bench, told, 'first');
    bench.worker.send({ type: 'failed', request: 'guard', token, revision: null, message: 'no' });
    ask(bench, told, 'second');
    bench.worker.crash();
    expect(told).toEqual(['first failed: no', 'second failed: out of memory']);
  });
});
