import type { HistoryStep } from '../core/edit/history.ts';
import type { ReadSources } from '../core/manifest/overlay.ts';
import { reportOn, type FileReport } from '../core/file/read-report.ts';
import type { Problem } from '../core/model/problem.ts';
import type { OpenedFile } from '../host/app-host.ts';
import { count } from './given-files.ts';
import type { ImportReport } from './import-report.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { View } from './view.svelte.ts';

export interface ReadingNewsParts {
  readonly session: Session;
  readonly notices: Notices;
  readonly view: View;
  readonly importReport: ImportReport;
}

/** What the user is told of files that were read: a notice, the list of problems, the report. */
export class ReadingNews {
  readonly #parts: ReadingNewsParts;

  constructor(parts: ReadingNewsParts) {
    this.#parts = parts;
  }

  /** What is said of these files now takes the place of what was said of them before. */
  addProblems(files: readonly OpenedFile[], problems: readonly Problem[], step: HistoryStep | null = null): void {
    this.#parts.session.addProblems(
      files.map(({ name }) => name),
      problems,
      step,
    );
  }

  reportsOn(files: readonly OpenedFile[], read: ReadSources, refused: readonly Problem[]): readonly FileReport[] {
    return reportOn(
      files.map(({ name }) => name),
      read,
      refused,
    );
  }

  tell(reports: readonly FileReport[]): void {
    this.#parts.importReport.tell(reports);
  }

  notice(text: string, problems: readonly Problem[], undo = false): void {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (errors > 0) this.#parts.view.drawer = 'problems';
    const tail = errors === 0 ? '' : `; ${count(errors, 'problem')} listed below`;
    this.#parts.notices.show({ kind: errors === 0 ? 'info' : 'error', text: `${text}${tail}.`, undo });
  }
}
