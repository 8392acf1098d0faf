import { beforeEach, describe, expect, test } from 'vitest';
import { resourceId, type ResourceId } from '../core/model/ids.ts';
import type { FileToken, HostError } from '../host/app-host.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { file, settled, TestBench } from './test-bench.ts';

const pod = (name: string, label = 'x'): string =>
  `# ${name}\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: a, labels: {app: ${label}}}\n`;
const id = (name: string): ResourceId => resourceId({ group: '', kind: 'Pod', namespace: 'a', name });
const mine = `${pod('one')}---\n${pod('two')}`;

let host: MemoryHost;
let bench: TestBench<MemoryHost>;
let app: TestBench<MemoryHost>['app'];

beforeEach(() => {
  host = new MemoryHost();
  host.put('mine.firewright.yaml', mine);
  host.put('more.yaml', pod('three'));
  bench = new TestBench(host);
  app = bench.app;
});

async function openMine(): Promise<void> {
  host.openAnswers.push({ choose: ['mine.firewright.yaml'] });
  await app.files.open();
}

function change(value = 'changed'): void {
  app.session.dispatch({
    type: 'set-label',
    resource: id('one'),
    key: 'app',
    value,
  });
}

/** Starts something that asks, and gives the answer. */
async function answering<T>(choice: string | null, started: Promise<T>): Promise<T> {
  await settled();
  expect(app.questions.current).not.toBeNull();
  app.questions.answer(choice);
  return started;
}

const names = (): readonly string[] => Object.keys(app.session.document.resources).map((key) => key.split('/').at(-1)!);

describe('open', () => {
  test('lets go of what was selected in the design before, and counts as another one', async () => {
    await openMine();
    app.selection.select({ kind: 'resource', id: id('one') });
    const before = app.session.opened;
    await openMine();
    expect(app.selection.current).toEqual({ kind: 'nothing' });
    expect(app.session.opened).toBe(before + 1);
  });

  test('reads the chosen file into this design’s place', async () => {
    await openMine();
    expect(names()).toEqual(['one', 'two']);
    expect(app.session).toMatchObject({ name: 'mine.firewright.yaml', unsaved: false, problems: [] });
    expect(app.view.dialog).toBeNull();
  });

  test('several files are laid over each other and stand in no file yet', async () => {
    host.openAnswers.push({ choose: ['mine.firewright.yaml', 'more.yaml'] });
    await app.files.open();
    expect(names()).toEqual(['one', 'two', 'three']);
    expect(app.session).toMatchObject({ name: 'untitled.firewright.yaml', unsaved: true });
  });

  test('cancelled changes nothing', async () => {
    await openMine();
    const { document } = app.session;
    await app.files.open();
    expect([app.session.document, app.notices.all]).toEqual([document, []]);
  });

  test('a recent file', async () => {
    await openMine();
    const [recent] = await host.recentFiles();
    await app.files.newDesign();
    await app.files.openRecent(recent!.file);
    expect(names()).toEqual(['one', 'two']);
    host.remove('mine.firewright.yaml');
    await app.files.openRecent(recent!.file);
    expect(bench.notice).toBe('mine.firewright.yaml is not there any more.');
    expect(names()).toEqual(['one', 'two']);
  });

  test('with warnings says what was opened', async () => {
    await bench.open('kind: [\n', 'bad.yaml');
    expect(bench.notice).toBe('Nothing could be read from bad.yaml; 1 problem listed below.');
    await bench.open(`${mine}---\nkind: [\n`, 'half.yaml');
    expect(bench.notice).toBe('Opened half.yaml; 1 problem listed below.');
    expect([names(), app.view.drawer]).toEqual([['one', 'two'], 'problems']);
  });
});

