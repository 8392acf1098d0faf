import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Clock } from './clock.ts';
import type { Model } from './model.svelte.ts';

/** Whoever types is not told in between what is wrong with half a name. */
const restMs = 250;

/** Asks the worker for lints once the design rests; what it found before stays until then. */
export class Linting {
  readonly #model: Pick<Model, 'showLints'>;
  readonly #client: Pick<EvaluatorClient, 'lint'>;
  readonly #clock: Pick<Clock, 'after'>;
  #forget: () => void = () => undefined;

  constructor(model: Pick<Model, 'showLints'>, client: Pick<EvaluatorClient, 'lint'>, clock: Pick<Clock, 'after'>) {
    this.#model = model;
    this.#client = client;
    this.#clock = clock;
  }

  /** New verdicts are there, and with them another design to look at. */
  refresh(): void {
    this.#forget();
    this.#forget = this.#clock.after(restMs, () => this.#client.lint((findings) => this.#model.showLints(findings)));
  }
}
