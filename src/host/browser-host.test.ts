import { describe, expect, test } from 'vitest';
import type { AppHost, FileToken, HostRequest, OpenedFile, RecoverySnapshot, SaveRequest } from './app-host.ts';
import { platformOf } from './browser-host.ts';
import { pageStore } from './key-value-store.ts';
import { browser, FakeFolder, FakeHandle } from './testing/fake-browser.ts';

const noWork: RecoverySnapshot = {
  name: 'a',
  text: '',
  file: null,
  version: null,
  savedAt: '',
  history: null,
  objects: null,
  changes: null,
};

async function openOne(host: AppHost): Promise<OpenedFile> {
  const opened = await host.openFiles({ what: 'design', multiple: false });
  if (!opened.ok || opened.value[0] === undefined) throw new Error('nothing was opened');
  return opened.value[0];
}
const asNew: SaveRequest = { suggestedName: 'a.firewright.yaml', text: 'new', file: null, expectedVersion: null };
const cancelled = new DOMException('closed', 'AbortError');

describe('opening', () => {
  test('a file with a handle can be written again', async () => {
    const { host } = browser({ pick: [new FakeHandle('a.yaml', 'old')] });
    expect(await openOne(host)).toEqual({
      name: 'a.yaml',
      file: expect.any(String),
      version: '1-3',
      content: { kind: 'text', text: 'old' },
    });
  });

  test('a file without one can’t', async () => {
    const file = new File(['old'], 'a.yaml');
    const { host } = browser({ picked: [{ name: 'cluster/a.yaml', handle: null, file }] });
    expect(await openOne(host)).toMatchObject({ name: 'cluster/a.yaml', file: null, version: null });
  });

  test.each([
    ['closing the dialog', cancelled, { ok: true, value: [] }],
    [
      'a refusal',
      new DOMException('no', 'NotAllowedError'),
      { ok: false, error: { reason: 'forbidden', name: 'what was chosen' } },
    ],
  ])('%s', async (_title, pick, expected) => {
    expect(await browser({ pick }).host.openFiles({ what: 'design', multiple: true })).toEqual(expected);
  });
});

describe('saving to a file with a handle', () => {
  type Meanwhile = (file: FakeHandle) => void;
  const cases: readonly (readonly [string, Meanwhile, 'seen' | 'any', true | string, string])[] = [
    ['that nobody touched', () => undefined, 'seen', true, 'new'],
    ['that was changed', (file) => file.change('theirs'), 'seen', 'changed-on-disk', 'theirs'],
    ['that was changed, unseen', (file) => file.change('theirs'), 'any', true, 'new'],
    ['without permission', (file) => (file.permission = 'denied'), 'seen', 'forbidden', 'old'],
    ['that is gone', (file) => (file.failure = new DOMException('', 'NotFoundError')), 'seen', 'not-found', 'old'],
    [
      'on a full disk',
      (file) => (file.failure = new DOMException('', 'QuotaExceededError')),
      'any',
      'disk-full',
      'old',
    ],
  ];
  test.each(cases)('%s', async (_title, meanwhile, seen, expected, text) => {
    const file = new FakeHandle('a.yaml', 'old');
    const { host } = browser({ pick: [file] });
    const opened = await openOne(host);
    meanwhile(file);
    const expectedVersion = seen === 'seen' ? opened.version : null;
    const saved = await host.saveText({ ...asNew, file: opened.file, expectedVersion });
    expect(saved.ok ? true : saved.error.reason).toBe(expected);
    expect(file.text).toBe(text);
  });

  test('twice: the version of the first is good for the second', async () => {
    const { host } = browser({ pick: [new FakeHandle('a.yaml', 'old')] });
    const { file, version } = await openOne(host);
    const first = await host.saveText({ ...asNew, file, expectedVersion: version });
    const next = first.ok && first.value.kind === 'saved' ? first.value.version : null;
    expect(next).not.toBeNull();
    expect(await host.saveText({ ...asNew, file, expectedVersion: next })).toMatchObject({ ok: true });
  });

  test('that this page never saw', async () => {
    const saved = await browser().host.saveText({ ...asNew, file: 'guess' as FileToken });
    expect(saved).toEqual({ ok: false, error: { reason: 'unknown-token' } });
  });
});