describe('save', () => {
  test('an untouched design gives the same bytes', async () => {
    await openMine();
    expect(await app.files.save()).toBe(true);
    expect(host.textOf('mine.firewright.yaml')).toBe(mine);
    expect(bench.notice).toBe('Saved mine.firewright.yaml.');
  });

  test('writes to its file, changed documents only changed where they were, and takes the mark away', async () => {
    await openMine();
    change();
    expect(app.session.unsaved).toBe(true);
    expect(await app.files.save()).toBe(true);
    expect(host.textOf('mine.firewright.yaml')).toContain(`---\n${pod('two')}`);
    expect(host.textOf('mine.firewright.yaml')).toContain('app: changed');
    expect(app.session.unsaved).toBe(false);
    change('again');
    expect(await app.files.save()).toBe(true);
    expect(app.questions.current).toBeNull();
  });

  test('a new design asks where to, and has that name from then on', async () => {
    await bench.open(mine, 'cluster/dump.yaml');
    host.saveAnswers.push({ choose: 'kept.firewright.yaml' });
    await app.files.saveAs();
    expect(host.saveRequests[0]).toMatchObject({ suggestedName: 'cluster-dump.firewright.yaml', file: null });
    expect(app.session.name).toBe('kept.firewright.yaml');
  });

  test('cancelled keeps the mark', async () => {
    await openMine();
    change();
    host.saveAnswers.push('cancel');
    expect(await app.files.save()).toBe(false);
    expect([app.session.unsaved, app.notices.all]).toEqual([true, []]);
  });

  test('what is done while the file is written is not taken for saved', async () => {
    await openMine();
    change('one');
    const saving = app.files.save();
    change('two');
    expect(await saving).toBe(true);
    expect(host.textOf('mine.firewright.yaml')).toContain('app: one');
    expect(app.session.unsaved).toBe(true);
  });

  test('clears what was kept for a crash', async () => {
    await openMine();
    change();
    bench.clock.pass(5000);
    await settled();
    expect(host.recovery).not.toBeNull();
    await app.files.save();
    expect(host.recovery).toBeNull();
  });

  const failures: readonly (readonly [error: HostError, sentence: string])[] = [
    [{ reason: 'forbidden', name: 'd' }, 'd can’t be used: permission denied. The design is untouched.'],
    [{ reason: 'read-only', name: 'd' }, 'd is read-only; save the design under another name.'],
    [{ reason: 'disk-full', name: 'd' }, 'The disk is full: d was not written. The design is untouched.'],
    [
      { reason: 'quota-full', name: 'd' },
      'Your share of the disk (quota) is used up: d was not written. The design is untouched.',
    ],
    [{ reason: 'folder-gone', name: 'd' }, 'The folder of d is not there any more.'],
    [
      { reason: 'unreachable', name: 'd' },
      'd can’t be reached: the network folder or the disk that it is on does not answer.',
    ],
    [
      { reason: 'disk-error', name: 'd' },
      'The disk reports an error with d: it may be failing. The design is untouched.',
    ],
    [{ reason: 'no-file', name: 'd' }, 'd is not a file but a folder or a device.'],
    [{ reason: 'in-use', name: 'd' }, 'd is in use by another program.'],
    [{ reason: 'unknown-token' }, 'This file was not opened here; open it again.'],
    [{ reason: 'not-supported' }, 'This browser can’t do that; use the desktop program.'],
    [{ reason: 'failed', name: 'd', message: 'EIO' }, 'd: EIO. The design is untouched.'],
  ];
  describe.each(failures)('that fails (%j)', (fail, sentence) => {
    beforeEach(async () => {
      await openMine();
      change();
      host.saveAnswers.push({ fail });
    });

    test('says why, keeps the mark, and the work besides', async () => {
      const saved = app.files.save();
      await settled();
      expect(app.questions.current).toMatchObject({
        title: 'mine.firewright.yaml was not saved',
        text: `${sentence} Your work is still here, unsaved.`,
        choices: [{ label: 'Save as…' }, { label: 'Try again' }],
      });
      expect(host.recovery?.text).toContain('app: changed');
      app.questions.answer(null);
      expect(await saved).toBe(false);
      expect([app.session.unsaved, host.textOf('mine.firewright.yaml')]).toEqual([true, mine]);
    });

    test('is tried again, and fails again until it goes well', async () => {
      host.saveAnswers.push({ fail });
      const saved = app.files.save();
      await settled();
      app.questions.answer('again');
      await settled();
      app.questions.answer('again');
      expect(await saved).toBe(true);
      expect(host.textOf('mine.firewright.yaml')).toContain('app: changed');
      expect([app.session.unsaved, host.recovery]).toEqual([false, null]);
    });

    test('is saved elsewhere, and the old file stays as it is', async () => {
      host.saveAnswers.push({ choose: 'other.firewright.yaml' });
      expect(await answering('save-as', app.files.save())).toBe(true);
      expect([host.textOf('mine.firewright.yaml'), app.session.name]).toEqual([mine, 'other.firewright.yaml']);
    });
  });

  test('while the file is written for long, what is done then is kept for a crash afterwards', async () => {
    await openMine();
    change('one');
    const saveText = host.saveText.bind(host);
    host.saveText = async (request) => {
      change('two');
      bench.clock.pass(5000);
      await settled();
      return saveText(request);
    };
    expect(await app.files.save()).toBe(true);
    expect(host.recovery?.text).toContain('app: two');
  });
});

