import type { PairResult } from '../core/policy/trace.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Pair } from './selection.svelte.ts';

/** What the handout asks of the evaluator: why expectations fail. */
export class Handout {
  readonly #client: EvaluatorClient;

  constructor(client: EvaluatorClient) {
    this.#client = client;
  }

  /** @returns null where one of the ends is not in the design any more */
  explain({ source, destination }: Pair): Promise<PairResult | null> {
    return new Promise((resolve) => this.#client.explainPair(source, destination, resolve));
  }
}
