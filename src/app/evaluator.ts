import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Clock } from './clock.ts';
import type { Results } from './results.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { StagedPreview } from './staged-preview.svelte.ts';

/** Old colours stay without a word for this long; then the status bar says "evaluating…". */
const lateAfterMs = 100;
/** After this long it can be cancelled (product.md section 9). */
const longAfterMs = 300;

interface Parts {
  readonly client: EvaluatorClient;
  readonly clock: Clock;
  readonly session: Session;
  readonly results: Results;
  readonly staged: StagedPreview;
}

/** Asks for the verdicts of the design as it is looked at, and gives up asking. */
export class Evaluator {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The newest wish wins; also the way back after a cancel or a failure. */
  ask(): void {
    const { client, clock, session, results, staged } = this.#parts;
    results.want({ revision: session.revision, staged: staged.view });
    client.evaluate(session.revision, session.document, staged.view);
    clock.after(lateAfterMs, () => results.fallBehind('late'));
    clock.after(longAfterMs, () => results.fallBehind('long'));
  }

  /** Keeps the verdicts in hand, which are then not up to date. */
  cancel(): void {
    this.#parts.client.cancel();
    this.#parts.results.stop();
  }
}
