import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Frame, Page } from '@playwright/test';
import { broadcastBinding, handOn, replaceBroadcastChannel } from './broadcast.ts';
import type { IpcMain } from './ipc-main.ts';
import { type Network, toElectronUrl, toPageUrl } from './network.ts';
import { bindings, preloadScript } from './page-runtime.ts';
import { strict, Veto } from './strict.ts';
import { WebContentsStandIn } from './web-contents.ts';
import type { WindowList } from './window-list.ts';

export interface WindowOptions {
  readonly webPreferences?: Readonly<Record<string, unknown>>;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly fullscreen?: boolean;
}

/** What all windows of one launch share. */
export interface Surroundings {
  /** Starts the browser when the first window needs it. */
  readonly browser: () => Promise<Browser>;
  readonly network: Network;
  readonly ipcMain: IpcMain;
  readonly windows: WindowList;
  readonly colourScheme: () => 'light' | 'dark';
}

/** Values that Electron's security checklist asks for; a missing one counts as its default. */
const secure: Readonly<Record<string, boolean>> = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
};
const harmless = ['preload', 'navigateOnDragDrop', 'spellcheck', 'backgroundThrottling', 'safeDialogs'];

export function refuseInsecure(preferences: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(preferences)) {
    if (harmless.includes(name)) continue;
    if (!(name in secure)) throw new Error(`The stand-in for Electron has no webPreferences.${name}`);
    if (value !== secure[name]) throw new Error(`Insecure webPreferences: ${name} is ${String(value)}`);
  }
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

let lastId = 0;

/** A window: what Electron keeps of it, and a page of a browser context of its own. */
export class WindowStandIn extends EventEmitter {
  readonly id = (lastId += 1);
  readonly webContents: WebContentsStandIn;
  readonly page: Promise<Page>;
  readonly loaded: Promise<Page>;
  /** null: it is being made. */
  madePage: Page | null = null;
  readonly #around: Surroundings;
  readonly #state = { title: '', edited: false, represented: '', visible: false, destroyed: false };
  readonly #size = { minimized: false, maximized: false, fullScreen: false };
  /** The object that the main process holds. */
  readonly #outside: WindowStandIn;
  #bounds: Bounds;
  #loadDone: (page: Page) => void = () => undefined;

