import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DesktopWindow } from './desktop-window.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { parseKept } from './recovery.ts';
import { RecoverySlot } from './recovery-slot.ts';
import { StoredJson } from './stored-json.ts';
import { FakeWindow } from './testing/fake-window.ts';
import { UndoListFolder } from './undo-lists.ts';
import { parsePlace, type StartPlace, type WindowPlace } from './window-state.ts';
import { type MenuState, WindowSet } from './windows.ts';

let folder: string;
let stores: StoredJson<unknown>[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firewright-windows-'));
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.settled();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const oneScreen = [{ x: 0, y: 0, width: 1920, height: 1080 }];
const nothing = { files: [], newWindow: false };
const state = {
  ...{ title: 'a', unsaved: false, file: null, isVacant: false },
  ...{ enabledActions: ['save'], checkedActions: ['minimap'] },
};

/** A file of the test's folder. */
async function written(name: string): Promise<string> {
  await writeFile(join(folder, name), 'text');
  return join(folder, name);
}

function stored<T>(name: string, parse: (raw: unknown) => T | null): StoredJson<T> {
  const store = new StoredJson(join(folder, name), parse);
  stores.push(store);
  return store;
}

let slots = 0;
function slot(): RecoverySlot {
  const file = () => stored(`recovery-${(slots += 1)}.json`, parseKept);
  return new RecoverySlot(file(), file);
}

interface Setup {
  readonly leftovers?: number;
  readonly place?: WindowPlace;
}

/** A program without a screen: what it makes and shows is in plain sight. */
async function program({ leftovers = 0, place }: Setup = {}) {
  const made: { readonly window: FakeWindow; readonly place: StartPlace }[] = [];
  const menus: MenuState[] = [];
  const screens = { areas: oneScreen };
  const dialog = {
    showOpenDialog: vi.fn(),
    showSaveDialog: vi.fn(),
    showMessageBox: vi.fn(() => Promise.resolve({ response: 0, checkboxChecked: false })),
  };
  const places = stored('window.json', parsePlace);
  if (place !== undefined) await places.write(place);
  const windows = new WindowSet({
    shared: {
      dialog,
      recent: new RecentFiles(stored('recent.json', parsePaths), () => undefined),
      undoLists: new UndoListFolder(join(folder, 'undo-lists')),
      now: Date.now,
      screen: { start: () => 1, stop: () => true },
      makePresenter: () => new FakeWindow().asWindow,
    },
    recoveries: { claim: slot, leftovers: () => Promise.resolve(Array.from({ length: leftovers }, slot)) },
    places,
    create: (at) => {
      const window = new FakeWindow();
      window.bounds = { x: 100, y: 100, ...at.corner, width: at.width, height: at.height };
      made.push({ window, place: at });
      return window.asWindow;
    },
    load: (window) => {
      window.webContents.emit('did-navigate' as 'did-finish-load');
    },
    screens: () => screens.areas,
    showMenu: (shown) => menus.push(shown),
  });
  return { windows, made, menus, screens, dialog, places };
}

/** The page of a window is there and shows this. */
function pageShows(window: DesktopWindow, shown: Partial<typeof state>): void {
  window.showState({ ...state, ...shown });
  window.requests.start();
}

const files = (window: FakeWindow | undefined): readonly string[] =>
  (window?.sent ?? []).flatMap((request) =>
    request.kind === 'open-files' ? request.files.map(({ name }) => name) : [],
  );

describe('at start', () => {
  test('without a wish one empty window opens', async () => {
    const { windows, made } = await program();
    await windows.start(nothing);
    expect([made.length, windows.front?.isVacant]).toEqual([1, true]);
  });

  test('files of the command line are opened in it', async () => {
    const path = await written('a.yaml');
    const { windows, made } = await program();
    await windows.start({ ...nothing, files: [path] });
    windows.front?.requests.start();
    expect(made.map(({ window }) => files(window))).toEqual([['a.yaml']]);
  });

  test('each work that a crash left behind has a window of its own, and files another one', async () => {
    const path = await written('a.yaml');
    const { windows, made } = await program({ leftovers: 2 });
    await windows.start({ ...nothing, files: [path] });
    for (const window of windows.all) window.requests.start();
    expect(made.map(({ window }) => files(window))).toEqual([[], [], ['a.yaml']]);
  });

  test('work alone needs no empty window, however much there is no crowd of windows', async () => {
    const some = await program({ leftovers: 3 });
    await some.windows.start(nothing);
    const many = await program({ leftovers: 100 });
    await many.windows.start(nothing);
    expect([some.made.length, many.made.length]).toEqual([3, 8]);
  });
});

describe('a file from outside', () => {
  test('is opened in a window that is vacant', async () => {
    const path = await written('a.yaml');
    const { windows, made } = await program();
    await windows.start(nothing);
    pageShows(windows.front!, { isVacant: true });
    await windows.openFiles([path]);
    expect(made.map(({ window }) => files(window))).toEqual([['a.yaml']]);
  });

  test('else in one of its own, which comes to the front', async () => {
    const path = await written('a.yaml');
    const { windows, made } = await program();
    await windows.start(nothing);
    pageShows(windows.front!, {});
    await windows.openFiles([path]);
    windows.front?.requests.start();
    expect(made.map(({ window }) => files(window))).toEqual([[], ['a.yaml']]);
  });

  test('that is open already brings its window to the front, even if it was asked for twice at once', async () => {
    const [path, other] = [await written('a.yaml'), await written('b.yaml')];
    const { windows, made } = await program();
    await windows.start({ ...nothing, files: [path] });
    await Promise.all([windows.openFiles([other]), windows.openFiles([other]), windows.openFiles([path])]);
    expect([made.length, made[0]?.window.log.at(-1)]).toEqual([2, 'focused']);
    expect(windows.front).toBe(windows.withId(made[0]!.window.webContents.id));
  });

  test('that is not there is told of by the window in front; no other one opens', async () => {
    const { windows, made, dialog } = await program();
    await windows.start(nothing);
    pageShows(windows.front!, {});
    await windows.openFiles([join(folder, 'gone.yaml')]);
    expect(made).toHaveLength(1);
    const told = expect.objectContaining({ message: 'gone.yaml can’t be opened' });
    expect(dialog.showMessageBox).toHaveBeenCalledExactlyOnceWith(made[0]?.window, told);
  });

  test('given together with others is laid over them in one window', async () => {
    const paths = [await written('a.yaml'), await written('b.yaml')];
    const { windows, made } = await program();
    await windows.start({ ...nothing, files: paths });
    windows.front?.requests.start();
    expect(made.map(({ window }) => files(window))).toEqual([['a.yaml', 'b.yaml']]);
  });
});

describe('a second start of the program', () => {
  test('brings the window in front up', async () => {
    const { windows, made } = await program();
    await windows.start(nothing);
    made[0]!.window.minimized = true;
    await windows.serve(nothing);
    expect([made.length, made[0]?.window.minimized, made[0]?.window.log]).toEqual([1, false, ['focused']]);
  });

  test('opens a window if it is asked to, or if none is there, as on a Mac', async () => {
    const { windows, made } = await program();
    await windows.serve(nothing);
    expect(made).toHaveLength(1);
    await windows.serve({ ...nothing, newWindow: true });
    expect(made).toHaveLength(2);
  });

  test('with a wish for both opens its file in the new window', async () => {
    const path = await written('a.yaml');
    const { windows, made } = await program();
    await windows.start(nothing);
    pageShows(windows.front!, {});
    await windows.serve({ files: [path], newWindow: true });
    windows.front?.requests.start();
    expect(made.map(({ window }) => files(window))).toEqual([[], ['a.yaml']]);
  });
});

describe('the menu', () => {
  async function two() {
    const { windows, made, menus } = await program();
    await windows.start(nothing);
    const first = windows.front!;
    pageShows(first, { enabledActions: ['undo'] });
    const second = windows.openNew();
    pageShows(second, { enabledActions: ['redo'] });
    windows.stateShown(second);
    return { windows, made, menus, first, second };
  }

  test('follows the window in front', async () => {
    const { windows, made, menus, first } = await two();
    expect(menus.at(-1)?.enabledActions).toEqual(['redo']);
    made[0]?.window.focus();
    expect([windows.front, menus.at(-1)?.enabledActions]).toEqual([first, ['undo']]);
  });

  test('does not follow another one', async () => {
    const { windows, menus, first } = await two();
    pageShows(first, { enabledActions: ['paste'] });
    windows.stateShown(first);
    expect(menus.at(-1)?.enabledActions).toEqual(['redo']);
  });

  test('goes on with the one used before when one closes, and without any offers what opens one', async () => {
    const { made, menus } = await two();
    made[1]?.window.close();
    expect(menus.at(-1)?.enabledActions).toEqual(['undo']);
    made[0]?.window.close();
    expect(menus.at(-1)).toEqual({ enabledActions: ['new-window', 'new', 'open', 'start-page'], checkedActions: [] });
  });

  test('of a window whose page is not there yet offers nothing', async () => {
    const { windows, menus } = await two();
    windows.openNew();
    expect(menus.at(-1)?.enabledActions).toEqual([]);
  });

  test.each([
    ['crashed', (window: FakeWindow) => window.crash()],
    ['is loaded again', (window: FakeWindow) => window.startNavigation()],
  ])('offers nothing while the page of the window in front %s', async (_title, happen) => {
    const { made, menus } = await two();
    happen(made[1]!.window);
    expect(menus.at(-1)?.enabledActions).toEqual([]);
  });

  test('runs its items in the window in front', async () => {
    const { windows, made } = await two();
    windows.runAction('undo');
    expect(made.map(({ window }) => window.sent)).toEqual([[], [{ kind: 'run-action', action: 'undo' }]]);
  });

  test.each([
    ['new-window', []],
    ['open', [{ kind: 'run-action', action: 'open' }]],
  ])('opens a window for “%s” if there is none', async (action, sent) => {
    const { windows, made } = await program();
    windows.runAction(action);
    windows.front?.requests.start();
    expect(made.map(({ window }) => window.sent)).toEqual([sent]);
  });
});

test('what one window changes in the preferences the others show', async () => {
  const { windows, made } = await program();
  await windows.start(nothing);
  pageShows(windows.front!, {});
  const from = windows.openNew();
  pageShows(from, {});
  // Its page reads them by itself.
  windows.openNew();
  const preferences = { theme: 'dark', colours: 'safe', started: true, lessons: [] } as const;
  windows.showPreferences(preferences, from);
  for (const window of windows.all) window.requests.start();
  expect(made.map(({ window }) => window.sent)).toEqual([[{ kind: 'show-preferences', preferences }], [], []]);
});

test('a message is of one of our windows or of none', async () => {
  const { windows, made } = await program();
  await windows.start(nothing);
  const { id } = made[0]!.window.webContents;
  expect(windows.withId(id)).toBe(windows.front);
  expect(windows.withId(id + 1)).toBeNull();
  made[0]?.window.close();
  expect(windows.withId(id)).toBeNull();
});

describe('the place of a window', () => {
  const place = { bounds: { x: 300, y: 200, width: 1000, height: 700 }, mode: 'maximized', zoomLevel: 1 } as const;

  test('is that of the last time, zoom included', async () => {
    const { windows, made } = await program({ place });
    await windows.start(nothing);
    expect(made[0]?.place).toEqual({ corner: { x: 300, y: 200 }, width: 1000, height: 700, mode: 'maximized' });
    expect(windows.front?.zoomLevel).toBe(1);
  });

  test('of a further one is beside the one in front, and neither maximized nor full screen', async () => {
    const { windows, made } = await program({ place });
    await windows.start(nothing);
    made[0]!.window.maximized = true;
    windows.openNew();
    expect(made[1]?.place).toEqual({ corner: { x: 332, y: 232 }, width: 1000, height: 700, mode: 'normal' });
  });

  test('is kept when it closes', async () => {
    const { windows, made, places } = await program({ place });
    await windows.start(nothing);
    const { window } = made[0]!;
    window.bounds = { x: 5, y: 6, width: 900, height: 600 };
    window.fullScreen = true;
    windows.front?.zoom('in');
    window.close();
    expect(await places.read()).toEqual({ bounds: window.bounds, mode: 'full-screen', zoomLevel: 1.5 });
  });

  test('that no screen shows any more is left for one that does', async () => {
    const { windows, made, screens } = await program({ place });
    await windows.start(nothing);
    windows.openNew();
    const [first, second] = made.map(({ window }) => window);
    first!.bounds = { x: 2500, y: 100, width: 1000, height: 700 };
    second!.bounds = { x: 2500, y: 100, width: 1000, height: 700 };
    second!.minimized = true;
    screens.areas = [{ x: 0, y: 0, width: 1440, height: 900 }];
    windows.screensChanged();
    expect(first?.bounds).toEqual({ x: 440, y: 100, width: 1000, height: 700 });
    expect(second?.bounds.x).toBe(2500);
  });
});

test('a crash of one window leaves the others alone', async () => {
  const { windows, made } = await program();
  await windows.start(nothing);
  pageShows(windows.front!, { unsaved: true });
  pageShows(windows.openNew(), { unsaved: true });
  made[0]?.window.crash();
  expect(made.map(({ window }) => window.log.includes('reload'))).toEqual([true, false]);
  expect(windows.all.map(({ holdsWork }) => holdsWork)).toEqual([true, false]);
});
