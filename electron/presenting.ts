import type { BrowserWindow, PowerSaveBlocker } from 'electron';

/** The part of Electron's blocker that is used. */
export type ScreenKeeper = Pick<PowerSaveBlocker, 'start' | 'stop'>;

/** What presenting does to one window, and the presenter's window that belongs to it. */
export class Presenting {
  readonly #window: BrowserWindow;
  readonly #screen: ScreenKeeper;
  readonly #makePresenter: (channel: string) => BrowserWindow;
  /** The blocker's number; null: nothing is presented. */
  #blocker: number | null = null;
  /** The window filled the screen before, and goes on doing so afterwards. */
  #wasFull = false;
  #presenter: BrowserWindow | null = null;

  constructor(window: BrowserWindow, screen: ScreenKeeper, makePresenter: (channel: string) => BrowserWindow) {
    this.#window = window;
    this.#screen = screen;
    this.#makePresenter = makePresenter;
  }

  set(isPresenting: boolean): void {
    if (isPresenting) this.#begin();
    else this.#end();
  }

  /** One for each window: a second wish brings it to the front. */
  openPresenter(channel: string): void {
    if (this.#presenter !== null) return this.#presenter.focus();
    const presenter = this.#makePresenter(channel);
    this.#presenter = presenter;
    presenter.once('closed', () => {
      this.#presenter = null;
    });
  }

  /** The page that presented is gone: crashed, or loaded anew. */
  pageGone(): void {
    this.#end();
    this.#presenter?.destroy();
  }

  /** The window is gone. */
  windowGone(): void {
    this.#letSleep();
    this.#presenter?.destroy();
  }

  #begin(): void {
    if (this.#blocker !== null) return;
    this.#blocker = this.#screen.start('prevent-display-sleep');
    this.#wasFull = this.#window.isFullScreen();
    this.#window.setFullScreen(true);
  }

  #end(): void {
    if (this.#blocker === null) return;
    this.#letSleep();
    if (!this.#wasFull) this.#window.setFullScreen(false);
  }

  #letSleep(): void {
    if (this.#blocker !== null) this.#screen.stop(this.#blocker);
    this.#blocker = null;
  }
}
