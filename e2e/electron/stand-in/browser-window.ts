import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Frame, Page, Route } from '@playwright/test';
import type { IpcMain } from './ipc-main.ts';
import { type Network, toElectronUrl, toPageUrl } from './network.ts';
import { bindings, preloadScript } from './page-runtime.ts';
import { strict, Veto } from './strict.ts';

export interface WindowOptions {
  readonly webPreferences?: Readonly<Record<string, unknown>>;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/** What all windows of one launch share. */
export interface Surroundings {
  readonly browser: Promise<Browser>;
  readonly network: Network;
  readonly ipcMain: IpcMain;
  readonly windows: Set<WindowStandIn>;
  readonly closed: () => void;
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
const harmless = ['preload', 'navigateOnDragDrop', 'spellcheck'];

export function refuseInsecure(preferences: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(preferences)) {
    if (harmless.includes(name)) continue;
    if (!(name in secure)) throw new Error(`The stand-in for Electron has no webPreferences.${name}`);
    if (value !== secure[name]) throw new Error(`Insecure webPreferences: ${name} is ${String(value)}`);
  }
}

let lastId = 0;

class WebContentsStandIn extends EventEmitter {
  readonly id = (lastId += 1);
  readonly mainFrame = { url: '' };
  readonly #page: Promise<Page>;
  readonly network: Network;
  #openHandler: ((details: { url: string }) => { action: string }) | null = null;
  /** The page's own wishes to navigate are told from loads that main asked for. */
  #loading = false;

  constructor(page: Promise<Page>, network: Network) {
    super();
    this.#page = page;
    this.network = network;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    const message = structuredClone([channel, args] as const);
    void this.#page
      .then((page) =>
        page.evaluate(([to, values]) => {
          (Reflect.get(window, '__standInDeliver') as (name: string, sent: readonly unknown[]) => void)(to, values);
        }, message),
      )
      // A page that goes away meanwhile hears nothing, as in Electron.
      .catch(() => undefined);
  }

  reload(): void {
    void this.load((page) => page.reload()).catch(() => undefined);
  }

  forcefullyCrashRenderer(): void {
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }

  async load(go: (page: Page) => Promise<unknown>): Promise<void> {
    const page = await this.#page;
    this.#loading = true;
    try {
      await go(page);
    } finally {
      this.#loading = false;
    }
  }

  askToOpen(url: string): void {
    const action = this.#openHandler?.({ url: toElectronUrl(url) }).action;
    if (action !== 'deny')
      throw new Error('The stand-in for Electron opens no windows: setWindowOpenHandler must deny');
  }

  async route(route: Route, page: Page): Promise<void> {
    const request = route.request();
    if (!request.isNavigationRequest()) return this.network.answer(route);
    const isMainFrame = request.frame() === page.mainFrame();
    const url = toElectronUrl(request.url());
    const reloads = isMainFrame && request.url() === page.url();
    if (!(isMainFrame && (this.#loading || reloads))) return this.#wish(route, url, isMainFrame);
    this.mainFrame.url = url;
    this.emit('did-start-navigation', { url, isMainFrame, isSameDocument: false });
    return this.network.answer(route);
  }

  /** The page wants to go elsewhere. */
  async #wish(route: Route, url: string, isMainFrame: boolean): Promise<void> {
    const veto = new Veto();
    const details = { url, isMainFrame, preventDefault: veto.preventDefault };
    this.emit('will-frame-navigate', details);
    if (isMainFrame) this.emit('will-navigate', details, url);
    if (!veto.prevented) throw new Error(`The stand-in for Electron does not follow the page to ${url}`);
    await route.abort('aborted');
  }
}

export class WindowStandIn extends EventEmitter {
  readonly webContents: WebContentsStandIn;
  readonly page: Promise<Page>;
  readonly loaded: Promise<Page>;
  readonly #around: Surroundings;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  readonly #state = { title: '', edited: false, visible: false, minimized: false, maximized: false, destroyed: false };
  #loadDone: (page: Page) => void = () => undefined;

  constructor(options: WindowOptions, around: Surroundings) {
    super();
    const preferences = options.webPreferences ?? {};
    refuseInsecure(preferences);
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#around = around;
    this.page = this.#createPage(String(preferences['preload']));
    this.loaded = new Promise((resolve) => {
      this.#loadDone = resolve;
    });
    this.webContents = strict('webContents', new WebContentsStandIn(this.page, around.network));
    around.windows.add(this);
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
    this.#around.windows.delete(this);
    // The browser may be gone before: the program ends with its last window.
    this.page.then((page) => page.context().close()).catch(() => undefined);
    this.emit('closed');
    this.#around.closed();
  }

  readonly isDestroyed = (): boolean => this.#state.destroyed;
  readonly getTitle = (): string => this.#state.title;
  readonly setTitle = (title: string): void => void (this.#state.title = title);
  readonly isDocumentEdited = (): boolean => this.#state.edited;
  readonly setDocumentEdited = (edited: boolean): void => void (this.#state.edited = edited);
  readonly isVisible = (): boolean => this.#state.visible;
  readonly show = (): void => void (this.#state.visible = true);
  readonly focus = (): void => void (this.#state.visible = true);
  readonly isMinimized = (): boolean => this.#state.minimized;
  readonly restore = (): void => void (this.#state.minimized = false);
  readonly isMaximized = (): boolean => this.#state.maximized;
  readonly maximize = (): void => void (this.#state.maximized = true);
  readonly getNormalBounds = (): object => ({ ...this.#bounds });
  readonly getBounds = (): object => ({ ...this.#bounds });

  async #createPage(preload: string): Promise<Page> {
    const context = await (await this.#around.browser).newContext({ viewport: this.#bounds });
    const page = await context.newPage();
    await this.#bind(context, page, preload);
    // Anything else that opens (a link with a target) never shows in Electron either.
    context.on('page', (other) => {
      this.webContents.askToOpen(other.url());
      void other.close();
    });
    return page;
  }

  async #bind(context: BrowserContext, page: Page, preload: string): Promise<void> {
    await context.exposeBinding(bindings.invoke, ({ frame }: { frame: Frame }, channel: string, args: unknown[]) => {
      const { mainFrame } = this.webContents;
      const senderFrame = frame === page.mainFrame() ? mainFrame : { url: toElectronUrl(frame.url()) };
      return this.#around.ipcMain.call({ sender: this.webContents, senderFrame }, channel, args);
    });
    await context.exposeBinding(bindings.open, (_source, url: string) => {
      this.webContents.askToOpen(url);
    });
    await context.addInitScript({ content: preloadScript(await readFile(preload, 'utf8')) });
    await context.route('**', (route) => this.webContents.route(route, page));
  }
}
