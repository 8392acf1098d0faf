import type { HistoryWriter } from '../core/edit/kept-history.ts';
import { printDesign } from '../core/file/design-file.ts';
import type { AppHost, FileVersion, HostError } from '../host/app-host.ts';
import { suggestedName } from './given-files.ts';
import { describeHostError } from './host-error.ts';
import type { Notices } from './notices.svelte.ts';
import type { Choice, Questions } from './questions.svelte.ts';
import type { Recovery } from './recovery.ts';
import type { DesignFile, Session } from './session.svelte.ts';

export interface SaveParts {
  readonly host: AppHost;
  readonly session: Session;
  readonly notices: Notices;
  readonly questions: Questions;
  readonly histories: HistoryWriter;
  readonly recovery: Pick<Recovery, 'keep'>;
}

const saveAs: Choice = { id: 'save-as', label: 'Save as…', weight: 'primary' };

/** Saving, until the design stands in a file or the user leaves it: what fails says why and offers a way on. */
export class SaveFlow {
  readonly #parts: SaveParts;

  constructor(parts: SaveParts) {
    this.#parts = parts;
  }

  /** @returns whether the design stands in a file now */
  async save(): Promise<boolean> {
    const { file } = this.#parts.session;
    return this.#saveTo(file, file.version);
  }

  async saveAs(): Promise<boolean> {
    return this.#saveTo({ ...this.#parts.session.file, file: null }, null);
  }

  async #saveTo(file: DesignFile, expectedVersion: FileVersion | null): Promise<boolean> {
    const { host, session, recovery, notices } = this.#parts;
    const { document, lastStep, wholeHistory } = session;
    const saved = await host.saveText({
      suggestedName: suggestedName(file.name),
      text: printDesign(document),
      file: file.file,
      expectedVersion,
    });
    if (!saved.ok) return this.#goOn(file, saved.error);
    if (saved.value.kind === 'cancelled') return false;
    session.markSaved(saved.value, lastStep);
    // While the file was being written the user may have gone on: then that is kept, else nothing has to be.
    await recovery.keep();
    // A list that can't be kept costs the user the steps of the next time, not the work.
    const history = wholeHistory.steps.length === 0 ? null : this.#parts.histories.write(wholeHistory);
    await host.keepUndoList({ name: saved.value.name, file: saved.value.file, history });
    notices.show({ kind: 'info', text: `Saved ${saved.value.name}.` });
    return true;
  }

  /** It was not saved: the work is safe first, then the user says how to go on. */
  async #goOn(file: DesignFile, error: HostError): Promise<boolean> {
    await this.#parts.recovery.keep();
    const choice = await this.#ask(file, error);
    switch (choice) {
      case 'save-as':
        return this.saveAs();
      case 'overwrite':
        return this.#saveTo(file, null);
      case 'again':
        return this.#saveTo(file, file.file === null ? null : file.version);
      default:
        return false;
    }
  }

  #ask(file: DesignFile, error: HostError): Promise<string | null> {
    const { questions } = this.#parts;
    if (error.reason === 'changed-on-disk')
      return questions.ask({
        title: `${file.name} was changed by another program`,
        text: 'Saving now would overwrite what was written there since this design was read.',
        choices: [saveAs, { id: 'overwrite', label: 'Overwrite', weight: 'danger' }],
      });
    if (error.reason === 'not-found')
      return questions.ask({
        title: `${file.name} is not there any more`,
        text: 'It was moved, renamed or removed since this design was read.',
        choices: [saveAs, { id: 'overwrite', label: 'Save it there again', weight: 'normal' }],
      });
    return questions.ask({
      title: `${file.name} was not saved`,
      text: `${describeHostError(error)} Your work is still here, unsaved.`,
      choices: [saveAs, { id: 'again', label: 'Try again', weight: 'normal' }],
    });
  }
}
