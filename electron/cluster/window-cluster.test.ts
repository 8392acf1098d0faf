import { expect, test } from 'vitest';
import type { Kubectl, KubectlEnd } from './run-kubectl.ts';
import { WindowCluster } from './window-cluster.ts';

const answer = (output: string | Buffer): KubectlEnd => ({
  kind: 'exited',
  code: 0,
  output: Buffer.from(output),
  complaint: '',
});

/** A window whose kubectl knows two contexts and answers lists as it is told. */
function reader(list: (words: readonly string[]) => KubectlEnd = () => answer('items: []\n')) {
  const ran: (readonly string[])[] = [];
  const kubectl: Kubectl = (words) => {
    ran.push(words);
    return Promise.resolve(words[0] === 'config' ? answer('dev\r\nprod\n-x\n') : list(words));
  };
  return { cluster: new WindowCluster(kubectl), ran };
}

test('the contexts are those that kubectl names', async () => {
  const { cluster, ran } = reader();
  expect(await cluster.contexts()).toEqual({ ok: true, value: ['dev', 'prod', '-x'] });
  expect(ran).toEqual([['config', 'get-contexts', '-o', 'name']]);
});

test('only contexts that kubectl named are read, and none whose name could be an option', async () => {
  const { cluster, ran } = reader();
  expect(await cluster.read({ context: 'dev', kind: 'pods' })).toEqual({
    ok: false,
    error: { reason: 'no-such-context' },
  });
  await cluster.contexts();
  const refused = [
    ['stranger', 'no-such-context'],
    ['-x', 'unsafe-context'],
  ] as const;
  for (const [context, reason] of refused) {
    expect(cluster.plan(context)).toEqual({ ok: false, error: { reason } });
    expect(await cluster.read({ context, kind: 'pods' })).toEqual({ ok: false, error: { reason } });
  }
  expect(ran).toHaveLength(1);
});

test('a kind outside the table is not asked for', async () => {
  const { cluster, ran } = reader();
  await cluster.contexts();
  expect(await cluster.read({ context: 'dev', kind: 'secrets' })).toEqual({
    ok: false,
    error: { reason: 'no-such-kind' },
  });
  expect(ran).toHaveLength(1);
});

test('planning runs nothing; reading runs just the command that was shown', async () => {
  const { cluster, ran } = reader();
  await cluster.contexts();
  const plan = cluster.plan('prod');
  expect(ran).toHaveLength(1);
  await cluster.read({ context: 'prod', kind: 'nodes' });
  expect(['kubectl', ...(ran[1] ?? [])].join(' ')).toBe(plan.ok ? plan.value[0]?.line : '');
});

test('an answer is text, or what keeps it from being text', async () => {
  const { cluster } = reader((words) => answer(words.includes('pods') ? Buffer.from([0x61, 0xff]) : 'kind: List\n'));
  await cluster.contexts();
  expect(await cluster.read({ context: 'dev', kind: 'nodes' })).toEqual({
    ok: true,
    value: { kind: 'text', text: 'kind: List\n' },
  });
  expect(await cluster.read({ context: 'dev', kind: 'pods' })).toEqual({
    ok: true,
    value: { kind: 'not-utf8', offset: 1 },
  });
});

test('kubectl’s failure is told', async () => {
  const { cluster } = reader(() => ({ kind: 'missing' }));
  await cluster.contexts();
  expect(await cluster.read({ context: 'dev', kind: 'pods' })).toEqual({
    ok: false,
    error: { reason: 'kubectl-missing' },
  });
});

test('cancelling, and asking for something else, ends what is running', async () => {
  const signals: AbortSignal[] = [];
  const kubectl: Kubectl = (words, signal) => {
    if (words[0] === 'config') return Promise.resolve(answer('dev\n'));
    signals.push(signal);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        resolve({ kind: 'cancelled' });
      });
    });
  };
  const cluster = new WindowCluster(kubectl);
  await cluster.contexts();
  const first = cluster.read({ context: 'dev', kind: 'pods' });
  const second = cluster.read({ context: 'dev', kind: 'nodes' });
  expect(await first).toEqual({ ok: false, error: { reason: 'cancelled' } });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  cluster.cancel();
  expect(await second).toEqual({ ok: false, error: { reason: 'cancelled' } });
});
