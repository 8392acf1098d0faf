/** What the presenter's clock is made of: whoever shows it adds the time since it runs. */
export interface TimerState {
  /** Milliseconds of the system's clock; null: it stands. */
  readonly runningSince: number | null;
  /** What ran before that, in milliseconds. */
  readonly before: number;
}

const atZero: TimerState = { runningSince: null, before: 0 };

/** How long it has run by the moment `now`. */
export function elapsedAt({ runningSince, before }: TimerState, now: number): number {
  return before + (runningSince === null ? 0 : Math.max(0, now - runningSince));
}

/** The presenter's stopwatch. It ticks nowhere: it only knows since when it runs. */
export class PresentTimer {
  readonly #now: () => number;
  #state = $state.raw<TimerState>(atZero);

  constructor(now: () => number) {
    this.#now = now;
  }

  get state(): TimerState {
    return this.#state;
  }

  get isRunning(): boolean {
    return this.#state.runningSince !== null;
  }

  start(): void {
    if (!this.isRunning) this.#state = { ...this.#state, runningSince: this.#now() };
  }

  stop(): void {
    this.#state = { runningSince: null, before: elapsedAt(this.#state, this.#now()) };
  }

  /** To zero; one that runs goes on running. */
  reset(): void {
    this.#state = { runningSince: this.isRunning ? this.#now() : null, before: 0 };
  }
}
