import { checkDocument } from '../core/check/check-document.ts';
import { blockingProblems } from '../core/export/blocking-problems.ts';
import {
  exportBundle,
  exportSingleFile,
  type ExportFailure,
  type ExportOptions,
} from '../core/export/export-design.ts';
import { withoutRollbacks } from '../core/export/rollback.ts';
import { acceptFiles } from '../core/file/accept-files.ts';
import type { HistoryStep } from '../core/edit/history.ts';
import type { HistoryWriter, RestoredHistory } from '../core/edit/kept-history.ts';
import { openDesign, openDesignInSteps, printDesign } from '../core/file/design-file.ts';
import { readSourcesInSteps, type ReadSources } from '../core/manifest/overlay.ts';
import { emptyDocument } from '../core/model/document.ts';
import type { SourceFile } from '../core/manifest/source-documents.ts';
import type { Problem } from '../core/model/problem.ts';
import type { AppHost, FileToken, HostError, OpenedFile } from '../host/app-host.ts';
import { describeCommandError } from './command-error.ts';
import { describeHostError } from './host-error.ts';
import type { Notices } from './notices.svelte.ts';
import type { Questions } from './questions.svelte.ts';
import type { Reading } from './reading.svelte.ts';
import type { Selection } from './selection.svelte.ts';
import { untitled, type DesignFile, type OpenedDesign, type Session } from './session.svelte.ts';
import { restoredHistory } from './undo-list.ts';
import type { View } from './view.svelte.ts';

export interface Sample {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

export interface FilesParts {
  readonly host: AppHost;
  readonly session: Session;
  readonly notices: Notices;
  readonly questions: Questions;
  readonly view: View;
  readonly selection: Selection;
  readonly reading: Reading;
  readonly histories: HistoryWriter;
}

/** New, open, save, import, export: the flows that cross the host. A failure leaves the design as it was. */
export class Files {
  readonly #host: AppHost;
  readonly #session: Session;
  readonly #notices: Notices;
  readonly #questions: Questions;
  readonly #view: View;
  readonly #selection: Selection;
  readonly #reading: Reading;
  readonly #histories: HistoryWriter;

  constructor({ host, session, notices, questions, view, selection, reading, histories }: FilesParts) {
    this.#host = host;
    this.#session = session;
    this.#notices = notices;
    this.#questions = questions;
    this.#view = view;
    this.#selection = selection;
    this.#reading = reading;
    this.#histories = histories;
  }