  constructor(options: WindowOptions, around: Surroundings) {
    super();
    const preferences = options.webPreferences ?? {};
    refuseInsecure(preferences);
    const { x = 0, y = 0, width = 800, height = 600, fullscreen = false } = options;
    this.#bounds = { x, y, width, height };
    this.#size.fullScreen = fullscreen;
    this.#around = around;
    const { preload } = preferences;
    this.page = this.#createPage(preload === undefined ? null : String(preload));
    this.loaded = new Promise((resolve) => {
      this.#loadDone = resolve;
    });
    this.webContents = strict('webContents', new WebContentsStandIn(this.page, around.network));
    this.#outside = strict('BrowserWindow', this);
    around.windows.add(this.#outside);
    return this.#outside;
  }

  async loadURL(url: string): Promise<void> {
    this.#around.network.assertGuarded();
    await this.webContents.load((page) => page.goto(toPageUrl(url)));
    this.emit('ready-to-show');
    this.#loadDone(await this.page);
  }

  close(): void {
    const veto = new Veto();
    this.emit('close', veto);
    if (!veto.prevented) this.destroy();
  }

  destroy(): void {
    if (this.#state.destroyed) return;
    this.#state.destroyed = true;
    this.webContents.end();
    // The browser may be gone before: the program ends with its last window.
    this.page.then((page) => page.context().close()).catch(() => undefined);
    this.emit('closed');
    this.#around.windows.remove(this.#outside);
  }

  show(): void {
    this.#state.visible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.#state.visible = false;
    this.blur();
  }

  focus(): void {
    if (this.#state.destroyed) return;
    this.#around.windows.focus(this.#outside);
    this.page.then((page) => page.bringToFront()).catch(() => undefined);
  }

  blur(): void {
    if (this.isFocused()) this.#around.windows.focus(null);
  }

  setFullScreen(full: boolean): void {
    if (this.#size.fullScreen === full) return;
    this.#size.fullScreen = full;
    this.emit(full ? 'enter-full-screen' : 'leave-full-screen');
  }

  setBounds(bounds: Partial<Bounds>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move');
    if (before.width === this.#bounds.width && before.height === this.#bounds.height) return;
    this.page.then((page) => page.setViewportSize(this.#bounds)).catch(() => undefined);
    this.emit('resize');
  }

  readonly isDestroyed = (): boolean => this.#state.destroyed;
  readonly isFocused = (): boolean => this.#around.windows.focused === this.#outside;
  readonly getTitle = (): string => this.#state.title;
  readonly setTitle = (title: string): void => void (this.#state.title = title);
  readonly isDocumentEdited = (): boolean => this.#state.edited;
  readonly setDocumentEdited = (edited: boolean): void => void (this.#state.edited = edited);
  readonly getRepresentedFilename = (): string => this.#state.represented;
  readonly setRepresentedFilename = (path: string): void => void (this.#state.represented = path);
  readonly isVisible = (): boolean => this.#state.visible;
  readonly isMinimized = (): boolean => this.#size.minimized;
  readonly minimize = (): void => this.#become('minimized', true, 'minimize');
  readonly restore = (): void => this.#become('minimized', false, 'restore');
  readonly isMaximized = (): boolean => this.#size.maximized;
  readonly maximize = (): void => this.#become('maximized', true, 'maximize');
  readonly unmaximize = (): void => this.#become('maximized', false, 'unmaximize');
  readonly isFullScreen = (): boolean => this.#size.fullScreen;
  readonly getNormalBounds = (): Bounds => ({ ...this.#bounds });
  readonly getBounds = (): Bounds => ({ ...this.#bounds });

  #become(what: 'minimized' | 'maximized', now: boolean, event: string): void {
    if (this.#size[what] === now) return;
    this.#size[what] = now;
    this.emit(event);
  }

  async #createPage(preload: string | null): Promise<Page> {
    const context = await (
      await this.#around.browser()
    ).newContext({ viewport: this.#bounds, colorScheme: this.#around.colourScheme() });
    const page = await context.newPage();
    await this.#bind(context, page, preload);
    this.madePage = page;
    // Anything else that opens (a link with a target) never shows in Electron either.
    context.on('page', (other) => {
      this.webContents.askToOpen(other.url());
      void other.close();
    });
    return page;
  }

  async #bind(context: BrowserContext, page: Page, preload: string | null): Promise<void> {
    const { webContents } = this;
    await context.exposeBinding(bindings.invoke, ({ frame }: { frame: Frame }, channel: string, args: unknown[]) => {
      const { mainFrame } = webContents;
      const senderFrame = frame === page.mainFrame() ? mainFrame : { url: toElectronUrl(frame.url()) };
      return this.#around.ipcMain.call({ sender: webContents, senderFrame }, channel, args);
    });
    await context.exposeBinding(bindings.open, (_source, url: string) => {
      webContents.askToOpen(url);
    });
    await context.exposeBinding(bindings.contextMenu, (_source, params: object) => {
      webContents.emit('context-menu', {}, params);
    });
    await context.exposeBinding(broadcastBinding, (_source, channel: string, data: unknown) => {
      const others = this.#around.windows.all.flatMap(({ madePage }) => madePage ?? []);
      return handOn(
        others.filter((other) => other !== page),
        channel,
        data,
      );
    });
    await context.addInitScript(replaceBroadcastChannel, broadcastBinding);
    // A page without a preload has no word with the main process.
    const source = preload === null ? '' : await readFile(preload, 'utf8');
    await context.addInitScript({ content: preloadScript(source) });
    await context.route('**', (route) => webContents.route(route, page));
  }
}
