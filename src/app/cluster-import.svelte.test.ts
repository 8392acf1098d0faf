import { beforeEach, describe, expect, test } from 'vitest';
import { err, ok, type Result } from '../core/result.ts';
import type { ClusterCommand, ClusterError, ClusterReader, FileContent } from '../host/app-host.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { clusterErrorWord, describeClusterError } from './cluster-words.ts';
import { settled, TestBench } from './test-bench.ts';
import { runUiAction, uiActions } from './ui-actions.ts';

const list = (...names: readonly string[]): string =>
  names.length === 0
    ? 'apiVersion: v1\nitems: []\nkind: List\n'
    : `apiVersion: v1\nitems:\n${names.map((name) => `- apiVersion: v1\n  kind: Namespace\n  metadata:\n    name: ${name}\n`).join('')}kind: List\n`;
const tier = (name: string, group = 'projectcalico.org/v3'): string =>
  `apiVersion: v1\nitems:\n- apiVersion: ${group}\n  kind: Tier\n  metadata:\n    name: ${name}\n  spec:\n    order: 5\nkind: List\n`;

const plan: readonly ClusterCommand[] = [
  { kind: 'namespaces', line: 'kubectl get namespaces', insteadOf: null },
  { kind: 'tiers', line: 'kubectl get tiers', insteadOf: null },
  { kind: 'tiers.crd', line: 'kubectl get tiers.crd', insteadOf: 'tiers' },
];

/** A cluster in memory: what each kind answers, and what was asked. */
class FakeCluster implements ClusterReader {
  names: Result<readonly string[], ClusterError> = ok(['dev', 'prod']);
  readonly answers = new Map<string, string | ClusterError>();
  readonly asked: string[] = [];
  cancelled = 0;
  /** Kinds that wait until they are cancelled. */
  readonly hanging = new Set<string>();

  contexts(): Promise<Result<readonly string[], ClusterError>> {
    return Promise.resolve(this.names);
  }
  plan(context: string): Promise<Result<readonly ClusterCommand[], ClusterError>> {
    return Promise.resolve(context.startsWith('-') ? err({ reason: 'unsafe-context' }) : ok(plan));
  }
  read({ kind }: { kind: string }): Promise<Result<FileContent, ClusterError>> {
    this.asked.push(kind);
    if (this.hanging.has(kind)) return new Promise(() => undefined);
    const answer = this.answers.get(kind) ?? { reason: 'no-such-kind' };
    return Promise.resolve(typeof answer === 'string' ? ok({ kind: 'text', text: answer }) : err(answer));
  }
  cancel(): Promise<void> {
    this.cancelled += 1;
    return Promise.resolve();
  }
}

let cluster: FakeCluster;
let bench: TestBench<MemoryHost>;
beforeEach(() => {
  cluster = new FakeCluster();
  const host = new MemoryHost();
  host.cluster = cluster;
  bench = new TestBench(host);
});

const importer = () => {
  const { clusterImport } = bench.app;
  if (clusterImport === null) throw new Error('this host has a cluster');
  return clusterImport;
};
async function chosen(context = 'dev'): Promise<void> {
  runUiAction(bench.app, 'import-cluster');
  await settled();
  await importer().choose(context);
}
/** Reads, and says yes to what the import would change. */
async function imported(): Promise<void> {
  const done = importer().start();
  for (let turn = 0; turn < 5; turn += 1) await settled();
  bench.app.importPreview.answer(true);
  await done;
}
const names = (): readonly string[] => Object.keys(bench.app.session.document.resources).sort();

test('where no kubectl can be run the action is offered in no menu, and says why', () => {
  const { app } = new TestBench(new MemoryHost());
  const action = uiActions.find(({ id }) => id === 'import-cluster');
  expect([action?.offered?.(app), action?.enabled(app), app.clusterImport]).toEqual([false, false, null]);
  expect(action?.obstacle?.(app)).toContain('desktop program');
});

