import type { LintInput } from '../core/lint/lint.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { Deciders } from './deciders.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** Milliseconds after which idle work looks for messages. */
const turnMs = 30;

/** What the last answered verdicts were found of. */
export interface Judged {
  readonly resources: LintInput['resources'];
  /** Staged policies are no part of it, however they are looked at. */
  readonly inForce: Ruleset;
  readonly deciders: Deciders;
}

/** Put off until nothing is being evaluated; the newest one of its kind takes the place of the one before. */
export interface IdleQuestion {
  readonly request: ToWorker['type'];
  readonly token: number;
  /** Yields whenever something else may be done. */
  readonly work: (judged: Judged) => Generator<void, FromWorker, undefined>;
}

interface Surroundings {
  readonly now: () => number;
  readonly later: (goOn: () => void) => void;
  readonly send: (message: FromWorker) => void;
  /** Nothing is being evaluated. */
  readonly isFree: () => boolean;
  /** A failure of the work is an answer too. */
  readonly guarded: (question: IdleQuestion, work: () => void) => void;
}

interface Asked {
  readonly question: IdleQuestion;
  underWay: { readonly of: Judged; readonly steps: Generator<void, FromWorker, undefined> } | null;
}

/** Questions about a judged design that nobody waits for with bated breath. New verdicts start them anew. */
export class IdleWork {
  readonly #surroundings: Surroundings;
  readonly #asked = new Map<ToWorker['type'], Asked>();
  #judged: Judged | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  ask(question: IdleQuestion): void {
    const asked: Asked = { question, underWay: null };
    this.#asked.set(question.request, asked);
    this.#goOn(asked);
  }

  /** @param judged null: the verdicts are being found */
  judge(judged: Judged | null): void {
    this.#judged = judged;
  }

  /** What was put off for something more important. */
  resume(): void {
    for (const asked of [...this.#asked.values()]) this.#goOn(asked);
  }

  #goOn(asked: Asked): void {
    this.#surroundings.guarded(asked.question, () => this.#work(asked));
  }

  #work(asked: Asked): void {
    const { now, later, send, isFree } = this.#surroundings;
    const { question } = asked;
    if (this.#asked.get(question.request) !== asked || !isFree() || this.#judged === null) return;
    if (asked.underWay?.of !== this.#judged) asked.underWay = { of: this.#judged, steps: question.work(this.#judged) };
    // A question that fails is not asked again.
    this.#asked.delete(question.request);
    for (const turnEnds = now() + turnMs; now() < turnEnds;) {
      const step = asked.underWay.steps.next();
      if (step.done === true) return send(step.value);
    }
    this.#asked.set(question.request, asked);
    later(() => this.#goOn(asked));
  }
}
