import type { FlowQuery, FlowQueryError, FlowResult } from '../core/policy/flow-query.ts';
import type { PairResult } from '../core/policy/trace.ts';
import type { Result } from '../core/result.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Pair } from './selection.svelte.ts';

/** Why a pair is as it is: asked of the worker, which uses the evaluator that coloured it. */
export class Explanation {
  readonly #client: EvaluatorClient;
  #pair = $state.raw<PairResult | null>(null);
  #flow = $state.raw<Result<FlowResult, FlowQueryError> | null>(null);
  #asked: FlowQuery | null = null;
  #latest = 0;

  constructor(client: EvaluatorClient) {
    this.#client = client;
  }

  /** Of the selected pair; null while none is selected or the answer is not there yet. */
  get pair(): PairResult | null {
    return this.#pair;
  }

  /** Answer to the last `ask`. */
  get flow(): Result<FlowResult, FlowQueryError> | null {
    return this.#flow;
  }

  /** Called when another pair is selected or new verdicts have come; the old trace stays until the new one is there. */
  refresh(pair: Pair | null): void {
    this.#latest += 1;
    const request = this.#latest;
    const isOther = pair?.source !== this.#pair?.source || pair?.destination !== this.#pair?.destination;
    if (isOther) {
      this.#pair = null;
      this.clearFlow();
    }
    if (pair === null) return;
    this.#client.explainPair(pair.source, pair.destination, (result) => {
      if (request === this.#latest) this.#pair = result;
    });
    if (this.#asked !== null) this.ask(this.#asked);
  }

  ask(query: FlowQuery): void {
    this.#asked = query;
    this.#client.explainFlow(query, (result) => {
      if (this.#asked === query) this.#flow = result;
    });
  }

  clearFlow(): void {
    this.#asked = null;
    this.#flow = null;
  }
}