  async newDesign(): Promise<void> {
    if (await this.#mayLeave())
      this.#show({ document: emptyDocument, file: untitled, problems: [], isSaved: true, history: null });
  }

  /** Asks for design files (several are laid over each other) and opens them in this one's place. */
  async open(): Promise<void> {
    if (!(await this.#mayLeave())) return;
    const opened = await this.#host.openFiles({ what: 'design', multiple: true });
    if (opened.ok) await this.#openInPlace(opened.value);
    else this.#fail(opened.error);
  }

  async openRecent(file: FileToken): Promise<void> {
    if (!(await this.#mayLeave())) return;
    const opened = await this.#host.openRecent(file);
    if (opened.ok) await this.#openInPlace([opened.value]);
    else this.#fail(opened.error);
  }

  async openSample(sample: Sample): Promise<void> {
    if (!(await this.#mayLeave())) return;
    const { document, problems } = openDesign([{ name: sample.name, text: sample.text }]);
    this.#show({ document, file: { ...untitled, name: sample.name }, problems, isSaved: true, history: null });
  }

  /** Files that came by argument, double click or a second start. */
  async openGiven(files: readonly OpenedFile[]): Promise<void> {
    if (files.length > 0 && (await this.#mayLeave())) await this.#openInPlace(files);
  }

  /** Work that a crash left behind; it stands in no file until the user saves it. */
  restore(name: string, text: string, kept: string | null): void {
    const { document, problems } = openDesign([{ name, text }]);
    const restored = kept === null ? null : restoredHistory(kept, text);
    // Without its file: that one may have been changed since, and saving would not notice.
    const file = { ...untitled, name };
    this.#show({ history: null, document, ...restored, file, problems, isSaved: false });
  }

  async import(what: 'manifests' | 'folder'): Promise<void> {
    const opened = await this.#host.openFiles({ what, multiple: true });
    if (opened.ok) await this.importGiven(opened.value);
    else this.#fail(opened.error);
  }

  /**
   * Files dropped on the window or chosen for import: laid over the open design, as one undoable step. Where nothing is
   * open yet they are opened.
   */
  async importGiven(files: readonly OpenedFile[]): Promise<void> {
    if (files.length === 0) return;
    if (this.#session.document === emptyDocument) return this.#openInPlace(files);
    const { texts, problems: refused } = textsOf(files);
    const read = await this.#readBesides(texts);
    if (read === null) return;
    const { resources, sources, problems } = read;
    const all = [...refused, ...problems];
    if (resources.length === 0) {
      this.#addProblems(files, all);
      return this.#report(`Nothing could be imported from ${namesOf(files)}`, all);
    }
    const replaced = resources.filter(({ id }) => this.#session.document.resources[id] !== undefined).length;
    const before = this.#session.lastStep;
    const done = this.#session.dispatch({ type: 'import', sources, resources });
    if (!done.ok) return this.#notices.show({ kind: 'error', text: describeCommandError(done.error) });
    const step = this.#session.lastStep;
    this.#addProblems(files, all, step === before ? null : step);
    this.#shown();
    const tail = replaced === 0 ? '' : `, ${replaced} in the place of older ones`;
    this.#report(`Imported ${count(resources.length, 'object')} from ${namesOf(files)}${tail}`, all, true);
  }

  /** @returns whether the design stands in a file now */
  async save(): Promise<boolean> {
    return this.#saveTo(this.#session.file, this.#session.file.version);
  }

  async saveAs(): Promise<boolean> {
    return this.#saveTo({ ...this.#session.file, file: null }, null);
  }

  async exportSingle(options: ExportOptions): Promise<void> {
    const exported = exportSingleFile(this.#session.document, options);
    if (!exported.ok) return this.#blocked(exported.error);
    if (this.#hasErrors(options)) return;
    const { text, objects } = exported.value;
    const saved = await this.#host.saveText({
      suggestedName: 'manifests.yaml',
      text,
      file: null,
      expectedVersion: null,
    });
    if (!saved.ok) return this.#fail(saved.error);
    if (saved.value.kind === 'saved') this.#exported(objects, saved.value.name);
  }

  async exportBundle(options: ExportOptions): Promise<void> {
    const exported = exportBundle(this.#session.document, options);
    if (!exported.ok) return this.#blocked(exported.error);
    if (this.#hasErrors(options)) return;
    const { files, objects } = exported.value;
    const saved = await this.#host.saveFolder({ suggestedName: 'manifests', files });
    if (!saved.ok) return this.#fail(saved.error);
    if (saved.value.kind === 'saved') this.#exported(objects, `${saved.value.folder} (${count(files.length, 'file')})`);
  }

  /** The window is asked to close: unsaved work is saved, given up, or keeps it open. */
  async answerClose(): Promise<void> {
    const mayClose = await this.#mayLeave();
    // Work that was given up is not offered again at the next start.
    if (mayClose) await this.#host.clearRecovery();
    this.#host.answerClose(mayClose ? 'close' : 'stay');
  }

  /** @returns null where it was given up */
  async #readBesides(texts: readonly SourceFile[]): Promise<ReadSources | null> {
    for (;;) {
      const existing = this.#session.document.sources;
      const read = await this.#reading.run(readSourcesInSteps(texts, existing));
      // Where texts came or went meanwhile (undo, redo), the numbers of the new ones may be taken.
      if (read === null || existing === this.#session.document.sources) return read;
    }
  }

  async #openInPlace(files: readonly OpenedFile[]): Promise<void> {
    if (files.length === 0) return;
    const { texts, problems: refused } = textsOf(files);
    const before = this.#session.document;
    const opened = await this.#reading.run(openDesignInSteps(texts));
    // What was changed while the files were read is asked about as well.
    if (opened === null || (before !== this.#session.document && !(await this.#mayLeave()))) return;
    const { document, problems } = opened;
    const all = [...refused, ...problems];
    // A file of which nothing could be read leaves the open design as it is.
    if (Object.keys(document.resources).length === 0 && all.some(({ severity }) => severity === 'error')) {
      this.#addProblems(files, all);
      return this.#report(`Nothing could be read from ${namesOf(files)}`, all);
    }
    const [only] = files;
    const isOne = files.length === 1 && only !== undefined;
    const file = isOne ? fileOf(only) : untitled;
    const restored = isOne ? await this.#undoListOf(only) : null;
    this.#show({ history: null, document, ...restored, file, problems: all, isSaved: isOne });
    if (all.length > 0) this.#report(`Opened ${namesOf(files)}`, all);
  }

  /** What can still be undone of a file that was saved by this program and is as it was then. */
  async #undoListOf({ name, file, content }: OpenedFile): Promise<RestoredHistory | null> {
    const kept = await this.#host.readUndoList({ name, file });
    if (!kept.ok || kept.value === null || content.kind !== 'text') return null;
    const restored = restoredHistory(kept.value, content.text);
    if (restored === null)
      this.#notices.show({
        kind: 'info',
        text: `${name} was changed by another program: the steps before its last save can’t be undone any more.`,
      });
    return restored;
  }

  async #saveTo(file: DesignFile, expectedVersion: string | null): Promise<boolean> {
    const { document, lastStep, wholeHistory } = this.#session;
    const saved = await this.#host.saveText({
      suggestedName: suggestedName(file.name),
      text: printDesign(document),
      file: file.file,
      expectedVersion,
    });
    if (!saved.ok) {
      if (saved.error.reason === 'changed-on-disk') return this.#overwriteOrNot(file);
      this.#fail(saved.error);
      return false;
    }
    if (saved.value.kind === 'cancelled') return false;
    this.#session.markSaved(saved.value, lastStep);
    await this.#host.clearRecovery();
    // A list that can't be kept costs the user the steps of the next time, not the work.
    const history = wholeHistory.steps.length === 0 ? null : this.#histories.write(wholeHistory);
    await this.#host.keepUndoList({ name: saved.value.name, file: saved.value.file, history });
    this.#notices.show({ kind: 'info', text: `Saved ${saved.value.name}.` });
    return true;
  }

  async #overwriteOrNot(file: DesignFile): Promise<boolean> {
    const choice = await this.#questions.ask({
      title: `${file.name} was changed by another program`,
      text: 'Saving now would overwrite what was written there since this design was read.',
      choices: [
        { id: 'save-as', label: 'Save under another name', weight: 'primary' },
        { id: 'overwrite', label: 'Overwrite', weight: 'danger' },
      ],
    });
    if (choice === 'overwrite') return this.#saveTo(file, null);
    return choice === 'save-as' ? this.saveAs() : false;
  }

  /** True when the open design may give way to another one. */
  async #mayLeave(): Promise<boolean> {
    if (!this.#session.unsaved) return true;
    const choice = await this.#questions.ask({
      title: `Save the changes to ${this.#session.name}?`,
      text: 'They are lost if you don’t.',
      choices: [
        { id: 'save', label: 'Save', weight: 'primary' },
        { id: 'discard', label: 'Don’t save', weight: 'danger' },
      ],
    });
    return choice === 'save' ? this.save() : choice === 'discard';
  }

  /** What is said of these files now takes the place of what was said of them before. */
  #addProblems(files: readonly OpenedFile[], problems: readonly Problem[], step: HistoryStep | null = null): void {
    this.#session.addProblems(
      files.map(({ name }) => name),
      problems,
      step,
    );
  }

  /** Another design takes the open one's place; what was selected was of that one. */
  #show(opened: OpenedDesign): void {
    this.#selection.clear();
    this.#session.replace(opened);
    this.#shown();
  }

