import { EventEmitter } from 'node:events';
import type { WindowList } from './window-list.ts';
import { strict, Veto } from './strict.ts';

/** Which program holds the lock of a folder of user data: one per folder, as in Electron. */
const holders = new Map<string, AppStandIn>();

/** Electron's `app`: readiness, paths, the lock of the single instance and the order of quitting. */
export class AppStandIn extends EventEmitter {
  readonly isPackaged = false;
  readonly name = 'Firewright';
  /** Resolves when the program would end. */
  readonly ended: Promise<void>;
  readonly commandLine = strict('app.commandLine', { appendSwitch: () => undefined });
  /** What the system was told to list, newest first. */
  readonly recentDocuments: string[] = [];
  readonly #ready: Promise<void>;
  readonly #userData: string;
  readonly #argv: readonly string[];
  readonly #windows: WindowList;
  #becomeReady: () => void = () => undefined;
  #end: () => void = () => undefined;
  #quitting = false;
  #sandboxed = false;
  #isReady = false;
  #hasEnded = false;

  /** @param argv the command line, of which a first instance hears when this is a second one */
  constructor(userData: string, argv: readonly string[], windows: WindowList) {
    super();
    this.#userData = userData;
    this.#argv = argv;
    this.#windows = windows;
    this.#ready = new Promise((resolve) => (this.#becomeReady = resolve));
    this.ended = new Promise((resolve) => {
      this.#end = () => {
        this.#hasEnded = true;
        if (holders.get(userData) === this) holders.delete(userData);
        resolve();
      };
    });
    windows.follow({
      focused: (window) => this.emit('browser-window-focus', {}, window),
      blurred: (window) => this.emit('browser-window-blur', {}, window),
      created: (window) => {
        this.emit('web-contents-created', {}, window.webContents);
        this.emit('browser-window-created', {}, window);
      },
      closed: () => {
        this.#windowClosed();
      },
    });
  }

  /** Waits for one that holds the lock and is about to end: in a system its process would be gone by now. */
  static async whenFree(userData: string): Promise<void> {
    const holder = holders.get(userData);
    if (holder !== undefined && holder.#windows.all.length === 0) await holder.ended;
  }

  becomeReady(): void {
    if (this.#hasEnded) return;
    if (!this.#sandboxed) throw new Error('The stand-in for Electron starts nothing without app.enableSandbox()');
    this.#isReady = true;
    this.#becomeReady();
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  requestSingleInstanceLock(): boolean {
    const holder = holders.get(this.#userData);
    if (holder === undefined) holders.set(this.#userData, this);
    else if (holder !== this) holder.emit('second-instance', {}, [...this.#argv], process.cwd(), null);
    return holder === undefined || holder === this;
  }

  enableSandbox(): void {
    this.#sandboxed = true;
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`The stand-in for Electron has no path ${name}`);
    return this.#userData;
  }

  getVersion(): string {
    return '0.0.0-stand-in';
  }

  addRecentDocument(path: string): void {
    this.recentDocuments.unshift(path);
  }

  clearRecentDocuments(): void {
    this.recentDocuments.length = 0;
  }

  focus(): void {
    this.#windows.all[0]?.focus();
  }

  /** Windows may veto; so may `before-quit`, and `will-quit`, after which somebody calls `quit` again. */
  quit(): void {
    const before = new Veto();
    this.emit('before-quit', before);
    if (before.prevented) return;
    this.#quitting = true;
    for (const window of this.#windows.all) window.close();
    this.#quitting = false;
    if (this.#windows.all.length === 0) this.#leave();
  }

  /** At once: nobody is asked. */
  exit(): void {
    this.#quitting = true;
    for (const window of this.#windows.all) window.destroy();
    this.#end();
  }

  #leave(): void {
    const veto = new Veto();
    this.emit('will-quit', veto);
    if (veto.prevented) return;
    this.emit('quit', {}, 0);
    this.#end();
  }

  #windowClosed(): void {
    if (this.#windows.all.length > 0 || this.#quitting) return;
    // Electron ends by itself where nobody listens.
    if (!this.emit('window-all-closed')) this.quit();
  }
}
