import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, protocol, screen, session } from 'electron';
import { DesktopWindow } from './desktop-window.ts';
import { handlersFor } from './handlers.ts';
import { serveContract } from './ipc.ts';
import { launchFiles } from './launch-files.ts';
import { NativeMenu } from './native-menu.ts';
import { parsePreferences } from './payloads.ts';
import { parsePaths, RecentFiles } from './recent-files.ts';
import { parseKept } from './recovery.ts';
import { appScheme, serveFile, startPage } from './scheme.ts';
import { StoredJson } from './stored-json.ts';
import { UndoListFolder } from './undo-lists.ts';
import { createWindow, guardSession } from './window.ts';
import { parsePlace, startPlace } from './window-state.ts';

const preload = join(import.meta.dirname, 'preload.cjs');
const renderer = resolve(import.meta.dirname, '../renderer');

if (app.requestSingleInstanceLock()) {
  // Both have to come before the program is ready.
  protocol.registerSchemesAsPrivileged([appScheme]);
  app.enableSandbox();
  void start();
} else {
  app.quit();
}

async function start(): Promise<void> {
  const waiting = [...launchFiles(process.argv, process.cwd(), app.isPackaged)];
  // macOS may hand over files before the program is ready.
  const collect = (event: { preventDefault: () => void }, path: string): void => {
    event.preventDefault();
    waiting.push(path);
  };
  app.on('open-file', collect);
  await app.whenReady();
  app.off('open-file', collect);

  const open = await createProgram();
  app.on('second-instance', (_event, argv, folder) => {
    open(launchFiles(argv, folder, app.isPackaged));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  app.on('activate', () => {
    open([]);
  });
  open(waiting);
}

/** Wires everything up. The answer brings the window to the front, a new one if there is none, and opens files in it. */
async function createProgram(): Promise<(paths: readonly string[]) => void> {
  const stored = <T>(name: string, parse: (raw: unknown) => T | null): StoredJson<T> =>
    new StoredJson(join(app.getPath('userData'), `${name}.json`), parse);
  const places = stored('window', parsePlace);
  const preferences = stored('preferences', parsePreferences);
  const snapshot = stored('recovery', parseKept);
  const undoLists = new UndoListFolder(join(app.getPath('userData'), 'undo-lists'));
  let current: DesktopWindow | null = null;

  const menu = new NativeMenu({
    platform: process.platform,
    programName: app.name,
    runAction: (action) => current?.requests.send({ kind: 'run-action', action }),
    openRecent: (path) => void current?.openFromOutside([path]),
  });
  const recentPaths = stored('recent', parsePaths);
  const recent = new RecentFiles(recentPaths, () => {
    menu.setRecent(recent.paths.map((path) => ({ label: path, path })));
  });

  guardSession(session.defaultSession);
  protocol.handle(appScheme.scheme, (request) => serveFile(renderer, request));
  serveContract(
    ipcMain,
    (id) => (current?.window.webContents.id === id ? current : null),
    handlersFor(preferences, menu, quitWithLastWindow()),
  );
  quitWhenWritten([places, preferences, snapshot, undoLists, recentPaths]);
  await recent.load();
  let lastPlace = await places.read().catch(() => null);

  const openWindow = (): DesktopWindow => {
    const screens = screen.getAllDisplays().map((display) => display.workArea);
    const window = createWindow(startPlace(lastPlace, screens), preload);
    const opened = new DesktopWindow(window, dialog, recent, snapshot, undoLists);
    window.on('close', () => {
      lastPlace = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
      places.write(lastPlace).catch(() => undefined);
    });
    window.on('closed', () => {
      current = null;
    });
    window.loadURL(startPage).catch((error: unknown) => {
      // Closing a window ends its loading; any other failure is a fault of the program.
      if (!window.isDestroyed()) throw error;
    });
    return opened;
  };

  return (paths) => {
    current ??= openWindow();
    bringToFront(current.window);
    void current.openFromOutside(paths);
  };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (window.isVisible()) window.focus();
}

/**
 * Ends the program with its last window; on a Mac only if the user asked to quit and the windows had to be asked first.
 * @returns called when a window stays after all
 */
function quitWithLastWindow(): () => void {
  let quitting = process.platform !== 'darwin';
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (quitting) app.quit();
  });
  return () => {
    quitting = process.platform !== 'darwin';
  };
}

/** The process ends in the middle of a write unless it is told to wait. */
function quitWhenWritten(stores: readonly { settled: () => Promise<void> }[]): void {
  let written = false;
  app.on('will-quit', (event) => {
    if (written) return;
    event.preventDefault();
    void Promise.all(stores.map((store) => store.settled())).then(() => {
      written = true;
      app.quit();
    });
  });
}
