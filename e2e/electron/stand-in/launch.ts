import type { EventEmitter } from 'node:events';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type LaunchOptions, type Page } from '@playwright/test';
import { AppStandIn } from './app.ts';
import { type Surroundings, type WindowOptions, WindowStandIn } from './browser-window.ts';
import { IpcMain } from './ipc-main.ts';
import type { Menu } from './menu-item.ts';
import { Menus } from './menu.ts';
import { Network } from './network.ts';
import { strict } from './strict.ts';
import {
  clipboardParts,
  NativeThemeStandIn,
  oneDisplay,
  powerMonitor,
  powerSaveBlocker,
  type Rectangle,
  ScreenStandIn,
} from './system.ts';
import { WindowList } from './window-list.ts';

register('./electron-hook.mjs', import.meta.url);

export interface StandInOptions {
  /** Folder with `electron/` and `renderer/` as built. */
  readonly dist: string;
  readonly args: readonly string[];
  readonly userData: string;
  readonly browser: LaunchOptions;
  /** Work areas of the displays, the primary one first; one of 1440 × 900 if they are left out. */
  readonly displays?: readonly Rectangle[];
}

interface Parts {
  readonly app: AppStandIn;
  readonly around: Surroundings;
  readonly menus: Menus;
  readonly screen: ScreenStandIn;
  readonly nativeTheme: NativeThemeStandIn;
  readonly powerMonitor: EventEmitter;
  readonly powerSaveBlocker: object;
  readonly clipboard: ReturnType<typeof clipboardParts>;
}

let launches = 0;

// Signals are the program's: Playwright would close its windows before it heard of them.
const noSignals = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false } as const;

/**
 * A test double of Electron: runs the built main process in this process, with a page of Chromium for each of its
 * windows. It mirrors Playwright's `ElectronApplication` as far as the specs need it.
 */
export class ElectronStandIn {
  readonly #parts: Parts;
  readonly #electron: object;

  private constructor(parts: Parts, electron: object) {
    this.#parts = parts;
    this.#electron = electron;
  }

  static async launch(options: StandInOptions): Promise<ElectronStandIn> {
    const { dist, args, userData, browser } = options;
    await AppStandIn.whenFree(userData);
    const argv = ['electron', dist, ...args];
    let started: Promise<Browser> | null = null;
    const parts = partsFor(
      userData,
      argv,
      options.displays ?? oneDisplay,
      () => (started ??= chromium.launch({ ...browser, ...noSignals })),
    );
    const electron = moduleFor(parts);
    await importMain(join(dist, 'electron/main.js'), argv, electron);
    parts.around.network.becomeReady();
    void parts.app.ended.then(async () => (await started)?.close());
    parts.app.becomeReady();
    return new ElectronStandIn(parts, electron);
  }

  /** Resolves when the program would end: at once for a second instance. */
  get ended(): Promise<void> {
    return this.#parts.app.ended;
  }

  /** The context menu that was shown last. */
  get shownMenu(): Menu | null {
    return this.#parts.menus.shown;
  }

  /** What the system lists as opened lately. */
  get recentDocuments(): readonly string[] {
    return this.#parts.app.recentDocuments;
  }

  async firstWindow(): Promise<Page> {
    for (;;) {
      const [window] = this.#parts.around.windows.all;
      if (window !== undefined) return window.loaded;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The pages of all windows, oldest first; those that are still being made are left out. */
  windows(): readonly Page[] {
    return this.#parts.around.windows.all.flatMap(({ madePage }) => madePage ?? []);
  }

  /** `work` gets Electron's module; it must use nothing around it, as it runs in another process with Electron. */
  async evaluate<R, Arg>(work: (electron: never, arg: Arg) => R | Promise<R>, arg: Arg): Promise<R> {
    // Playwright types the module as Electron's own; a member that the stand-in lacks throws by name.
    return work(this.#electron as never, arg);
  }

  /** Keys that the page left alone are the menu's, as Electron hands them on. True where an item had them. */
  pressUnhandled(keys: string): boolean {
    const item = this.#parts.menus.itemFor(keys);
    item?.click();
    return item !== null;
  }

  setDisplays(workAreas: readonly Rectangle[]): void {
    this.#parts.screen.setDisplays(workAreas);
  }

  async close(): Promise<void> {
    this.#parts.app.quit();
    await this.#parts.app.ended;
  }

  /** A message as a window that was taken over might send it: from any frame, on any channel. */
  forge(frameUrl: string, channel: string, args: readonly unknown[]): Promise<unknown> {
    const { ipcMain, windows } = this.#parts.around;
    return ipcMain.call({ sender: windows.all[0]?.webContents, senderFrame: { url: frameUrl } }, channel, args);
  }
}

function partsFor(
  userData: string,
  argv: readonly string[],
  displays: readonly Rectangle[],
  browser: () => Promise<Browser>,
): Parts {
  const windows = new WindowList();
  const app = new AppStandIn(userData, argv, windows);
  const nativeTheme = new NativeThemeStandIn(windows);
  const { colourScheme } = nativeTheme;
  const around = { browser, network: new Network(), ipcMain: new IpcMain(), windows, colourScheme };
  const menus = new Menus({ app, windows });
  return {
    app,
    around,
    menus,
    screen: new ScreenStandIn(displays),
    nativeTheme,
    clipboard: clipboardParts(),
    powerMonitor: powerMonitor(),
    powerSaveBlocker: powerSaveBlocker(),
  };
}

/** What the main process gets when it imports `electron`. */
function moduleFor({ app, around, menus, ...parts }: Parts): object {
  const noDialog = (name: string) => () => Promise.reject(new Error(`No answer to ${name} was scripted`));
  function BrowserWindow(options: WindowOptions): WindowStandIn {
    return new WindowStandIn(options, around);
  }
  BrowserWindow.getAllWindows = () => [...around.windows.all];
  BrowserWindow.getFocusedWindow = () => around.windows.focused;
  BrowserWindow.fromWebContents = (contents: unknown) => around.windows.byContents(contents);
  BrowserWindow.fromId = (id: number) => around.windows.byId(id);
  return strict('electron', {
    app: strict('app', app),
    BrowserWindow: strict('BrowserWindow', BrowserWindow),
    dialog: strict('dialog', {
      showOpenDialog: noDialog('showOpenDialog'),
      showSaveDialog: noDialog('showSaveDialog'),
      showMessageBox: noDialog('showMessageBox'),
      showErrorBox: noDialog('showErrorBox'),
    }),
    ipcMain: around.ipcMain.module,
    ...parts.clipboard,
    Menu: menus.module,
    nativeTheme: strict('nativeTheme', parts.nativeTheme),
    powerMonitor: parts.powerMonitor,
    powerSaveBlocker: parts.powerSaveBlocker,
    protocol: around.network.protocol,
    screen: strict('screen', parts.screen),
    session: around.network.session,
  });
}

/** Loads the main process anew, with the command line that it would have. */
async function importMain(file: string, argv: readonly string[], electron: object): Promise<void> {
  const before = process.argv;
  Object.assign(globalThis, { [Symbol.for('firewright.stand-in')]: electron });
  process.argv = [...argv];
  try {
    await import(`${pathToFileURL(file).href}?stand-in=${(launches += 1)}`);
  } finally {
    process.argv = before;
  }
}
