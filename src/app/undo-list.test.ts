import { beforeEach, describe, expect, test } from 'vitest';
import { printDesign } from '../core/file/design-file.ts';
import { resourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { openFirst } from './start.ts';
import { file, settled, TestBench } from './test-bench.ts';

const pod = (name: string): string =>
  `# ${name}, as it was written\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: a, labels: {app: x}}\n`;
const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const name = 'mine.firewright.yaml';

let host: MemoryHost;
let bench: TestBench<MemoryHost>;

beforeEach(async () => {
  host = new MemoryHost();
  host.put(name, pod('web'));
  bench = new TestBench(host);
  await open();
});

async function open(): Promise<void> {
  host.openAnswers.push({ choose: [name] });
  await bench.app.files.open();
}
/** The program ends and starts again. */
function restart(): void {
  bench = new TestBench(host);
}
const labels = (): readonly string[] => bench.app.session.history.map(({ label }) => label);
const text = (): string => printDesign(bench.app.session.document);
const set = (value: string): void =>
  void bench.app.session.dispatch({ type: 'set-label', resource: web, key: 'app', value });

describe('a design that was saved and opened again', () => {
  test('has its undo list, and undoing all of it brings back the bytes of the first file', async () => {
    set('one');
    await bench.import([file('more.yaml', pod('more'))]);
    await bench.app.files.save();
    restart();
    await open();
    expect(labels()).toEqual(['Set label app=one on web', 'Import 1 object']);
    expect(bench.app.session).toMatchObject({ unsaved: false, position: 2, savedPosition: 2 });
    const saved = text();
    bench.app.session.goTo(0);
    expect([text(), bench.app.session.unsaved]).toEqual([pod('web'), true]);
    bench.app.session.goTo(2);
    expect([text(), bench.app.session.unsaved]).toEqual([saved, false]);
  });

  test('keeps what was undone before saving, to be done again', async () => {
    set('one');
    set('two');
    bench.app.session.undo();
    await bench.app.files.save();
    restart();
    await open();
    expect([bench.app.session.position, bench.app.session.canRedo]).toEqual([1, true]);
    bench.app.session.redo();
    expect(text()).toContain('app: two');
  });

  test('goes on from there, and the next save keeps all of it', async () => {
    for (const value of ['one', 'two', 'three']) {
      set(value);
      await bench.app.files.save();
      restart();
      await open();
    }
    expect(labels()).toHaveLength(3);
    bench.app.session.goTo(0);
    expect(text()).toBe(pod('web'));
  });

  test('has none where the file was changed since, and that is said', async () => {
    set('one');
    await bench.app.files.save();
    restart();
    host.put(name, pod('web'));
    await open();
    expect([labels(), text()]).toEqual([[], pod('web')]);
    expect(bench.notice).toBe(
      `${name} was changed by another program: the steps before its last save can’t be undone any more.`,
    );
  });

  test('has none where what was kept is damaged', async () => {
    set('one');
    await bench.app.files.save();
    host.undoLists.set(name, '{"format":1}');
    restart();
    await open();
    expect([labels(), text()]).toEqual([[], host.textOf(name)]);
  });

  test('opens as well where the lists can’t be read', async () => {
    host.readUndoList = () => Promise.resolve({ ok: false, error: { reason: 'forbidden', name: 'the undo list' } });
    restart();
    await open();
    expect(text()).toBe(pod('web'));
  });
});

test('saving a design to which nothing was done forgets the list of the file in whose place it comes', async () => {
  host.undoLists.set(name, 'old');
  await bench.app.files.save();
  expect(host.undoLists.has(name)).toBe(false);
});

test('work that is restored after a crash has its undo list', async () => {
  set('one');
  set('two');
  bench.clock.pass(5000);
  await settled();
  restart();
  const starting = openFirst(bench.app);
  await settled();
  bench.app.questions.answer('restore');
  await starting;
  expect(labels()).toHaveLength(2);
  expect(bench.app.session).toMatchObject({ unsaved: true, savedPosition: null });
  bench.app.session.goTo(0);
  expect(text()).toBe(pod('web'));
});
