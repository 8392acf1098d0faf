/** A newer version of the program that lies ready; it is used when the user says so, or at the next start. */
export class Update {
  #isReady = $state(false);
  #isNoted = $state(false);

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Whether the window speaks of it. */
  get isNoted(): boolean {
    return this.#isNoted;
  }

  announce(): void {
    this.#isReady = true;
    this.#isNoted = true;
  }

  /** Not now: it stays in the menu. */
  dismiss(): void {
    this.#isNoted = false;
  }
}