describe('a file that somebody else changed', () => {
  beforeEach(async () => {
    await openMine();
    change();
    host.put('mine.firewright.yaml', 'theirs');
  });

  test('is overwritten on an explicit word', async () => {
    expect(await answering('overwrite', app.files.save())).toBe(true);
    expect(host.textOf('mine.firewright.yaml')).toContain('app: changed');
  });

  test('is left alone when another name is chosen', async () => {
    host.saveAnswers.push({ choose: 'mine.firewright.yaml' }, { choose: 'other.firewright.yaml' });
    expect(await answering('save-as', app.files.save())).toBe(true);
    expect([host.textOf('mine.firewright.yaml'), app.session.name]).toEqual(['theirs', 'other.firewright.yaml']);
  });

  test('is left alone when the question is dismissed', async () => {
    expect(await answering(null, app.files.save())).toBe(false);
    expect([host.textOf('mine.firewright.yaml'), app.session.unsaved]).toEqual(['theirs', true]);
  });
});

describe('a file that somebody else removed', () => {
  beforeEach(async () => {
    await openMine();
    change();
    host.remove('mine.firewright.yaml');
  });

  test('is written again on an explicit word', async () => {
    expect(await answering('overwrite', app.files.save())).toBe(true);
    expect(host.textOf('mine.firewright.yaml')).toContain('app: changed');
  });

  test('stays away when the question is dismissed', async () => {
    expect(await answering(null, app.files.save())).toBe(false);
    expect([host.textOf('mine.firewright.yaml'), app.session.unsaved]).toEqual([undefined, true]);
  });
});

describe('unsaved work', () => {
  beforeEach(async () => {
    await openMine();
    change();
  });

  const choices: readonly (readonly [choice: string | null, answer: 'close' | 'stay', saved: boolean])[] = [
    ['save', 'close', true],
    ['discard', 'close', false],
    [null, 'stay', false],
  ];
  test.each(choices)('on closing, asked and answered with %s: %s', async (choice, answer, saved) => {
    await answering(choice, app.files.answerClose());
    expect(host.closeAnswers).toEqual([answer]);
    expect(host.textOf('mine.firewright.yaml')?.includes('changed')).toBe(saved);
  });

  test('keeps the window open when saving it is cancelled', async () => {
    host.saveAnswers.push('cancel');
    await answering('save', app.files.answerClose());
    expect(host.closeAnswers).toEqual(['stay']);
  });

  test('given up on closing is not offered again', async () => {
    bench.clock.pass(5000);
    await settled();
    await answering('discard', app.files.answerClose());
    expect(host.recovery).toBeNull();
  });

  test('is asked about before another design takes its place', async () => {
    await answering(null, app.files.newDesign());
    expect(names()).toEqual(['one', 'two']);
    await answering('discard', app.files.newDesign());
    expect(names()).toEqual([]);
  });

  test('undone is none', async () => {
    app.session.undo();
    await app.files.answerClose();
    expect(host.closeAnswers).toEqual(['close']);
  });
});

describe('import', () => {
  test('lays files over the design as one step that can be undone', async () => {
    await openMine();
    host.openAnswers.push({ choose: ['more.yaml'] });
    const done = app.files.import('manifests');
    await settled();
    app.importPreview.answer(true);
    await done;
    expect(names()).toEqual(['one', 'two', 'three']);
    expect(app.notices.all.at(-1)).toMatchObject({ text: 'Imported 1 object from more.yaml.', undo: true });
    expect(app.session.history.map(({ label }) => label)).toEqual(['Import 1 object']);
    app.session.undo();
    expect(names()).toEqual(['one', 'two']);
  });

  test('an object of the same name takes the old one’s place, and that is said', async () => {
    await openMine();
    await bench.import([file('new.yaml', `${pod('one', 'new')}---\n${pod('three')}`)]);
    expect(names()).toEqual(['one', 'two', 'three']);
    expect(bench.notice).toBe('Imported 2 objects from new.yaml, 1 in the place of older ones.');
    await app.files.save();
    expect(host.textOf('mine.firewright.yaml')).toContain('app: new');
    expect(host.textOf('mine.firewright.yaml')?.match(/name: one,/g)).toHaveLength(1);
  });

  test('files of one name, one after the other, are kept apart', async () => {
    await openMine();
    await bench.import([file('more.yaml', pod('three'))]);
    await bench.import([file('more.yaml', pod('four'))]);
    await app.files.save();
    expect(host.textOf('mine.firewright.yaml')).toBe(`${mine}---\n${pod('three')}---\n${pod('four')}`);
  });

  test('where nothing is open yet the file is opened', async () => {
    await app.files.importGiven([file('more.yaml', pod('three'))]);
    expect([names(), app.session.canUndo]).toEqual([['three'], false]);
  });

  test('the rollback list of an exported bundle is left out', async () => {
    await openMine();
    const rollback = '# What an export of Firewright brings, in the order to take it back.\n';
    await bench.import([file('more.yaml', pod('three')), file('rollback.yaml', rollback + pod('one', 'gone'))]);
    expect(JSON.stringify(app.session.document.resources)).not.toContain('gone');
    expect(bench.notice).toBe('Imported 1 object from 2 files.');
  });

  test('a dialog that fails or is cancelled changes nothing', async () => {
    await openMine();
    await app.files.import('folder');
    host.openAnswers.push({ fail: { reason: 'forbidden', name: 'more.yaml' } });
    await app.files.import('folder');
    expect([names(), app.session.canUndo]).toEqual([['one', 'two'], false]);
    expect(bench.notice).toContain('permission denied');
  });
});