describe('saving under a new name', () => {
  test('goes to the file that the user chose', async () => {
    const target = new FakeHandle('b.firewright.yaml');
    const saved = await browser({ target }).host.saveText(asNew);
    expect(saved).toMatchObject({ ok: true, value: { kind: 'saved', name: 'b.firewright.yaml' } });
    expect(target.text).toBe('new');
  });
  test('is a download where the browser has no save dialog', async () => {
    const { host, downloads } = browser();
    expect(await host.saveText(asNew)).toEqual({
      ok: true,
      value: { kind: 'saved', name: 'a.firewright.yaml', file: null, version: null },
    });
    expect(downloads).toEqual(['a.firewright.yaml: new']);
  });
  test('can be cancelled', async () => {
    expect(await browser({ target: cancelled }).host.saveText(asNew)).toEqual({
      ok: true,
      value: { kind: 'cancelled' },
    });
  });
});

describe('saving a bundle', () => {
  const bundle = {
    suggestedName: 'bundle',
    files: [
      { name: 'a.yaml', text: 'A' },
      { name: 'b.yaml', text: 'B' },
    ],
  };

  test('is one download per file without folders', async () => {
    const { host, downloads } = browser();
    expect(await host.saveFolder(bundle)).toEqual({ ok: true, value: { kind: 'saved', folder: '', files: 2 } });
    expect(downloads).toEqual(['a.yaml: A', 'b.yaml: B']);
  });

  test.each([
    [true, { kind: 'saved', folder: 'out', files: 2 }, 'A'],
    [false, { kind: 'cancelled' }, 'old'],
  ])('asks before it replaces files; allowed: %s', async (mayReplace, value, text) => {
    const folder = new FakeFolder(new FakeHandle('a.yaml', 'old'));
    expect(await browser({ folder, mayReplace }).host.saveFolder(bundle)).toEqual({ ok: true, value });
    expect(folder.files.get('a.yaml')?.text).toBe(text);
  });
});

describe('the next visit', () => {
  test('knows the recent files, newest first and each once', async () => {
    const store = pageStore();
    const [a, b] = [new FakeHandle('a.yaml', 'A'), new FakeHandle('b.yaml', 'B')];
    for (const pick of [[a], [b], [a]]) await openOne(browser({ pick, store }).host);
    const { host } = browser({ store });
    const recent = await host.recentFiles();
    expect(recent.map((file) => file.name)).toEqual(['a.yaml', 'b.yaml']);
    const opened = await host.openRecent(recent[1]?.file ?? ('' as FileToken));
    expect(opened).toMatchObject({ ok: true, value: { name: 'b.yaml', content: { text: 'B' } } });
  });

  test('finds the work that was under way, and the file it belongs to', async () => {
    const store = pageStore();
    const before = browser({ store, pick: [new FakeHandle('a.yaml', 'A')] });
    const { file } = await openOne(before.host);
    const snapshot = {
      ...noWork,
      name: 'a.yaml',
      text: 'work',
      file,
      version: '1-1',
      savedAt: '2026-01-01',
      changes: 2,
    };
    await before.host.writeRecovery(snapshot);
    const after = browser({ store });
    expect(await after.host.readRecovery()).toEqual({ ok: true, value: { ...snapshot, folder: '' } });
    await after.host.clearRecovery();
    expect(await browser({ store }).host.readRecovery()).toEqual({ ok: true, value: null });
  });

  test('a second tab neither sees nor overwrites the first one’s work', async () => {
    const [store, locks] = [pageStore(), new Set<string>()];
    const [first, second] = [browser({ store, locks }), browser({ store, locks })];
    const snapshot = { ...noWork, text: 'first' };
    await first.host.writeRecovery(snapshot);
    expect(await second.host.readRecovery()).toEqual({ ok: true, value: null });
    await second.host.writeRecovery({ ...snapshot, text: 'second' });
    expect(await first.host.readRecovery()).toEqual({ ok: true, value: { ...snapshot, folder: '' } });
  });

  test('without storage there is an error instead of a lost recovery, and no recent files', async () => {
    const no = (): Promise<never> => Promise.reject(new DOMException('', 'QuotaExceededError'));
    const { host } = browser({ store: { get: no, set: no, delete: no, keys: no }, pick: [new FakeHandle('a', 'A')] });
    expect(await openOne(host)).toMatchObject({ name: 'a' });
    expect(await host.recentFiles()).toEqual([]);
    expect(await host.writeRecovery(noWork)).toEqual({
      ok: false,
      error: { reason: 'disk-full', name: 'the recovery copy' },
    });
  });
});

