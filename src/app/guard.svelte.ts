import type { GuardReport } from '../core/guard/guard-report.ts';
import type { CalicoVersion } from '../core/model/settings.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';

export interface GuardProgress {
  readonly done: number;
  readonly total: number;
}

/** The lock-out guard while somebody looks at it: asked of the worker, and again whenever the design is another one. */
export class Guard {
  readonly #client: Pick<EvaluatorClient, 'guard'>;
  /** null: nobody looks. */
  #watch: { readonly version: CalicoVersion } | null = null;
  #report = $state.raw<GuardReport | null>(null);
  #progress = $state.raw<GuardProgress>({ done: 0, total: 0 });
  #failure = $state('');
  /** Counts questions and what makes their answers void. */
  #latest = 0;

  constructor(client: Pick<EvaluatorClient, 'guard'>) {
    this.#client = client;
  }

  /** Of the design as it is now, for the version asked for; null: it is being found, or nobody asked. */
  get report(): GuardReport | null {
    return this.#report;
  }

  /** How far it is; both 0 while verdicts come first. */
  get progress(): GuardProgress {
    return this.#progress;
  }

  /** Why there is no report; '': there is one, or there will be. */
  get failure(): string {
    return this.#failure;
  }

  /**
   * Looks at the design as exported for this version; the newest watch takes the place of the one before.
   *
   * @returns ends it
   */
  watch(version: CalicoVersion): () => void {
    const watch = { version };
    this.#watch = watch;
    this.refresh();
    return () => {
      if (this.#watch !== watch) return;
      this.#watch = null;
      this.outdate();
    };
  }

  /** The design changed: what was found is of another one. */
  outdate(): void {
    this.#latest += 1;
    this.#report = null;
    this.#failure = '';
    this.#progress = { done: 0, total: 0 };
  }

  /** New verdicts are there. */
  refresh(): void {
    if (this.#watch === null) return;
    this.outdate();
    const request = this.#latest;
    const isWanted = (): boolean => request === this.#latest;
    this.#client.guard(this.#watch.version, {
      progress: (done, total) => {
        if (isWanted()) this.#progress = { done, total };
      },
      done: (report) => {
        if (isWanted()) this.#report = report;
      },
      failed: (message) => {
        if (isWanted()) this.#failure = message;
      },
    });
  }
}
