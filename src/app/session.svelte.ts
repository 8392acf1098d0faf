import type { Command, CommandError } from '../core/edit/command.ts';
import { describeCommand } from '../core/edit/describe-command.ts';
import {
  emptyHistory,
  historyDepth,
  movedTo,
  record,
  redoable,
  undoable,
  type History,
  type HistoryStep,
} from '../core/edit/history.ts';
import { applyPatch, invertPatch, isEmptyPatch, type Patch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import { emptyDocument, type ClusterDocument } from '../core/model/document.ts';
import type { Revision } from '../core/model/ids.ts';
import type { Problem } from '../core/model/problem.ts';
import { ok, type Result } from '../core/result.ts';
import type { FileToken, FileVersion } from '../host/app-host.ts';

/** The file that the design is saved to; `file` null: none yet. */
export interface DesignFile {
  readonly name: string;
  readonly file: FileToken | null;
  readonly version: FileVersion | null;
}

export const untitled: DesignFile = { name: 'untitled.firewright.yaml', file: null, version: null };

/** The design being edited: the one place where the document changes, and only by patches. */
export class Session {
  readonly #onChange: (revision: Revision, document: ClusterDocument) => void;
  #document = $state.raw<ClusterDocument>(emptyDocument);
  #revision = $state(0);
  #history = $state.raw<History>(emptyHistory);
  /** The last step done when the design was saved; null: none was. */
  #savedAfter = $state.raw<HistoryStep | null>(null);
  #isSaved = $state(true);
  #file = $state.raw<DesignFile>(untitled);
  #opened = $state(0);
  #readingProblems = $state.raw<readonly Problem[]>([]);

  constructor(onChange: (revision: Revision, document: ClusterDocument) => void) {
    this.#onChange = onChange;
  }

  get document(): ClusterDocument {
    return this.#document;
  }
  get revision(): Revision {
    return this.#revision;
  }
  get file(): DesignFile {
    return this.#file;
  }
  /** Counts designs: another number is another design, not an edit of this one. */
  get opened(): number {
    return this.#opened;
  }
  get name(): string {
    return this.#file.name;
  }
  /** Problems of reading the files: documents that are kept as text only. */
  get problems(): readonly Problem[] {
    return this.#readingProblems;
  }
  get unsaved(): boolean {
    return !this.#isSaved || undoable(this.#history) !== this.#savedAfter;
  }
  get history(): readonly HistoryStep[] {
    return this.#history.steps;
  }
  get position(): number {
    return this.#history.position;
  }
  /** The newest step that is done; null: none is. */
  get lastStep(): HistoryStep | null {
    return undoable(this.#history);
  }
  get canUndo(): boolean {
    return undoable(this.#history) !== null;
  }
  get canRedo(): boolean {
    return redoable(this.#history) !== null;
  }

  /** Does what the user wishes, as one undoable step; a wish that changes nothing leaves no step. */
  dispatch(command: Command): Result<void, CommandError> {
    const planned = planCommand(this.#document, command);
    if (!planned.ok) return planned;
    if (isEmptyPatch(planned.value)) return ok(undefined);
    const step = { label: describeCommand(this.#document, command), patch: planned.value };
    // The oldest step is forgotten: undoing all the others will not lead back to the design as it was opened.
    if (this.#history.position >= historyDepth && this.#savedAfter === null) this.#isSaved = false;
    this.#history = record(this.#history, step);
    this.#apply(step.patch);
    return ok(undefined);
  }

  undo(): void {
    const step = undoable(this.#history);
    if (step === null) return;
    this.#history = movedTo(this.#history, this.#history.position - 1);
    this.#apply(invertPatch(step.patch));
  }

  redo(): void {
    const step = redoable(this.#history);
    if (step === null) return;
    this.#history = movedTo(this.#history, this.#history.position + 1);
    this.#apply(step.patch);
  }

  /** Undoes or redoes until `position` steps are done. */
  goTo(position: number): void {
    while (this.#history.position > position && this.canUndo) this.undo();
    while (this.#history.position < position && this.canRedo) this.redo();
  }

  /** Another design takes this one's place; what could be undone is gone. `isSaved` false: it stands in no file yet. */
  replace(document: ClusterDocument, file: DesignFile, problems: readonly Problem[], isSaved: boolean): void {
    this.#opened += 1;
    this.#history = emptyHistory;
    this.#savedAfter = null;
    this.#isSaved = isSaved;
    this.#file = file;
    this.#readingProblems = problems;
    this.#show(document);
  }

  /** More files were read; what could not be read of them is listed too, in the place of what it was the last time. */
  addProblems(files: readonly string[], problems: readonly Problem[]): void {
    const ofOthers = this.#readingProblems.filter(({ place }) => place === null || !files.includes(place.file));
    this.#readingProblems = [...ofOthers, ...problems];
  }

  /** The design as it was after `step` stands in `file`; while it was being written the user may have gone on. */
  markSaved(file: DesignFile, step: HistoryStep | null): void {
    this.#file = file;
    this.#isSaved = true;
    this.#savedAfter = step;
  }

  #apply(patch: Patch): void {
    this.#show(applyPatch(this.#document, patch));
  }

  #show(document: ClusterDocument): void {
    this.#document = document;
    this.#revision += 1;
    this.#onChange(this.#revision, document);
  }
}
