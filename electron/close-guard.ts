/** Keeps a window open until its page agreed to lose what is unsaved. */
export class CloseGuard {
  readonly #ask: () => void;
  readonly #close: () => void;
  #unsaved = false;
  #state: 'open' | 'asked' | 'agreed' = 'open';

  /**
   * @param ask asks the page, which answers by `answer`
   * @param close closes the window; its close event comes back here
   */
  constructor(ask: () => void, close: () => void) {
    this.#ask = ask;
    this.#close = close;
  }

  set unsaved(unsaved: boolean) {
    this.#unsaved = unsaved;
  }

  /** Whether closing would ask first. */
  holds(pageListens: boolean): boolean {
    return this.#state !== 'agreed' && this.#unsaved && pageListens;
  }

  /** The window is about to close. A page that can't answer is not asked: the recovery file has its work. */
  closing(event: { preventDefault: () => void }, pageListens: boolean): void {
    if (!this.holds(pageListens)) return;
    event.preventDefault();
    if (this.#state === 'asked') return;
    this.#state = 'asked';
    this.#ask();
  }

  /** An answer without a question counts for nothing, so that no page can be closed by a stale one. */
  answer(decision: 'close' | 'stay'): void {
    if (this.#state !== 'asked') return;
    this.#state = decision === 'close' ? 'agreed' : 'open';
    if (decision === 'close') this.#close();
  }

  /** The page that was asked is gone. */
  forget(): void {
    if (this.#state === 'asked') this.#state = 'open';
    this.#unsaved = false;
  }
}
