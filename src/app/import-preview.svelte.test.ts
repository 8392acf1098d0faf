import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import { file, settled, TestBench } from './test-bench.ts';

const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: a, labels: {app: ${name}}}\nstatus: {podIP: 10.0.0.${name.length}}\n`;
const denyAll =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: a}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n';
const mine = `${pod('one')}---\n${pod('second')}`;

let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(mine);
});

const ids = (): readonly string[] => Object.keys(bench.app.session.document.resources);

describe('an import into an open design', () => {
  test('changes nothing before the user has seen what it would do', async () => {
    const done = bench.app.files.importGiven([file('deny.yaml', denyAll)]);
    await settled();
    const { pending, outcome } = bench.app.importPreview;
    expect(pending).toMatchObject({ name: 'deny.yaml', plan: { added: [{}], replaced: [], same: [] } });
    expect(outcome).toMatchObject({ allowed: 0 });
    expect(typeof outcome === 'string' ? 0 : outcome.denied).toBeGreaterThanOrEqual(2);
    expect([ids(), bench.app.session.canUndo]).toEqual([['Pod/a/one', 'Pod/a/second'], false]);
    bench.app.importPreview.answer(true);
    await done;
    expect(ids()).toContain('NetworkPolicy.networking.k8s.io/a/deny');
    expect(bench.app.session.history).toHaveLength(1);
    expect(bench.app.importPreview.pending).toBeNull();
  });

  test('that is refused leaves no trace', async () => {
    const done = bench.app.files.importGiven([file('deny.yaml', denyAll)]);
    await settled();
    bench.app.importPreview.answer(false);
    await done;
    expect([ids().length, bench.app.session.canUndo, bench.app.session.problems]).toEqual([2, false, []]);
    expect([bench.app.importPreview.pending, bench.app.preview.change]).toEqual([null, null]);
  });

  test('gives way to a newer one', async () => {
    const first = bench.app.files.importGiven([file('deny.yaml', denyAll)]);
    await settled();
    const second = bench.app.files.importGiven([file('more.yaml', pod('three'))]);
    await settled();
    expect(bench.app.importPreview.pending?.name).toBe('more.yaml');
    bench.app.importPreview.answer(true);
    await Promise.all([first, second]);
    expect(ids()).toEqual(['Pod/a/one', 'Pod/a/second', 'Pod/a/three']);
  });

  test('is worked out anew where the design changed meanwhile', async () => {
    const done = bench.app.files.importGiven([file('more.yaml', pod('one').replace('app: one', 'app: theirs'))]);
    await settled();
    bench.app.session.dispatch({
      type: 'remove-resources',
      ids: [bench.app.importPreview.pending!.plan.replaced[0]!.after.id],
    });
    bench.app.importPreview.answer(true);
    await settled();
    expect(bench.app.importPreview.pending?.plan).toMatchObject({ added: [{ id: 'Pod/a/one' }], replaced: [] });
    bench.app.importPreview.answer(true);
    await done;
    expect(ids()).toContain('Pod/a/one');
  });

  test('that brings nothing new says so and asks nothing', async () => {
    await bench.app.files.importGiven([file('again.yaml', mine)]);
    expect(bench.app.importPreview.pending).toBeNull();
    expect(bench.notice).toBe('again.yaml brings nothing new: the design has all 2 objects already.');
    expect(bench.app.session.canUndo).toBe(false);
  });

  test('pasted manifests come in at once', async () => {
    await bench.app.files.importPasted(file('clipboard.yaml', pod('three')));
    expect(ids()).toContain('Pod/a/three');
  });
});

describe('the report', () => {
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: a}\n';

  test('stays in the background where all was read and used', () => {
    expect(bench.app.importReport).toMatchObject({ isShown: false, files: [{ file: 'd.yaml', documents: 2 }] });
  });

  test('comes forward where something was only kept, and is of the newest files', async () => {
    await bench.import([file('more.yaml', `${config}---\n${pod('three')}`)]);
    expect(bench.app.importReport).toMatchObject({
      isShown: true,
      files: [{ file: 'more.yaml', used: ['Pod/a/three'], kept: ['ConfigMap/a/c'] }],
    });
  });

  test('tells of files of which nothing could be read', async () => {
    await bench.open('kind: [\n', 'bad.yaml');
    expect(bench.app.importReport).toMatchObject({ isShown: true, files: [{ file: 'bad.yaml', notUnderstood: [{}] }] });
  });

  test('goes with the design', async () => {
    await bench.import([file('more.yaml', config)]);
    const done = bench.app.files.newDesign();
    await settled();
    bench.app.questions.answer('discard');
    await done;
    expect(bench.app.importReport).toMatchObject({ isShown: false, files: [] });
  });
});
