import type { HistoryWriter, RestoredHistory } from '../core/edit/kept-history.ts';
import { openDesign, openDesignInSteps } from '../core/file/design-file.ts';
import { reportOn } from '../core/file/read-report.ts';
import { emptyDocument } from '../core/model/document.ts';
import type { AppHost, FileToken, HostError, OpenedFile, RecoverySnapshot } from '../host/app-host.ts';
import { fileOf, namesOf, textsOf } from './given-files.ts';
import { describeHostError } from './host-error.ts';
import { ImportFlow } from './import-flow.ts';
import type { ImportPreview } from './import-preview.svelte.ts';
import type { ImportReport } from './import-report.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Questions } from './questions.svelte.ts';
import { ReadingNews } from './reading-news.ts';
import type { Reading } from './reading.svelte.ts';
import type { Recovery } from './recovery.ts';
import { SaveFlow } from './save-flow.ts';
import type { Selection } from './selection.svelte.ts';
import { untitled, type OpenedDesign, type Session } from './session.svelte.ts';
import { restoredHistory } from './undo-list.ts';
import type { UnsavedWork } from './unsaved-work.ts';
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
  readonly recovery: Pick<Recovery, 'adopt' | 'keep'>;
  readonly importPreview: ImportPreview;
  readonly importReport: ImportReport;
  readonly unsaved: UnsavedWork;
}

/** New, open, save, import: the flows that cross the host. A failure leaves the design as it was. */
export class Files {
  readonly #host: AppHost;
  readonly #session: Session;
  readonly #notices: Notices;
  readonly #questions: Questions;
  readonly #view: View;
  readonly #selection: Selection;
  readonly #reading: Reading;
  readonly #recovery: Pick<Recovery, 'adopt'>;
  readonly #saving: SaveFlow;
  readonly #importReport: ImportReport;
  readonly #news: ReadingNews;
  readonly #importing: ImportFlow;
  readonly #unsaved: UnsavedWork;

  constructor(parts: FilesParts) {
    const { host, session, notices, questions, view, selection, reading } = parts;
    this.#host = host;
    this.#session = session;
    this.#notices = notices;
    this.#questions = questions;
    this.#view = view;
    this.#selection = selection;
    this.#reading = reading;
    this.#recovery = parts.recovery;
    this.#unsaved = parts.unsaved;
    this.#saving = new SaveFlow(parts);
    this.#importReport = parts.importReport;
    this.#news = new ReadingNews(parts);
    this.#importing = new ImportFlow({ ...parts, news: this.#news });
  }

  async newDesign(): Promise<void> {
    if (!(await this.#mayLeave())) return;
    this.#importReport.forget();
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
    const { document, problems, read } = openDesign([{ name: sample.name, text: sample.text }]);
    this.#importReport.tell(reportOn([sample.name], read, []));
    this.#show({ document, file: { ...untitled, name: sample.name }, problems, isSaved: true, history: null });
  }

  /** Files that came by argument, double click or a second start. */
  async openGiven(files: readonly OpenedFile[]): Promise<void> {
    if (files.length > 0 && (await this.#mayLeave())) await this.#openInPlace(files);
  }

  /** Work that a crash left behind: unsaved, and still about the file that it was begun on. */
  restore({ name, text, history: kept, file: token, version }: RecoverySnapshot): void {
    const { document, problems } = openDesign([{ name, text }]);
    const restored = kept === null ? null : restoredHistory(kept, text);
    this.#importReport.forget();
    this.#recovery.adopt();
    // Of a file whose version is not known a later change by somebody else would not be noticed when saving.
    const file = version === null ? { ...untitled, name } : { name, file: token, version };
    this.#show({ history: null, document, ...restored, file, problems, isSaved: false });
  }

  async import(what: 'manifests' | 'folder'): Promise<void> {
    const opened = await this.#host.openFiles({ what, multiple: true });
    if (opened.ok) await this.importGiven(opened.value);
    else this.#fail(opened.error);
  }

  /**
   * Files dropped on the window or chosen for import: laid over the open design as one undoable step, once the user has
   * seen what that will change. Where nothing is open yet they are opened.
   */
  async importGiven(files: readonly OpenedFile[]): Promise<void> {
    return this.#lay(files, true);
  }

  /** Pasted manifests: as an import, but at once, as pasting is everywhere. */
  async importPasted(file: OpenedFile): Promise<void> {
    return this.#lay([file], false);
  }

  async #lay(files: readonly OpenedFile[], asks: boolean): Promise<void> {
    if (files.length === 0) return;
    if (this.#session.document === emptyDocument) return this.#openInPlace(files);
    return this.#importing.run(files, asks);
  }

  /** @returns whether the design stands in a file now */
  save(): Promise<boolean> {
    return this.#saving.save();
  }

  saveAs(): Promise<boolean> {
    return this.#saving.saveAs();
  }

  /** The window is asked to close: unsaved work is saved, given up, or keeps it open. */
  async answerClose(): Promise<void> {
    const mayClose = await this.#mayLeave();
    // Work that was given up is not offered again at the next start.
    if (mayClose) await this.#host.clearRecovery();
    this.#host.answerClose(mayClose ? 'close' : 'stay');
  }

  async #openInPlace(files: readonly OpenedFile[]): Promise<void> {
    if (files.length === 0) return;
    const { texts, problems: refused } = textsOf(files);
    const before = this.#session.document;
    const opened = await this.#reading.run(openDesignInSteps(texts));
    // What was changed while the files were read is asked about as well.
    if (opened === null || (before !== this.#session.document && !(await this.#mayLeave()))) return;
    const { document, problems, read } = opened;
    const all = [...refused, ...problems];
    this.#news.tell(this.#news.reportsOn(files, read, refused));
    // A file of which nothing could be read leaves the open design as it is.
    if (Object.keys(document.resources).length === 0 && all.some(({ severity }) => severity === 'error')) {
      this.#news.addProblems(files, all);
      return this.#news.notice(`Nothing could be read from ${namesOf(files)}`, all);
    }
    const [only] = files;
    const isOne = files.length === 1 && only !== undefined;
    const file = isOne ? fileOf(only) : untitled;
    const restored = isOne ? await this.#undoListOf(only) : null;
    this.#show({ history: null, document, ...restored, file, problems: all, isSaved: isOne });
    if (all.length > 0) this.#news.notice(`Opened ${namesOf(files)}`, all);
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

  /** True when the open design may give way to another one. */
  async #mayLeave(): Promise<boolean> {
    const { inDesign, inText } = this.#unsaved;
    if (!inDesign) return !inText || this.#mayGiveUpText();
    const choice = await this.#questions.ask({
      title: `Save the changes to ${this.#session.name}?`,
      text: `They are lost if you don’t.${inText ? ' YAML that can’t be read yet is lost either way.' : ''}`,
      choices: [
        { id: 'save', label: 'Save', weight: 'primary' },
        { id: 'discard', label: 'Don’t save', weight: 'danger' },
      ],
    });
    return choice === 'save' ? this.save() : choice === 'discard';
  }

  async #mayGiveUpText(): Promise<boolean> {
    const choice = await this.#questions.ask({
      title: 'Give up the YAML that was typed?',
      text: 'It can’t be read yet, so the design does not hold it and no file can.',
      choices: [{ id: 'discard', label: 'Give it up', weight: 'danger' }],
    });
    return choice === 'discard';
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

  #fail(error: HostError): void {
    this.#notices.show({ kind: 'error', text: describeHostError(error) });
  }
}
