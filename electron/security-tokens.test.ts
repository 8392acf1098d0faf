import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IpcChannel } from '../src/host/ipc-contract.ts';
import { DesktopWindow, type SharedParts } from './desktop-window.ts';
import { handlersFor } from './handlers.ts';
import { type IpcCall, serveContract } from './ipc.ts';
import { parsePreferences } from './payloads.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { parseKept } from './recovery.ts';
import { RecoverySlot } from './recovery-slot.ts';
import { StoredJson } from './stored-json.ts';
import { FakeWindow } from './testing/fake-window.ts';
import { UndoListFolder } from './undo-lists.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-tokens-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const before = 'kind: Namespace\n';
const unused = (): never => {
  throw new Error('no window is opened here');
};
type Send = (channel: IpcChannel, payload: unknown) => Promise<unknown>;

/** Two windows of the real program behind the real contract; the first one has opened a file. */
async function twoWindows(): Promise<{ path: string; token: string; own: Send; other: Send; shown: FakeWindow }> {
  const stored = <T>(name: string, parse: (raw: unknown) => T | null) => new StoredJson(join(folder, name), parse);
  const dialog = {
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
  };
  const recent = new RecentFiles(stored('recent.json', parsePaths), () => undefined);
  const undoLists = new UndoListFolder(join(folder, 'undo-lists'));
  const shared: SharedParts = {
    ...{ dialog, recent, undoLists, now: () => 0 },
    screen: { start: () => 1, stop: () => true },
    makePresenter: () => new FakeWindow().asWindow,
  };
  const shells = [new FakeWindow(), new FakeWindow()] as const;
  const windows = shells.map((shell, index) => {
    const file = () => stored(`recovery-${index}.json`, parseKept);
    return new DesktopWindow(shell.asWindow, { slot: new RecoverySlot(file(), file), holdsWork: false }, shared);
  });
  const listeners = new Map<string, (event: IpcCall, ...args: unknown[]) => Promise<unknown>>();
  serveContract(
    { handle: (channel, listener) => listeners.set(channel, listener) },
    (id) => windows.find(({ window }) => window.webContents.id === id) ?? null,
    handlersFor({
      preferences: stored('preferences.json', parsePreferences),
      menu: { setActions: () => undefined },
      windows: { openNew: unused, stateShown: () => undefined, showPreferences: () => undefined },
      showTheme: () => undefined,
      copyPicture: () => Promise.resolve({ ok: true, value: undefined }),
    }),
  );
  const sender =
    ({ webContents: { id } }: FakeWindow): Send =>
    (channel, payload) => {
      const frame = { url: 'app://firewright/index.html' };
      const listener = listeners.get(channel) ?? (() => Promise.reject(new Error('no such channel')));
      return listener({ sender: { id, mainFrame: frame }, senderFrame: frame }, payload);
    };
  const path = join(folder, 'secret.firewright.yaml');
  await writeFile(path, before);
  const opened = await windows[0]?.files.openPaths([path]);
  const token = opened?.ok === true ? (opened.value[0]?.file ?? '') : '';
  return { path, token, own: sender(shells[0]), other: sender(shells[1]), shown: shells[1] };
}

const unknown = { ok: false, error: { reason: 'unknown-token' } };
const save = { suggestedName: 'a', text: 'overwritten', expectedVersion: null };
const snapshot = { name: 'a', text: 'x', version: null, savedAt: 'now', history: null, objects: null, changes: null };

test('the window that was given a token may use it', async () => {
  const { own, token, path } = await twoWindows();
  expect(await own('file:open-recent', token)).toMatchObject({ ok: true, value: { content: { text: before } } });
  expect(await own('file:save-text', { ...save, file: token })).toMatchObject({ ok: true });
  expect(await readFile(path, 'utf8')).toBe('overwritten');
});

test('to another window it is worth nothing: no file is read, written or named', async () => {
  const { own, other, token, path, shown } = await twoWindows();
  await own('undo-list:keep', { file: token, name: 'a', history: 'theirs' });
  expect(await other('file:open-recent', token)).toEqual(unknown);
  expect(await other('file:save-text', { ...save, file: token })).toEqual(unknown);
  expect(await other('undo-list:read', { file: token, name: 'a' })).toEqual(unknown);
  expect(await other('undo-list:keep', { file: token, name: 'a', history: 'mine' })).toEqual(unknown);
  // Work is kept all the same, without a file: losing it would be worse.
  await other('recovery:write', { ...snapshot, file: token });
  expect(await other('recovery:read', undefined)).toMatchObject({ ok: true, value: { file: null, folder: '' } });
  const state = { title: 'a', unsaved: false, file: token, isVacant: false, enabledActions: [], checkedActions: [] };
  await other('window:show-state', state);
  expect(shown.represented).toBe('');
  expect(await readFile(path, 'utf8')).toBe(before);
  expect(await own('undo-list:read', { file: token, name: 'a' })).toEqual({ ok: true, value: 'theirs' });
});

test.each(['', '__proto__', 'constructor', '../secret.firewright.yaml', '0'.repeat(36)])(
  'a made-up token stands for nothing: %j',
  async (guess) => {
    const { other, path } = await twoWindows();
    for (const made of [guess, path.slice(0, 64)]) {
      expect(await other('file:open-recent', made)).toEqual(unknown);
      expect(await other('file:save-text', { ...save, file: made })).toEqual(unknown);
    }
    expect(await readFile(path, 'utf8')).toBe(before);
  },
);
