import { EventEmitter } from 'node:events';
import type { WindowStandIn } from './browser-window.ts';
import { Veto } from './strict.ts';

/** Electron's `app`: readiness, paths and the order of quitting. */
export class AppStandIn extends EventEmitter {
  readonly isPackaged = false;
  readonly name = 'Firewright';
  /** Resolves when the program would end. */
  readonly ended: Promise<void>;
  readonly #ready: Promise<void>;
  readonly #userData: string;
  readonly #windows: ReadonlySet<WindowStandIn>;
  #becomeReady: () => void = () => undefined;
  #end: () => void = () => undefined;
  #quitting = false;
  #sandboxed = false;

  constructor(userData: string, windows: ReadonlySet<WindowStandIn>) {
    super();
    this.#userData = userData;
    this.#windows = windows;
    this.#ready = new Promise((resolve) => (this.#becomeReady = resolve));
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  becomeReady(): void {
    if (!this.#sandboxed) throw new Error('The stand-in for Electron starts nothing without app.enableSandbox()');
    this.#becomeReady();
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  enableSandbox(): void {
    this.#sandboxed = true;
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`The stand-in for Electron has no path ${name}`);
    return this.#userData;
  }

  /** Windows may veto; so may `will-quit`, and then somebody calls `quit` again. */
  quit(): void {
    this.#quitting = true;
    this.emit('before-quit', new Veto());
    for (const window of [...this.#windows]) window.close();
    this.#quitting = false;
    if (this.#windows.size > 0) return;
    const veto = new Veto();
    this.emit('will-quit', veto);
    if (!veto.prevented) this.#end();
  }

  windowClosed(): void {
    if (this.#windows.size === 0 && !this.#quitting) this.emit('window-all-closed');
  }
}
