import { EventEmitter } from 'node:events';
import type { Page, Route } from '@playwright/test';
import { type Network, toElectronUrl } from './network.ts';
import { Veto } from './strict.ts';

let lastId = 0;

/** The page of one window, as the main process sees it. */
export class WebContentsStandIn extends EventEmitter {
  readonly id = (lastId += 1);
  readonly mainFrame = { url: '' };
  readonly #page: Promise<Page>;
  readonly network: Network;
  #openHandler: ((details: { url: string }) => { action: string }) | null = null;
  /** The page's own wishes to navigate are told from loads that main asked for. */
  #loading = false;
  #zoomLevel = 0;
  #destroyed = false;

  constructor(page: Promise<Page>, network: Network) {
    super();
    this.#page = page;
    this.network = network;
  }

  readonly undo = (): void => this.#edit('undo');
  readonly redo = (): void => this.#edit('redo');
  readonly cut = (): void => this.#edit('cut');
  readonly copy = (): void => this.#edit('copy');
  readonly paste = (): void => this.#edit('paste');
  readonly delete = (): void => this.#edit('delete');
  readonly selectAll = (): void => this.#edit('selectAll');
  readonly isDestroyed = (): boolean => this.#destroyed;
  readonly isCrashed = (): boolean => false;
  readonly getURL = (): string => this.mainFrame.url;
  readonly getZoomLevel = (): number => this.#zoomLevel;
  readonly getZoomFactor = (): number => 1.2 ** this.#zoomLevel;

  get zoomLevel(): number {
    return this.#zoomLevel;
  }

  set zoomLevel(level: number) {
    this.setZoomLevel(level);
  }

  /** Drawn by the page's own zoom: the window keeps its size, what is in it gets larger. */
  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
    void this.#page
      .then((page) => page.evaluate((factor) => (document.documentElement.style.zoom = factor), String(1.2 ** level)))
      .catch(() => undefined);
  }

  setZoomFactor(factor: number): void {
    this.setZoomLevel(Math.log(factor) / Math.log(1.2));
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    if (policy !== 'disable_non_proxied_udp') throw new Error(`Insecure WebRTC policy: ${policy}`);
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

  /** The browser's own printing; its paper is what the page's style says, else that size. */
  async printToPDF(options: {
    pageSize: 'A4' | 'Letter';
    printBackground: boolean;
    preferCSSPageSize: boolean;
  }): Promise<Buffer> {
    const { pageSize: format, printBackground, preferCSSPageSize } = options;
    return (await this.#page).pdf({ format, printBackground, preferCSSPageSize });
  }

  reload(): void {
    void this.load((page) => page.reload()).catch(() => undefined);
  }

  forcefullyCrashRenderer(): void {
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }

  /** The window is gone. */
  end(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }

  async load(go: (page: Page) => Promise<unknown>): Promise<void> {
    const page = await this.#page;
    this.#loading = true;
    try {
      await go(page);
    } finally {
      this.#loading = false;
    }
    this.emit('did-navigate', {}, this.mainFrame.url);
    this.emit('dom-ready');
    this.emit('did-finish-load');
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

  /** The browser's own command, as a key of the system gives it to whatever has the focus: no key is pressed. */
  #edit(command: string): void {
    void this.#page
      .then(async (page) => {
        const session = await page.context().newCDPSession(page);
        await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] });
        await session.detach();
      })
      .catch(() => undefined);
  }
}
