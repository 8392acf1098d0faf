import type { FileReport } from '../core/file/read-report.ts';
import type { ImportPlan } from './import-plan.ts';
import type { Preview } from './preview.svelte.ts';

/** Files that were read and wait for the user's word. */
export interface PendingImport {
  /** As the user knows them: `dump.yaml`, `3 files`. */
  readonly name: string;
  readonly plan: ImportPlan;
  readonly reports: readonly FileReport[];
}

/** Shows what an import would do before it does it (product.md section 4). */
export class ImportPreview {
  readonly #preview: Preview;
  #pending = $state.raw<PendingImport | null>(null);
  #resolve: ((goOn: boolean) => void) | null = null;

  constructor(preview: Preview) {
    this.#preview = preview;
  }

  get pending(): PendingImport | null {
    return this.#pending;
  }

  /** The verdicts that it would bring. */
  get outcome(): Preview['outcome'] {
    return this.#preview.outcome;
  }

  /** @returns whether the user wants it; another import that asks takes this one's place, which counts as no */
  ask(pending: PendingImport): Promise<boolean> {
    this.answer(false);
    this.#pending = pending;
    this.#preview.show(pending.plan.command);
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  answer(goOn: boolean): void {
    const [pending, resolve] = [this.#pending, this.#resolve];
    if (pending === null) return;
    this.#pending = null;
    this.#resolve = null;
    if (goOn) this.#preview.keep(pending.plan.command);
    else this.#preview.show(null);
    resolve?.(goOn);
  }
}