test('a sample is opened as a design without a file of its own', async () => {
  await app.files.openSample({ name: 's.firewright.yaml', title: 'S', description: '', text: mine });
  expect(app.session).toMatchObject({ name: 's.firewright.yaml', unsaved: false, file: { file: null } });
});

describe('restored work', () => {
  const name = 'mine.firewright.yaml';
  const token = name as FileToken;
  const rest = { name, text: mine, savedAt: '', history: null, objects: 2, changes: 1 };

  test('that stands in no file asks where to when it is saved', async () => {
    app.files.restore({ ...rest, file: null, version: null });
    expect(app.session).toMatchObject({ unsaved: true, file: { file: null } });
    await app.files.save();
    expect(host.saveRequests[0]).toMatchObject({ file: null, suggestedName: name });
  });

  test('goes on in its file', async () => {
    app.files.restore({ ...rest, file: token, version: '1' });
    expect(app.session).toMatchObject({ unsaved: true, name });
    await app.files.save();
    expect(host.saveRequests[0]).toMatchObject({ file: token, expectedVersion: '1' });
    expect(app.session.unsaved).toBe(false);
  });

  test('does not overwrite what its file has become since', async () => {
    host.put(name, 'theirs');
    app.files.restore({ ...rest, file: token, version: '1' });
    expect(await answering(null, app.files.save())).toBe(false);
    expect(host.textOf(name)).toBe('theirs');
  });

  test('asks where to if it is not known how its file was', () => {
    app.files.restore({ ...rest, file: token, version: null });
    expect(app.session.file).toMatchObject({ file: null, name });
  });

  test('that is saved at once is not offered again', async () => {
    const work = { ...rest, file: token, version: '1' };
    host.recovery = work;
    app.files.restore(work);
    await app.files.save();
    expect(host.recovery).toBeNull();
  });
});

describe('large files are read in turns', () => {
  const large = Array.from({ length: 6000 }, (_, index) => pod(`p${index}`)).join('---\n');

  async function turnsUntil<T>(done: Promise<T>): Promise<T> {
    let isDone = false;
    void done.then(() => (isDone = true));
    for (await settled(); !isDone; await settled()) {
      bench.clock.pass(0);
      app.importPreview.answer(true);
    }
    return done;
  }

  test('and come in as one step', async () => {
    await openMine();
    const imported = app.files.importGiven([file('large.yaml', large)]);
    expect(names()).toHaveLength(2);
    await turnsUntil(imported);
    expect([names().length, bench.notice]).toEqual([6002, 'Imported 6000 objects from large.yaml.']);
    app.session.undo();
    expect(names()).toEqual(['one', 'two']);
  });

  test('what is given up leaves the design as it was', async () => {
    await openMine();
    const imported = app.files.importGiven([file('large.yaml', large)]);
    app.reading.cancel();
    await turnsUntil(imported);
    expect(names()).toEqual(['one', 'two']);
  });

  test('texts that leave the design meanwhile do not mix up the new ones', async () => {
    await openMine();
    await bench.import([file('large.yaml', pod('three'))]);
    app.session.undo();
    const imported = app.files.importGiven([file('large.yaml', large)]);
    app.session.redo();
    await turnsUntil(imported);
    const ids = app.session.document.sources.map((source) => source.id);
    expect([new Set(ids).size, ids.length]).toEqual([6003, 6003]);
  });

  test('an edit meanwhile is asked about before another design takes its place', async () => {
    await openMine();
    const opened = app.files.openGiven([file('large.yaml', large)]);
    await settled();
    change();
    for (let turn = 0; turn < 20 && app.questions.current === null; turn += 1) {
      bench.clock.pass(0);
      await settled();
    }
    await answering(null, opened);
    expect([names(), app.session.unsaved]).toEqual([['one', 'two'], true]);
  });
});