describe('before anything is run', () => {
  test('the contexts are listed, and nothing is chosen for the user', async () => {
    runUiAction(bench.app, 'import-cluster');
    expect([bench.app.view.dialog, importer().state.kind]).toEqual(['cluster', 'listing']);
    await settled();
    expect(importer().state).toMatchObject({ kind: 'choosing', contexts: ['dev', 'prod'], context: null, plan: null });
  });

  test('the only context there is is chosen', async () => {
    cluster.names = ok(['dev']);
    runUiAction(bench.app, 'import-cluster');
    await settled();
    expect(importer().state).toMatchObject({ kind: 'choosing', context: 'dev', plan });
  });

  test('all commands are shown, and none was run', async () => {
    await chosen();
    expect(importer().state).toMatchObject({ kind: 'choosing', context: 'dev', plan });
    expect(cluster.asked).toEqual([]);
  });

  test('a context that kubectl can’t be given safely is refused', async () => {
    await chosen('-x');
    expect(importer().state).toMatchObject({ kind: 'choosing', plan: null, refusal: { reason: 'unsafe-context' } });
    await importer().start();
    expect(cluster.asked).toEqual([]);
  });

  test('without kubectl, or without contexts, that is said and can be tried again', async () => {
    cluster.names = err({ reason: 'kubectl-missing' });
    runUiAction(bench.app, 'import-cluster');
    await settled();
    expect(importer().state).toEqual({ kind: 'no-contexts', error: { reason: 'kubectl-missing' } });
    cluster.names = ok([]);
    importer().again();
    await settled();
    expect(importer().state).toEqual({ kind: 'no-contexts', error: null });
  });
});

describe('what was read', () => {
  test('opens as a design where there is none, and the dialog is gone', async () => {
    cluster.answers.set('namespaces', list('a', 'b')).set('tiers', tier('t'));
    await chosen();
    await importer().start();
    expect(names()).toEqual(['Namespace/a', 'Namespace/b', 'Tier.projectcalico.org/t']);
    expect([bench.app.view.dialog, importer().state.kind]).toEqual([null, 'closed']);
  });

  test('is laid over an open design in one undoable step, as any import', async () => {
    await bench.open('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: own\n');
    cluster.answers.set('namespaces', list('a')).set('tiers', tier('t'));
    await chosen();
    await imported();
    expect(names()).toEqual(['Namespace/a', 'Namespace/own', 'Tier.projectcalico.org/t']);
    bench.app.session.undo();
    expect(names()).toEqual(['Namespace/own']);
  });

  test('a kind that the cluster lacks is asked for under its other API, one that it has is not', async () => {
    cluster.answers.set('namespaces', list('a')).set('tiers.crd', tier('stored', 'crd.projectcalico.org/v1'));
    await chosen();
    await imported();
    expect(cluster.asked).toEqual(['namespaces', 'tiers', 'tiers.crd']);
    expect(names()).toContain('Tier.projectcalico.org/stored');
    cluster.asked.length = 0;
    cluster.answers.set('tiers', tier('t'));
    await chosen();
    await imported();
    expect(cluster.asked).toEqual(['namespaces', 'tiers']);
  });

  test('a kind that may not be listed is named in a notice and among the problems; the rest is imported', async () => {
    cluster.answers.set('namespaces', list('a')).set('tiers', { reason: 'forbidden', message: 'no way' });
    await chosen();
    await importer().start();
    expect(names()).toEqual(['Namespace/a']);
    expect(bench.notice).toContain('Not read from dev: tiers (forbidden)');
    expect(bench.app.session.problems).toMatchObject([
      { severity: 'warning', code: 'CLUSTER-KIND-NOT-READ', place: { file: 'dev/tiers.yaml' } },
    ]);
    expect(bench.app.session.problems[0]?.message).toContain('no way');
    expect(bench.app.view.drawer).toBe('problems');
  });

  test('garbage is told as a problem of its file, and the rest is imported', async () => {
    cluster.answers.set('namespaces', list('a')).set('tiers', 'a: [\n');
    await chosen();
    await importer().start();
    expect(names()).toEqual(['Namespace/a']);
    expect(bench.app.session.problems).toMatchObject([{ severity: 'error', place: { file: 'dev/tiers.yaml' } }]);
  });

  test('is not imported where the user, having seen what it would change, does not want it', async () => {
    await bench.open('apiVersion: v1\nkind: Namespace\nmetadata:\n  name: own\n');
    cluster.answers.set('namespaces', list('a')).set('tiers', { reason: 'forbidden', message: 'no way' });
    await chosen();
    const done = importer().start();
    for (let turn = 0; turn < 5; turn += 1) await settled();
    bench.app.importPreview.answer(false);
    await done;
    expect([names(), bench.app.session.problems]).toEqual([['Namespace/own'], []]);
  });

  test('a cluster without any of it leaves the design as it is and says so', async () => {
    cluster.answers.set('namespaces', list());
    await chosen();
    await importer().start();
    expect(importer().state).toMatchObject({ kind: 'ended', error: null });
    expect(names()).toEqual([]);
  });
});

