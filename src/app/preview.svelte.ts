import { compareTables, type TableChange } from '../core/compare/compare-tables.ts';
import type { Command } from '../core/edit/command.ts';
import { applyPatch, isEmptyPatch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { Results } from './results.svelte.ts';
import type { Session } from './session.svelte.ts';

/** Ghosts: the verdicts that a command would bring, before it is given. */
export class Preview {
  readonly #session: Session;
  readonly #results: Results;
  readonly #client: EvaluatorClient;
  #change = $state.raw<TableChange | null>(null);
  #shown: Command | null = null;

  constructor(session: Session, results: Results, client: EvaluatorClient) {
    this.#session = session;
    this.#results = results;
    this.#client = client;
  }

  /** Against the verdicts that are shown; null while nothing is asked for or the answer is not there yet. */
  get change(): TableChange | null {
    return this.#change;
  }

  show(command: Command | null): void {
    if (command === this.#shown) return;
    this.#shown = command;
    this.#change = null;
    const planned = command === null ? null : planCommand(this.#session.document, command);
    if (planned === null || !planned.ok || isEmptyPatch(planned.value)) return this.#client.forgetPreview();
    this.#client.preview(applyPatch(this.#session.document, planned.value), (table) => {
      if (command === this.#shown && this.#results.table !== null) {
        this.#change = compareTables(this.#results.table, table);
      }
    });
  }
}
