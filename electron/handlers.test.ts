import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DesktopWindow } from './desktop-window.ts';
import { handlersFor, type Program } from './handlers.ts';
import { parsePreferences } from './payloads.ts';
import { StoredJson } from './stored-json.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-handlers-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

function handlers(path = join(folder, 'preferences.json')) {
  const log: unknown[] = [];
  const note = (what: string) => (value: unknown) => log.push(typeof value === 'string' ? `${what} ${value}` : what);
  const program = {
    preferences: new StoredJson(path, parsePreferences),
    menu: { setActions: (value: unknown) => log.push(value) },
    windows: { openNew: note('new window'), stateShown: note('menu'), showPreferences: note('others') },
    showTheme: note('theme'),
  };
  // The members that the handlers under test touch.
  const served = handlersFor(program as unknown as Program);
  const window = {
    showState: (state: { title: string }) => log.push(state.title),
    answerClose: (decision: string) => log.push(decision),
    requests: { start: () => log.push('start') },
  };
  // The members that the handlers under test touch.
  return { served, log, window: window as unknown as DesktopWindow };
}

test('the first start has preferences too, and the next one those of before', async () => {
  const { served, window } = handlers();
  expect(await served['preferences:read'](window, undefined)).toEqual({
    theme: 'system',
    colours: 'standard',
    started: false,
    lessons: [],
  });
  await served['preferences:write'](window, { theme: 'dark', colours: 'standard', started: true, lessons: [] });
  expect(await handlers().served['preferences:read'](window, undefined)).toEqual({
    theme: 'dark',
    colours: 'standard',
    started: true,
    lessons: [],
  });
});

test('preferences are shown by the system and by the other windows', async () => {
  const { served, window, log } = handlers();
  await served['preferences:write'](window, { theme: 'dark', colours: 'standard', started: true, lessons: [] });
  expect(log).toEqual(['theme dark', 'others']);
});

test('preferences that can be neither kept nor read stop nothing', async () => {
  await writeFile(join(folder, 'file'), '');
  const { served, window } = handlers(join(folder, 'file/preferences.json'));
  expect(
    await served['preferences:write'](window, { theme: 'dark', colours: 'standard', started: true, lessons: [] }),
  ).toBeUndefined();
  expect(await served['preferences:read'](window, undefined)).toEqual({
    theme: 'system',
    colours: 'standard',
    started: false,
    lessons: [],
  });
});

test('what the window shows reaches its title and the menu', async () => {
  const { served, window, log } = handlers();
  await served['menu:set-actions'](window, []);
  const state = { title: 'a', unsaved: false, file: null, isVacant: false };
  await served['window:show-state'](window, { ...state, enabledActions: ['undo'], checkedActions: [] });
  await served['window:listening'](window, undefined);
  expect(log).toEqual([[], 'a', 'menu', 'start']);
});

test('an answer reaches the window that was asked, and a new window is opened beside it', async () => {
  const { served, window, log } = handlers();
  await served['window:answer-close'](window, 'close');
  await served['window:answer-close'](window, 'stay');
  await served['window:new'](window, undefined);
  expect(log).toEqual(['close', 'stay', 'new window']);
});