describe('an end before its time', () => {
  test.each<ClusterError>([
    { reason: 'unreachable', message: 'refused' },
    { reason: 'not-signed-in', message: 'Unauthorized' },
    { reason: 'no-such-context' },
    { reason: 'kubectl-missing' },
  ])('after %o no other kind is asked for and nothing is imported', async (error) => {
    cluster.answers.set('namespaces', list('a')).set('tiers', error);
    await chosen();
    await importer().start();
    expect(importer().state).toMatchObject({ kind: 'ended', error });
    expect([cluster.asked, names()]).toEqual([['namespaces', 'tiers'], []]);
  });

  test.each<ClusterError>([
    { reason: 'slow', message: 'timeout' },
    { reason: 'too-large' },
    { reason: 'failed', message: 'boom' },
  ])('after %o the others are read all the same', async (error) => {
    cluster.answers.set('namespaces', error).set('tiers', tier('t'));
    await chosen();
    await importer().start();
    expect(names()).toEqual(['Tier.projectcalico.org/t']);
    expect(bench.notice).toContain(`namespaces (${clusterErrorWord(error)})`);
  });

  test('closing while it reads ends kubectl; what comes later is not imported', async () => {
    cluster.answers.set('namespaces', list('a'));
    cluster.hanging.add('tiers');
    await chosen();
    void importer().start();
    await settled();
    expect(importer().state).toMatchObject({
      kind: 'reading',
      steps: [
        { outcome: { kind: 'read', objects: 1 } },
        { outcome: { kind: 'running' } },
        { outcome: { kind: 'waiting' } },
      ],
    });
    importer().close();
    await settled();
    expect([cluster.cancelled, importer().state.kind, names(), bench.app.view.dialog]).toEqual([1, 'closed', [], null]);
  });

  test('closing before it began ends nothing', async () => {
    await chosen();
    importer().close();
    expect(cluster.cancelled).toBe(0);
  });
});

test.each<ClusterError>([
  { reason: 'kubectl-missing' },
  { reason: 'unsafe-context' },
  { reason: 'no-such-context' },
  { reason: 'no-such-kind' },
  { reason: 'forbidden', message: 'its words' },
  { reason: 'not-signed-in', message: 'its words' },
  { reason: 'unreachable', message: 'its words' },
  { reason: 'slow', message: 'its words' },
  { reason: 'too-large' },
  { reason: 'cancelled' },
  { reason: 'failed', message: 'its words' },
])('%o is a sentence of its own, with kubectl’s words where it had some', (error) => {
  const sentence = describeClusterError(error);
  expect(sentence).toMatch(/^[A-Z“k].{10,}/);
  if ('message' in error) expect(sentence).toContain('its words');
  expect(clusterErrorWord(error)).not.toBe('');
});
