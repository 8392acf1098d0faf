import { compareTables, type TableChange } from '../core/compare/compare-tables.ts';
import type { Command } from '../core/edit/command.ts';
import { applyPatch, isEmptyPatch } from '../core/edit/patch.ts';
import type { Revision } from '../core/model/ids.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Clock } from './clock.ts';
import type { Results } from './results.svelte.ts';
import type { Session } from './session.svelte.ts';

/** A verdict that takes longer than this shows the old arrows again. */
const keptAtMostMs = 500;

/** Ghosts: the verdicts that a command would bring, before it is given. */
export class Preview {
  readonly #session: Session;
  readonly #results: Results;
  readonly #client: EvaluatorClient;
  readonly #clock: Clock;
  #change = $state.raw<TableChange | null>(null);
  #shown: Command | null = null;
  /** What is shown leaves the design as it is, or can't be done. */
  #isIdle = $state(false);
  /** The revision whose verdicts take the ghosts' place; null: the ghosts are of something not done yet. */
  #keptFor: Revision | null = null;

  constructor(session: Session, results: Results, client: EvaluatorClient, clock: Clock) {
    this.#session = session;
    this.#results = results;
    this.#client = client;
    this.#clock = clock;
  }

  /** Against the verdicts that are shown; null while nothing is asked for or the answer is not there yet. */
  get change(): TableChange | null {
    return this.#change;
  }

  /** What a command that is shown would bring. */
  get outcome(): TableChange | 'asking' | 'nothing' {
    return this.#isIdle ? 'nothing' : (this.#change ?? 'asking');
  }

  show(command: Command | null): void {
    if (command === this.#shown && this.#keptFor === null) return;
    this.#shown = command;
    this.#keptFor = null;
    this.#change = null;
    const planned = command === null ? null : this.#session.plan(command);
    this.#isIdle = planned !== null && (!planned.ok || isEmptyPatch(planned.value));
    if (planned === null || !planned.ok || this.#isIdle) return this.#client.forgetPreview();
    this.#client.preview(applyPatch(this.#session.document, planned.value), (table) => {
      if (command === this.#shown && this.#results.table !== null) {
        this.#change = compareTables(this.#results.table, table);
      }
    });
  }

  /** The command is about to be given: its ghosts stay until the verdicts are there, so that nothing flickers back. */
  keep(command: Command): void {
    const kept = command === this.#shown ? this.#change : null;
    this.show(null);
    if (kept === null) return;
    this.#change = kept;
    const awaited = this.#session.revision + 1;
    this.#keptFor = awaited;
    this.#clock.after(keptAtMostMs, () => this.settle(awaited));
  }

  /** Verdicts of this revision are there. */
  settle(revision: Revision): void {
    if (this.#keptFor === null || revision < this.#keptFor) return;
    this.#keptFor = null;
    this.#change = null;
  }
}