test('preferences are kept, and nonsense in their place is not trusted', async () => {
  const { host, storage } = browser();
  expect(await host.readPreferences()).toEqual({ theme: 'system', colours: 'standard', started: false, lessons: [] });
  const kept = {
    ...({ theme: 'dark', colours: 'standard', started: true } as const),
    lessons: [{ lesson: 'nodes', at: 'one', passed: ['one read'] }],
  };
  await host.writePreferences(kept);
  expect(await host.readPreferences()).toEqual(kept);
  for (const nonsense of ['', '{', 'null', '[]', '{"theme":"pink","started":"yes","lessons":[3,{}]}']) {
    for (const key of storage.keys()) storage.set(key, nonsense);
    expect(await host.readPreferences()).toEqual({ theme: 'system', colours: 'standard', started: false, lessons: [] });
  }
});

describe('what comes from outside the page', () => {
  async function heard(act: (given: ReturnType<typeof browser>) => void, store = pageStore()) {
    const given = browser({ store });
    const requests: HostRequest[] = [];
    const stop = given.host.onRequest((request) => requests.push(request));
    act(given);
    // Reading takes a few turns.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { ...given, requests, stop };
  }

  test('a file of the system’s file manager can be written again and is remembered; what is gone is left out', async () => {
    const [file, gone] = [new FakeHandle('a.firewright.yaml', 'old'), new FakeHandle('gone.yaml')];
    gone.failure = new DOMException('', 'NotFoundError');
    const { host, requests } = await heard(({ page }) => page.launch(file, gone));
    const [request] = requests;
    if (request?.kind !== 'open-files') return expect.unreachable();
    expect(request.files).toMatchObject([{ name: 'a.firewright.yaml', content: { text: 'old' } }]);
    const { file: token = null, version = null } = request.files[0] ?? {};
    await host.saveText({ ...asNew, file: token, expectedVersion: version });
    expect(file.text).toBe('new');
    expect(await host.recentFiles()).toMatchObject([{ name: 'a.firewright.yaml' }]);
  });

  test('a new version is told, as long as somebody listens', async () => {
    const { requests, page, stop } = await heard(({ page }) => page.newVersion());
    expect(requests).toEqual([{ kind: 'update-ready' }]);
    stop();
    page.newVersion();
    expect(requests).toHaveLength(1);
  });

  test('the page gives way to it when it may: without another question, and what was given up stays so', async () => {
    const store = pageStore();
    const { host, page } = browser({ store });
    const shown = { title: 'a', file: null, isVacant: false, enabledActions: [], checkedActions: [] };
    host.showState({ ...shown, unsaved: true });
    host.answerClose('stay');
    expect(page.taken).toBe(0);
    host.answerClose('close');
    const event = new Event('beforeunload', { cancelable: true });
    page.beforeUnload(event);
    expect([page.taken, event.defaultPrevented]).toEqual([1, false]);
    await host.writeRecovery({ ...noWork, text: 'given up' });
    expect(await browser({ store }).host.readRecovery()).toEqual({ ok: true, value: null });
  });
});

test('presenting fills the screen; that the browser took it away again is told', () => {
  const { host, page } = browser();
  const heard: string[] = [];
  host.onRequest(({ kind }) => heard.push(kind));
  host.setPresenting(true);
  expect(page.isFull).toBe(true);
  page.isFull = false;
  page.screenChanged();
  expect(heard).toEqual(['left-full-screen']);
});

test('the presenter’s window is one of this page’s own', async () => {
  const { host, page } = browser();
  expect(await host.openPresenter('presenter-a')).toBe(true);
  expect(page.presenters).toEqual(['presenter-a']);
});

test('a new window is a new tab', () => {
  const { host, page } = browser();
  host.newWindow();
  expect(page.tabs).toBe(1);
});

test('leaving is asked about only while something is unsaved', () => {
  const { host, page } = browser();
  const asked = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    page.beforeUnload(event);
    return event.defaultPrevented;
  };
  const state = { title: 'a.yaml', file: null, isVacant: false, enabledActions: [], checkedActions: [] };
  expect(asked()).toBe(false);
  host.showState({ ...state, unsaved: true });
  expect([asked(), page.title]).toEqual([true, 'a.yaml']);
  host.showState({ ...state, unsaved: false });
  expect([asked(), page.title]).toEqual([false, 'a.yaml']);
});

test.each([
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'mac'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'linux'],
  ['Something else', 'other'],
])('%s is %s', (userAgent, platform) => {
  expect(platformOf(userAgent)).toBe(platform);
});
