import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type LaunchOptions, type Page } from '@playwright/test';
import { AppStandIn } from './app.ts';
import { type Surroundings, type WindowOptions, WindowStandIn } from './browser-window.ts';
import { IpcMain } from './ipc-main.ts';
import { menuModule } from './menu.ts';
import { Network } from './network.ts';
import { strict } from './strict.ts';

register('./electron-hook.mjs', import.meta.url);

export interface StandInOptions {
  /** Folder with `electron/` and `renderer/` as built. */
  readonly dist: string;
  readonly args: readonly string[];
  readonly userData: string;
  readonly browser: LaunchOptions;
}

let launches = 0;

/**
 * A test double of Electron: runs the built main process in this process, with a page of Chromium for each of its
 * windows. It mirrors Playwright's `ElectronApplication` as far as the specs need it.
 */
export class ElectronStandIn {
  readonly #app: AppStandIn;
  readonly #windows: Set<WindowStandIn>;
  readonly #ipcMain: IpcMain;
  readonly #electron: object;

  private constructor(app: AppStandIn, around: Surroundings, electron: object) {
    this.#app = app;
    this.#windows = around.windows;
    this.#ipcMain = around.ipcMain;
    this.#electron = electron;
  }

  static async launch({ dist, args, userData, browser }: StandInOptions): Promise<ElectronStandIn> {
    const windows = new Set<WindowStandIn>();
    const app = new AppStandIn(userData, windows);
    const started = chromium.launch(browser);
    const closed = (): void => {
      app.windowClosed();
    };
    const around: Surroundings = { browser: started, network: new Network(), ipcMain: new IpcMain(), windows, closed };
    const electron = moduleFor(app, around);
    await importMain(join(dist, 'electron/main.js'), ['electron', dist, ...args], electron);
    around.network.becomeReady();
    app.becomeReady();
    void app.ended.then(async () => (await started).close());
    return new ElectronStandIn(app, around, electron);
  }

  async firstWindow(): Promise<Page> {
    for (;;) {
      const [window] = this.#windows;
      if (window !== undefined) return window.loaded;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** `work` gets Electron's module; it must use nothing around it, as it runs in another process with Electron. */
  async evaluate<R, Arg>(work: (electron: never, arg: Arg) => R | Promise<R>, arg: Arg): Promise<R> {
    // Playwright types the module as Electron's own; a member that the stand-in lacks throws by name.
    return work(this.#electron as never, arg);
  }

  async close(): Promise<void> {
    this.#app.quit();
    await this.#app.ended;
  }

  /** A message as a window that was taken over might send it: from any frame, on any channel. */
  forge(frameUrl: string, channel: string, args: readonly unknown[]): Promise<unknown> {
    const [window] = this.#windows;
    return this.#ipcMain.call({ sender: window?.webContents, senderFrame: { url: frameUrl } }, channel, args);
  }
}

/** What the main process gets when it imports `electron`. */
function moduleFor(app: AppStandIn, around: Surroundings): object {
  const noDialog = (name: string) => () => Promise.reject(new Error(`No answer to ${name} was scripted`));
  function BrowserWindow(options: WindowOptions): WindowStandIn {
    return strict('BrowserWindow', new WindowStandIn(options, around));
  }
  BrowserWindow.getAllWindows = () => [...around.windows];
  return strict('electron', {
    app: strict('app', app),
    BrowserWindow: strict('BrowserWindow', BrowserWindow),
    dialog: strict('dialog', {
      showOpenDialog: noDialog('showOpenDialog'),
      showSaveDialog: noDialog('showSaveDialog'),
      showMessageBox: noDialog('showMessageBox'),
    }),
    ipcMain: around.ipcMain.module,
    Menu: menuModule(),
    protocol: around.network.protocol,
    screen: strict('screen', { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }] }),
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
