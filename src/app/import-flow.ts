import type { FileReport } from '../core/file/read-report.ts';
import { readSourcesInSteps, type ReadSources } from '../core/manifest/overlay.ts';
import type { SourceFile } from '../core/manifest/source-documents.ts';
import type { Problem } from '../core/model/problem.ts';
import type { OpenedFile } from '../host/app-host.ts';
import { describeCommandError } from './command-error.ts';
import { count, namesOf, textsOf } from './given-files.ts';
import { isIdle, planFiles, type ImportPlan } from './import-plan.ts';
import type { ImportPreview } from './import-preview.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { ReadingNews } from './reading-news.ts';
import type { Reading } from './reading.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { View } from './view.svelte.ts';

export interface ImportFlowParts {
  readonly session: Session;
  readonly reading: Reading;
  readonly notices: Notices;
  readonly view: View;
  readonly importPreview: ImportPreview;
  readonly news: ReadingNews;
}

/** What was read for an import, and what laying it over the design would do. */
interface Prepared {
  readonly files: readonly OpenedFile[];
  readonly plan: ImportPlan;
  readonly reports: readonly FileReport[];
  readonly problems: readonly Problem[];
}

/** Lays files over the open design: read, shown, done as one undoable step. */
export class ImportFlow {
  readonly #parts: ImportFlowParts;

  constructor(parts: ImportFlowParts) {
    this.#parts = parts;
  }

  /** @param asks whether the user is shown what will change, and may still refuse */
  async run(files: readonly OpenedFile[], asks: boolean): Promise<void> {
    const { session } = this.#parts;
    const { texts, problems: refused } = textsOf(files);
    for (;;) {
      const read = await this.#readBesides(texts);
      if (read === null) return;
      const { document } = session;
      const prepared = this.#prepare(files, read, refused);
      if (read.resources.length === 0 || isIdle(prepared.plan)) return this.#tellOfNothing(prepared);
      if (asks && !(await this.#isWanted(prepared))) return;
      // What was shown was worked out for another design, if the design changed meanwhile.
      if (document === session.document) return this.#layOver(prepared);
    }
  }

  #prepare(files: readonly OpenedFile[], read: ReadSources, refused: readonly Problem[]): Prepared {
    const plan = planFiles(this.#parts.session.document, read);
    const reports = this.#parts.news.reportsOn(files, read, refused);
    return { files, plan, reports, problems: [...refused, ...read.problems] };
  }

  /** @returns null where it was given up */
  async #readBesides(texts: readonly SourceFile[]): Promise<ReadSources | null> {
    const { session, reading } = this.#parts;
    for (;;) {
      const existing = session.document.sources;
      const read = await reading.run(readSourcesInSteps(texts, existing));
      // Where texts came or went meanwhile (undo, redo), the numbers of the new ones may be taken.
      if (read === null || existing === session.document.sources) return read;
    }
  }

  #isWanted({ files, plan, reports }: Prepared): Promise<boolean> {
    return this.#parts.importPreview.ask({ name: namesOf(files), plan, reports });
  }

  #layOver({ files, plan, reports, problems }: Prepared): void {
    const { session, notices, news, view } = this.#parts;
    const before = session.lastStep;
    const done = session.dispatch(plan.command);
    if (!done.ok) return notices.show({ kind: 'error', text: describeCommandError(done.error) });
    const step = session.lastStep;
    news.addProblems(files, problems, step === before ? null : step);
    news.tell(reports);
    view.dialog = null;
    const tail = plan.replaced.length === 0 ? '' : `, ${plan.replaced.length} in the place of older ones`;
    const what = count(plan.command.resources.length, 'object');
    news.notice(`Imported ${what} from ${namesOf(files)}${tail}`, problems, true);
  }

  #tellOfNothing({ files, plan, reports, problems }: Prepared): void {
    const { news } = this.#parts;
    news.addProblems(files, problems);
    news.tell(reports);
    const nothing = plan.same.length === 0;
    const text = nothing
      ? `Nothing could be imported from ${namesOf(files)}`
      : `${namesOf(files)} brings nothing new: the design has ${plan.same.length === 1 ? 'its object' : `all ${plan.same.length} objects`} already`;
    news.notice(text, problems);
  }
}
