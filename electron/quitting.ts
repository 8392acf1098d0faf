/** What has to be asked before the program may end. */
export interface Holder {
  readonly holdsWork: boolean;
  askToClose(): Promise<'closed' | 'stays'>;
}

/** The end of the program: each window with unsaved work is asked in turn, and one that stays stops it. */
export class Quitting {
  readonly #holders: () => readonly Holder[];
  readonly #quit: () => void;
  #isAsking = false;

  /**
   * @param holders the open windows, in the order in which they are to be asked
   * @param quit ends the program, which comes back here first
   */
  constructor(holders: () => readonly Holder[], quit: () => void) {
    this.#holders = holders;
    this.#quit = quit;
  }

  /** The program is about to end. While windows are asked it does not. */
  beforeQuit(event: { preventDefault: () => void }): void {
    const isHeld = this.#isAsking || this.#holders().some((window) => window.holdsWork);
    if (!isHeld) return;
    event.preventDefault();
    if (!this.#isAsking) void this.#askInTurn();
  }

  async #askInTurn(): Promise<void> {
    this.#isAsking = true;
    const mayQuit = await this.#mayQuit();
    this.#isAsking = false;
    if (mayQuit) this.#quit();
  }

  /** Looks anew after each answer: meanwhile the user may have changed another window, or closed it. */
  async #mayQuit(): Promise<boolean> {
    for (;;) {
      const next = this.#holders().find((window) => window.holdsWork);
      if (next === undefined) return true;
      if ((await next.askToClose()) === 'stays') return false;
    }
  }
}
