import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Decided } from '../worker/protocol.ts';
import type { Clock } from './clock.ts';
import type { Model } from './model.svelte.ts';
import { arrowsOf, pairsToAsk, selectedBy } from './policy-reach.ts';
import type { Results } from './results.svelte.ts';
import type { Highlight, View } from './view.svelte.ts';

interface Parts {
  readonly client: EvaluatorClient;
  readonly clock: Clock;
  readonly model: Model;
  readonly results: Results;
  readonly view: View;
}

/** A pointer that only passes by lights nothing up. */
const restMs = 120;
/** Whom the policy under the pointer or focus selects, and what it decides: shown on its card and on the canvas. */
export class PolicyFocus {
  readonly #parts: Parts;
  #policy = $state.raw<ResourceId | null>(null);
  #decided = $state.raw<Decided | null>(null);
  #shown: Highlight | null = null;
  #forgetRest: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is lit up; null: nothing. */
  get policy(): ResourceId | null {
    return this.#policy;
  }

  /** What it decides; null while the answer is not there yet. */
  get decided(): Decided | null {
    return this.#decided;
  }

  /** The pointer or the focus is on the policy's card. */
  rest(policy: ResourceId): void {
    this.#forgetRest();
    if (policy === this.#policy) return;
    this.#forgetRest = this.#parts.clock.after(restMs, () => this.#look(policy));
  }

  /** The pointer or the focus has gone. */
  leave(): void {
    const { client, view } = this.#parts;
    this.#forgetRest();
    client.forgetDecided();
    this.#policy = null;
    this.#decided = null;
    // Something else may have lit up in the meantime.
    if (view.highlight === this.#shown) view.highlight = null;
    this.#shown = null;
  }

  /** New verdicts are there. */
  refresh(): void {
    if (this.#policy !== null) this.#look(this.#policy);
  }

  #look(policy: ResourceId): void {
    const { client, model, results } = this.#parts;
    if (policy !== this.#policy) this.#decided = null;
    this.#policy = policy;
    const selected = selectedBy(model.ruleset, policy);
    const rows = (results.table?.endpoints ?? []).map(({ id }) => id);
    this.#show(selected);
    client.decidedBy(policy, pairsToAsk(model.design.flows, rows, selected), (decided) => {
      this.#decided = decided;
      this.#show(selected);
    });
  }

  #show(endpoints: ReadonlySet<EndpointId>): void {
    this.#shown = { endpoints, arrows: arrowsOf(this.#decided?.pairs ?? []) };
    this.#parts.view.highlight = this.#shown;
  }
}
