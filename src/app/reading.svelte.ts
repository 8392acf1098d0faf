import type { ReadProgress } from '../core/manifest/overlay.ts';
import type { Steps } from '../core/manifest/steps.ts';
import type { Clock } from './clock.ts';

/** Shorter reading shows no progress: it would only flicker (product.md section 9). */
const longAfterMs = 300;

/** Reads files in turns, between which the window draws and listens. The newest reading wins. */
export class Reading {
  readonly #clock: Clock;
  #newest = 0;
  #isLong = $state(false);
  #progress = $state.raw<ReadProgress | null>(null);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** null while nothing is read, or nothing that takes long. */
  get progress(): ReadProgress | null {
    return this.#isLong ? this.#progress : null;
  }

  /** Gives up what is being read. */
  cancel(): void {
    this.#newest += 1;
    this.#progress = null;
  }

  /** @returns null where it was given up, by the user or because something else is to be read */
  async run<T>(steps: Steps<ReadProgress, T>): Promise<T | null> {
    this.cancel();
    const own = this.#newest;
    this.#isLong = false;
    const forget = this.#clock.after(longAfterMs, () => (this.#isLong = true));
    try {
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) return step.value;
        this.#progress = step.value;
        await new Promise<void>((goOn) => this.#clock.after(0, goOn));
        if (own !== this.#newest) return null;
      }
    } finally {
      forget();
      if (own === this.#newest) this.#progress = null;
    }
  }
}