  #shown(): void {
    this.#view.dialog = null;
  }

  #exported(objects: number, where: string): void {
    this.#view.dialog = null;
    this.#notices.show({ kind: 'info', text: `Exported ${count(objects, 'object')} to ${where}.` });
  }

  /** Nothing leaves that the target version would refuse. */
  #hasErrors({ calicoVersion }: ExportOptions): boolean {
    const { document } = this.#session;
    const errors = blockingProblems(document, checkDocument(document, { calicoVersion }));
    const [first] = errors;
    if (first === undefined) return false;
    this.#blocked({ messages: [`${count(errors.length, 'error')}, the first: ${first.message}`] });
    return true;
  }

  #blocked(failure: ExportFailure): void {
    this.#view.drawer = 'problems';
    this.#notices.show({ kind: 'error', text: `Not exported: ${failure.messages.join(' ')}` });
  }

  #report(text: string, problems: readonly Problem[], undo = false): void {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (errors > 0) this.#view.drawer = 'problems';
    const tail = errors === 0 ? '' : `; ${count(errors, 'problem')} listed below`;
    this.#notices.show({ kind: errors === 0 ? 'info' : 'error', text: `${text}${tail}.`, undo });
  }

  #fail(error: HostError): void {
    this.#notices.show({ kind: 'error', text: describeHostError(error) });
  }
}

/** Those that are texts and part of a design, and what is to be said of the others. */
function textsOf(files: readonly OpenedFile[]): {
  readonly texts: readonly SourceFile[];
  readonly problems: readonly Problem[];
} {
  const accepted = acceptFiles(files);
  const { texts, problems } = withoutRollbacks(accepted.texts);
  return { texts, problems: [...accepted.problems, ...problems] };
}

function fileOf({ name, file, version }: OpenedFile): DesignFile {
  return { name, file, version };
}

function namesOf(files: readonly OpenedFile[]): string {
  const [first] = files;
  return files.length === 1 && first !== undefined ? first.name : count(files.length, 'file');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Saving never turns a cluster dump into our file by accident: it keeps its name and gets our ending. */
function suggestedName(name: string): string {
  return /\.firewright\.ya?ml$/.test(name)
    ? name
    : `${name.replace(/\.ya?ml$/, '').replaceAll('/', '-')}.firewright.yaml`;
}
