import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DesktopWindow } from './desktop-window.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { parseKept } from './recovery.ts';
import { RecoverySlot } from './recovery-slot.ts';
import { StoredJson } from './stored-json.ts';
import { FakeWindow } from './testing/fake-window.ts';
import { UndoListFolder } from './undo-lists.ts';

let folder: string;
let recentPaths: StoredJson<readonly string[]>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-window-'));
  recentPaths = new StoredJson(join(folder, 'recent.json'), parsePaths);
});
afterEach(async () => {
  await recentPaths.settled();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function desktopWindow(answer = 0, holdsWork = false) {
  const window = new FakeWindow();
  const clock = { now: 0 };
  const dialog = {
    showOpenDialog: vi.fn(),
    showSaveDialog: vi.fn(),
    showMessageBox: vi.fn(() => Promise.resolve({ response: answer, checkboxChecked: false })),
  };
  const recent = new RecentFiles(recentPaths, () => undefined);
  const fileNamed = (name: string) => new StoredJson(join(folder, name), parseKept);
  const slot = new RecoverySlot(fileNamed('recovery.json'), () => fileNamed('another.json'));
  const undoLists = new UndoListFolder(join(folder, 'undo-lists'));
  const awake = new Set<number>();
  const screen = { start: () => awake.add(1).size, stop: (id: number) => awake.delete(id) };
  const makePresenter = () => new FakeWindow().asWindow;
  const shared = { dialog, recent, undoLists, now: () => clock.now, screen, makePresenter };
  const desktop = new DesktopWindow(window.asWindow, { slot, holdsWork }, shared);
  return { window, desktop, dialog, clock, recent, awake };
}
const snapshot = {
  ...{ name: 'a', text: 'x', file: null, version: null },
  ...{ savedAt: '', history: null, objects: null, changes: null },
};
const state = {
  ...{ title: 'a.yaml', unsaved: true, file: null, isVacant: false },
  ...{ enabledActions: ['save'], checkedActions: [] },
};
const empty = { ...state, unsaved: false, isVacant: true };

/** A file of the test's folder. */
async function written(name: string): Promise<string> {
  await writeFile(join(folder, name), 'text');
  return join(folder, name);
}

test.each([
  ['it is closed', (window: FakeWindow) => window.close()],
  ['its page crashes', (window: FakeWindow) => window.crash()],
  ['its page is loaded anew', (window: FakeWindow) => window.startNavigation()],
])('the screen of a window that presents may sleep once %s', (_how, ends) => {
  const { window, desktop, awake } = desktopWindow();
  desktop.presenting.set(true);
  expect(awake.size).toBe(1);
  ends(window);
  expect(awake.size).toBe(0);
});

test('title, the system’s unsaved mark and enabled actions follow the page', () => {
  const { window, desktop } = desktopWindow();
  desktop.showState(state);
  desktop.showState({ ...state, unsaved: false });
  expect(window.log).toEqual(['title a.yaml', 'edited true', 'title a.yaml', 'edited false']);
  expect(desktop.state?.enabledActions).toEqual(['save']);
});

describe('closing with unsaved work asks the page', () => {
  function unsaved() {
    const { window, desktop } = desktopWindow();
    desktop.requests.start();
    desktop.showState(state);
    return { window, desktop };
  }

  test('when it agrees the window closes and nothing is left to recover', async () => {
    const { window, desktop } = unsaved();
    await desktop.recovery.write(snapshot);
    window.close();
    expect(window.sent).toEqual([{ kind: 'close-requested' }]);
    expect(window.log).not.toContain('closed');
    desktop.answerClose('close');
    expect(window.log).toContain('closed');
    expect(await desktop.recovery.read()).toEqual({ ok: true, value: null });
  });

  test.each([
    ['agrees', (desktop: DesktopWindow) => desktop.answerClose('close'), 'closed'],
    ['declines', (desktop: DesktopWindow) => desktop.answerClose('stay'), 'stays'],
  ] as const)('who asked is told when it %s', async (_title, answer, told) => {
    const { window, desktop } = unsaved();
    const asked = desktop.askToClose();
    expect(window.log).toContain('focused');
    answer(desktop);
    expect(await asked).toBe(told);
  });

  test.each([
    ['crashes', (window: FakeWindow) => window.crash(), 'stays'],
    ['is closed by force', (window: FakeWindow) => window.destroy(), 'closed'],
  ] as const)('who asked is told when it %s instead', async (_title, happen, told) => {
    const { window, desktop } = unsaved();
    const asked = desktop.askToClose();
    happen(window);
    expect(await asked).toBe(told);
  });

  test('without unsaved work nobody is asked', async () => {
    const { window, desktop } = desktopWindow();
    expect(await desktop.askToClose()).toBe('closed');
    expect([window.sent, window.log]).toEqual([[], ['closed']]);
  });
});

describe('files from outside', () => {
  test('reach the page and the recent files', async () => {
    const path = await written('a.yaml');
    const { window, desktop, recent } = desktopWindow();
    desktop.requests.start();
    await desktop.openFromOutside([path]);
    expect(window.sent).toMatchObject([{ kind: 'open-files', files: [{ name: 'a.yaml', content: { text: 'text' } }] }]);
    expect(recent.paths).toEqual([path]);
  });

  test('that are laid over each other are no recent file', async () => {
    const { desktop, recent } = desktopWindow();
    await desktop.openFromOutside([await written('a.yaml'), await written('b.yaml')]);
    expect(recent.paths).toEqual([]);
  });

  test('that can’t be read are told by name, without their path, and are recent files no more', async () => {
    const { window, desktop, dialog, recent } = desktopWindow();
    desktop.requests.start();
    recent.add(join(folder, 'gone.yaml'));
    await desktop.openFromOutside([join(folder, 'gone.yaml')]);
    expect([window.sent, recent.paths]).toEqual([[], []]);
    const message = { type: 'error', message: 'gone.yaml can’t be opened', detail: 'It is not there.' };
    expect(dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(window, message);
  });

  test('that are read when the window is gone reach nobody', async () => {
    const path = await written('a.yaml');
    const { window, desktop } = desktopWindow();
    desktop.requests.start();
    const opening = desktop.openFromOutside([path]);
    window.close();
    await opening;
    expect(window.sent).toEqual([]);
  });
});

describe('a file is shown', () => {
  test('from when it is given until another one takes its place', async () => {
    const [path, other] = [await written('a.yaml'), await written('b.yaml')];
    const { window, desktop } = desktopWindow();
    expect(await desktop.shows(path)).toBe(false);
    const opening = desktop.openFromOutside([path]);
    expect(await desktop.shows(path)).toBe(true);
    await opening;
    // The page is about to start and knows nothing of it yet.
    desktop.showState(empty);
    desktop.requests.start();
    expect([await desktop.shows(path), await desktop.shows(other)]).toEqual([true, false]);
    const [request] = window.sent;
    const file = request?.kind === 'open-files' ? (request.files[0]?.file ?? null) : null;
    desktop.showState({ ...state, file });
    expect([await desktop.shows(path), window.represented]).toEqual([true, path]);
    desktop.showState(state);
    expect([await desktop.shows(path), window.represented]).toEqual([false, '']);
  });

  test('under every name it has', async () => {
    const path = await written('a.yaml');
    await symlink(path, join(folder, 'link.yaml'));
    const { desktop } = desktopWindow();
    await desktop.openFromOutside([path]);
    expect(await desktop.shows(join(folder, 'link.yaml'))).toBe(true);
  });

  test('not if it could not be read', async () => {
    const { desktop } = desktopWindow();
    await desktop.openFromOutside([join(folder, 'gone.yaml')]);
    expect([await desktop.shows(join(folder, 'gone.yaml')), desktop.isVacant]).toEqual([false, true]);
  });
});

describe('a window is vacant', () => {
  test('before its page is there, unless it has work to offer', () => {
    expect([desktopWindow().desktop.isVacant, desktopWindow(0, true).desktop.isVacant]).toEqual([true, false]);
  });

  test('as its page says, once it listens', () => {
    const { desktop } = desktopWindow(0, true);
    desktop.showState(empty);
    expect(desktop.isVacant).toBe(false);
    desktop.requests.start();
    expect(desktop.isVacant).toBe(true);
    desktop.showState(state);
    expect(desktop.isVacant).toBe(false);
  });

  test('not while a file is on its way to it, nor after a crash', async () => {
    const { window, desktop } = desktopWindow();
    desktop.requests.start();
    desktop.showState(empty);
    await desktop.openFromOutside([await written('a.yaml')]);
    desktop.showState(empty);
    expect(desktop.isVacant).toBe(false);
    desktop.showState(state);
    desktop.showState(empty);
    expect(desktop.isVacant).toBe(true);
    window.crash();
    expect(desktop.isVacant).toBe(false);
  });
});

describe('a page that crashed', () => {
  test('is loaded again, and no longer holds the window', () => {
    const { window, desktop } = desktopWindow();
    desktop.requests.start();
    desktop.showState(state);
    window.crash();
    window.close();
    expect(window.log.slice(2)).toEqual(['reload', 'closed']);
  });

  test('that ended as it should is not', () => {
    const { window } = desktopWindow();
    window.crash('clean-exit');
    expect(window.log).toEqual([]);
  });

  test('with its window is left alone', () => {
    const { window } = desktopWindow();
    window.close();
    window.crash('killed');
    expect(window.log).toEqual(['closed']);
  });

  test.each([
    ['loaded again', 0, 'reload'],
    ['closed', 1, 'destroyed'],
  ])('twice within half a minute is %s as the user wishes', async (_title, answer, outcome) => {
    const { window, clock } = desktopWindow(answer);
    window.crash();
    clock.now = 20_000;
    window.crash();
    await vi.waitFor(() => {
      expect(window.log).toEqual(['reload', outcome]);
    });
  });

  test('again much later is simply loaded again', () => {
    const { window, clock, dialog } = desktopWindow();
    window.crash();
    clock.now = 60_000;
    window.crash();
    expect(window.log).toEqual(['reload', 'reload']);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });
});

test('requests wait while the page is loaded again', () => {
  const { window, desktop } = desktopWindow();
  desktop.requests.start();
  window.startNavigation();
  desktop.requests.send({ kind: 'run-action', action: 'undo' });
  expect(window.sent).toEqual([]);
});

test.each([
  ['waits', 0, []],
  ['closes', 1, ['destroyed']],
])('of a window that does not respond the user is asked, and it %s', async (_title, answer, log) => {
  const { window, dialog } = desktopWindow(answer);
  window.emit('unresponsive');
  await vi.waitFor(() => {
    expect(dialog.showMessageBox).toHaveBeenCalledOnce();
  });
  await new Promise((resolve) => setTimeout(resolve));
  expect(window.log).toEqual(log);
});

test('a window that is minimized comes up before it comes to the front', () => {
  const { window, desktop } = desktopWindow();
  window.minimized = true;
  desktop.bringToFront();
  expect([window.minimized, window.log]).toEqual([false, ['focused']]);
});

test('it is zoomed in steps, back to the actual size, and never out of reach', () => {
  const { desktop } = desktopWindow();
  desktop.zoom('in');
  desktop.zoom('in');
  expect(desktop.zoomLevel).toBe(1);
  desktop.zoom('reset');
  expect(desktop.zoomLevel).toBe(0);
  desktop.zoomTo(99);
  expect(desktop.zoomLevel).toBeLessThan(6);
});
