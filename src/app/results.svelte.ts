import type { Revision } from '../core/model/ids.ts';
import { VerdictIndex } from '../core/policy/verdict-index.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';

/** The newest verdicts and how far they are behind the document; old ones stay until new ones come. */
export class Results {
  #table = $state.raw<VerdictTable | null>(null);
  #revision = $state(0);
  #millis = $state(0);
  #failure = $state<string | null>(null);
  #isLate = $state(false);
  #progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  readonly #index = $derived(this.#table === null ? null : new VerdictIndex(this.#table));

  get table(): VerdictTable | null {
    return this.#table;
  }
  /** Look-up of pairs by endpoint id. */
  get index(): VerdictIndex | null {
    return this.#index;
  }
  get revision(): Revision {
    return this.#revision;
  }
  /** How long the evaluation took, in the worker. */
  get millis(): number {
    return this.#millis;
  }
  /** Behind the document for longer than 100 ms. */
  get evaluating(): boolean {
    return this.#isLate;
  }
  get progress(): { readonly done: number; readonly total: number } | null {
    return this.#progress;
  }
  /** Why there are no newer verdicts, as a sentence; null while all is well. */
  get failure(): string | null {
    return this.#failure;
  }

  accept(revision: Revision, table: VerdictTable, millis: number): void {
    this.#table = table;
    this.#millis = millis;
    this.confirm(revision);
  }

  /** The table in hand is this revision's as well. */
  confirm(revision: Revision): void {
    this.#revision = revision;
    this.#failure = null;
    this.#isLate = false;
    this.#progress = null;
  }

  fall(isLate: boolean): void {
    this.#isLate = isLate;
  }

  report(done: number, total: number): void {
    this.#progress = { done, total };
  }

  fail(message: string): void {
    this.#failure = message;
    this.#isLate = false;
    this.#progress = null;
  }
}
