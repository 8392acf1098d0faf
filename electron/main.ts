import { join, resolve } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import {
  app,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
} from 'electron';
import { keepWorkInEmergencies, keepWorkOf } from './emergency.ts';
import { guardProgram, guardSession } from './guards.ts';
import { handlersFor } from './handlers.ts';
import { serveContract } from './ipc.ts';
import { launchRequest } from './launch-files.ts';
import { NativeMenu } from './native-menu.ts';
import { parsePreferences } from './payloads.ts';
import { pictureCopier } from './picture-copier.ts';
import { quitWhenAgreed, quitWhenWritten } from './program-end.ts';
import { dressProgramIcon } from './program-icon.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { RecoveryFolder } from './recovery-folder.ts';
import { appScheme, serveFile, startPage } from './scheme.ts';
import { StoredJson } from './stored-json.ts';
import { UndoListFolder } from './undo-lists.ts';
import { offerTextMenu } from './text-menu.ts';
import { createPresenterWindow, createWindow } from './window.ts';
import { parsePlace } from './window-state.ts';
import { WindowSet } from './windows.ts';

const preload = join(import.meta.dirname, 'preload.cjs');
const renderer = resolve(import.meta.dirname, '../renderer');

if (app.requestSingleInstanceLock()) {
  // All have to come before the program is ready.
  protocol.registerSchemesAsPrivileged([appScheme]);
  app.enableSandbox();
  guardProgram(app);
  start();
} else {
  app.quit();
}

/** What is asked for before the program is ready waits for it, and everything is done in the order in which it came. */
function start(): void {
  const asked = launchRequest(process.argv, process.cwd(), app.isPackaged);
  const program = app.whenReady().then(async () => {
    const windows = await createProgram();
    void windows.start(asked);
    return windows;
  });
  app.on('second-instance', (_event, argv, folder) => {
    void program.then((windows) => windows.serve(launchRequest(argv, folder, app.isPackaged)));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void program.then((windows) => windows.openFiles([path]));
  });
  app.on('activate', () => {
    void program.then((windows) => windows.serve({ files: [], newWindow: false }));
  });
}

/** Wires everything up. No window is open yet. */
async function createProgram(): Promise<WindowSet> {
  const stores = storesIn(app.getPath('userData'));
  const { windows, menu, recent } = createParts(stores);
  const showTheme = (theme: typeof nativeTheme.themeSource): void => {
    nativeTheme.themeSource = theme;
  };
  const { preferences, recoveries } = stores;
  guardSession(session.defaultSession);
  protocol.handle(appScheme.scheme, (request) => serveFile(renderer, request));
  serveContract(
    ipcMain,
    (id) => windows.withId(id),
    handlersFor({
      preferences,
      menu,
      windows,
      showTheme,
      copyPicture: pictureCopier(clipboard, (forms) => new ClipboardItem(forms)),
    }),
  );
  followScreens(windows);
  dressProgramIcon({
    app,
    platform: process.platform,
    program: process.execPath,
    buildMenu: (items) => Menu.buildFromTemplate(items),
    newWindow: () => void windows.openNew(),
  });
  quitWhenAgreed(app, () => windows.all, process.platform);
  quitWhenWritten(app, Object.values(stores));
  keepWorkToTheEnd(windows, recoveries);
  tellOfFaults();
  showTheme((await preferences.read().catch(() => null))?.theme ?? 'system');
  await recent.load();
  return windows;
}

/** All that the program keeps beside the user's files. */
function storesIn(folder: string) {
  return {
    places: new StoredJson(join(folder, 'window.json'), parsePlace),
    preferences: new StoredJson(join(folder, 'preferences.json'), parsePreferences),
    recentPaths: new StoredJson(join(folder, 'recent.json'), parsePaths),
    recoveries: new RecoveryFolder(join(folder, 'recovery'), join(folder, 'recovery.json')),
    undoLists: new UndoListFolder(join(folder, 'undo-lists')),
  } as const;
}

/** The menu acts on the window in front, the windows show their state in the menu, and both know the recent files. */
function createParts({ places, recentPaths, recoveries, undoLists }: ReturnType<typeof storesIn>) {
  const menu = new NativeMenu({
    platform: process.platform,
    programName: app.name,
    runAction: (action) => {
      windows.runAction(action);
    },
    openRecent: (path) => void windows.openFiles([path]),
    clearRecent: () => {
      recent.clear();
    },
    zoomWindow: (step) => windows.front?.zoom(step),
  });
  const showRecent = (): void => {
    menu.setRecent(recent.paths.map((path) => ({ label: path, path })));
  };
  const recent: RecentFiles = new RecentFiles(recentPaths, showRecent, app);
  const windows = new WindowSet({
    shared: {
      dialog,
      recent,
      undoLists,
      now: Date.now,
      screen: powerSaveBlocker,
      makePresenter: (channel) => createPresenterWindow(channel, windowTheme()),
    },
    recoveries,
    places,
    create: (place) => {
      const window = createWindow(place, preload, windowTheme());
      offerTextMenu(window);
      return window;
    },
    load: loadPage,
    screens: workAreas,
    showMenu: (state) => {
      menu.showState(state);
    },
  });
  return { menu, recent, windows };
}

function windowTheme(): 'light' | 'dark' {
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}

function loadPage(window: BrowserWindow): void {
  window.loadURL(startPage).catch((error: unknown) => {
    // Closing a window ends its loading; any other failure is a fault of the program.
    if (!window.isDestroyed()) throw error;
  });
}

/** The primary screen first. */
function workAreas(): readonly Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

function followScreens(windows: WindowSet): void {
  const follow = (): void => {
    windows.screensChanged();
  };
  screen.on('display-removed', follow);
  screen.on('display-metrics-changed', follow);
}

/** However the program ends, the work of its windows is in their recovery files. */
function keepWorkToTheEnd(windows: WindowSet, recoveries: RecoveryFolder): void {
  const stop = keepWorkInEmergencies({
    process,
    powerMonitor,
    keepWork: async () => {
      await keepWorkOf(windows.all);
      await recoveries.settled();
    },
    exit: (status) => {
      app.exit(status);
    },
    tell: (title, text) => {
      dialog.showErrorBox(title, text);
    },
    log: (text) => process.stderr.write(`Firewright: ${text}\n`),
  });
  app.on('quit', stop);
}

/** Chromium's own processes come back by themselves; that they died is told where a log is kept. */
function tellOfFaults(): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    process.stderr.write(`Firewright: the ${type} process ended: ${reason} (${exitCode})\n`);
  });
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    process.stderr.write(`Firewright: the page of window ${contents.id} ended: ${reason} (${exitCode})\n`);
  });
}
