import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostRequest } from '../src/host/app-host.ts';
import { DesktopWindow } from './desktop-window.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { parseKept } from './recovery.ts';
import { StoredJson } from './stored-json.ts';
import { UndoListFolder } from './undo-lists.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-window-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A window with the members that DesktopWindow uses, which notes what is done to it. */
class FakeWindow extends EventEmitter {
  readonly log: string[] = [];
  readonly sent: HostRequest[] = [];
  readonly webContents = Object.assign(new EventEmitter(), {
    send: (_channel: string, request: HostRequest) => this.sent.push(request),
    reload: () => this.log.push('reload'),
  });
  setTitle(title: string): void {
    this.log.push(`title ${title}`);
  }
  setDocumentEdited(edited: boolean): void {
    this.log.push(`edited ${edited}`);
  }
  close(): void {
    let vetoed = false;
    this.emit('close', { preventDefault: () => (vetoed = true) });
    if (!vetoed) this.log.push('closed');
  }
  destroy(): void {
    this.log.push('destroyed');
  }
}

function desktopWindow(answer = 0) {
  const window = new FakeWindow();
  const clock = { now: 0 };
  const dialog = {
    showOpenDialog: vi.fn(),
    showSaveDialog: vi.fn(),
    showMessageBox: vi.fn(() => Promise.resolve({ response: answer, checkboxChecked: false })),
  };
  const recent = new RecentFiles(new StoredJson(join(folder, 'recent.json'), parsePaths), () => undefined);
  const snapshot = new StoredJson(join(folder, 'recovery.json'), parseKept);
  const undoLists = new UndoListFolder(join(folder, 'undo-lists'));
  // Only the members above are used.
  const desktop = new DesktopWindow(
    window as unknown as BrowserWindow,
    dialog,
    recent,
    snapshot,
    undoLists,
    () => clock.now,
  );
  return { window, desktop, dialog, clock };
}
const state = { title: 'a.yaml', unsaved: true, enabledActions: ['save'], checkedActions: [] };

test('title, the system’s unsaved mark and enabled actions follow the page', () => {
  const { window, desktop } = desktopWindow();
  desktop.showState(state);
  desktop.showState({ ...state, unsaved: false });
  expect(window.log).toEqual(['title a.yaml', 'edited true', 'title a.yaml', 'edited false']);
  expect(desktop.enabledActions).toEqual(['save']);
});

test('closing with unsaved work asks the page; when it agrees the window closes and nothing is left to recover', async () => {
  const { window, desktop } = desktopWindow();
  desktop.requests.start();
  await desktop.recovery.write({ name: 'a', text: 'x', file: null, savedAt: '', history: null });
  desktop.showState(state);
  window.close();
  expect(window.sent).toEqual([{ kind: 'close-requested' }]);
  expect(window.log).not.toContain('closed');
  desktop.answerClose('close');
  expect(window.log).toContain('closed');
  expect(await desktop.recovery.read()).toEqual({ ok: true, value: null });
});

describe('files from outside', () => {
  test('reach the page', async () => {
    await writeFile(join(folder, 'a.yaml'), 'text');
    const { window, desktop } = desktopWindow();
    desktop.requests.start();
    await desktop.openFromOutside([join(folder, 'a.yaml')]);
    expect(window.sent).toMatchObject([{ kind: 'open-files', files: [{ name: 'a.yaml', content: { text: 'text' } }] }]);
  });

  test('that can’t be read are told by name, without their path', async () => {
    const { window, desktop, dialog } = desktopWindow();
    desktop.requests.start();
    await desktop.openFromOutside([join(folder, 'gone.yaml')]);
    expect(window.sent).toEqual([]);
    const message = { type: 'error', message: 'gone.yaml can’t be opened', detail: 'It is not there.' };
    expect(dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(window, message);
  });
});

describe('a page that crashed', () => {
  const crash = (window: FakeWindow, reason = 'crashed'): void => {
    window.webContents.emit('render-process-gone', {}, { reason });
  };

  test('is loaded again, and no longer holds the window', () => {
    const { window, desktop } = desktopWindow();
    desktop.requests.start();
    desktop.showState(state);
    crash(window);
    window.close();
    expect(window.log.slice(2)).toEqual(['reload', 'closed']);
  });

  test('that ended as it should is not', () => {
    const { window } = desktopWindow();
    crash(window, 'clean-exit');
    expect(window.log).toEqual([]);
  });

  test.each([
    ['loaded again', 0, 'reload'],
    ['closed', 1, 'destroyed'],
  ])('twice within half a minute is %s as the user wishes', async (_title, answer, outcome) => {
    const { window, clock } = desktopWindow(answer);
    crash(window);
    clock.now = 20_000;
    crash(window);
    await vi.waitFor(() => {
      expect(window.log).toEqual(['reload', outcome]);
    });
  });

  test('again much later is simply loaded again', () => {
    const { window, clock, dialog } = desktopWindow();
    crash(window);
    clock.now = 60_000;
    crash(window);
    expect(window.log).toEqual(['reload', 'reload']);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
  });
});

test('requests wait while the page is loaded again', () => {
  const { window, desktop } = desktopWindow();
  desktop.requests.start();
  window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
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
  await Promise.resolve();
  expect(window.log).toEqual(log);
});
