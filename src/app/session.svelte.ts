import type { Command, CommandError } from '../core/edit/command.ts';
import { describeCommand } from '../core/edit/describe-command.ts';
import {
  emptyHistory,
  historyDepth,
  historyFrom,
  movedTo,
  record,
  redoable,
  undoable,
  type History,
  type HistoryStep,
} from '../core/edit/history.ts';
import { applyPatch, invertPatch, isEmptyPatch, type Patch } from '../core/edit/patch.ts';
import { planCommand } from '../core/edit/plan-command.ts';
import { stepKindOf } from '../core/edit/step-kind.ts';
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

/** A design that takes the place of the one that was open. */
export interface OpenedDesign {
  readonly document: ClusterDocument;
  readonly file: DesignFile;
  /** What could not be read of its files. */
  readonly problems: readonly Problem[];
  /** False: it stands in no file yet. */
  readonly isSaved: boolean;
  /** What was done to it before, leading to `document`; null: nothing can be undone. */
  readonly history: History | null;
}

/** What was said of files when they were read. */
interface Reading {
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
  /** The step that laid them over the design: what was said of them goes with undoing it. Null: they stay. */
  readonly step: HistoryStep | null;
}

interface Planned {
  readonly document: ClusterDocument;
  readonly command: Command;
  readonly patch: Result<Patch, CommandError>;
}

/** The design being edited: the one place where the document changes, and only by patches. */
export class Session {
  readonly #onChange: (revision: Revision, document: ClusterDocument) => void;
  #document = $state.raw<ClusterDocument>(emptyDocument);
  #revision = $state(0);
  #history = $state.raw<History>(emptyHistory);
  /** The last step done when the design was saved; null: none was. */
  #savedAfter = $state.raw<HistoryStep | null>(null);
  #planned: Planned | null = null;
  #isSaved = $state(true);
  #file = $state.raw<DesignFile>(untitled);
  #opened = $state(0);
  #readings = $state.raw<readonly Reading[]>([]);

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
    return this.#readings
      .filter(({ step }) => !this.#isUndone(step))
      .reduce<readonly Problem[]>((all, { files, problems }) => [...notOf(files, all), ...problems], []);
  }
  get unsaved(): boolean {
    return !this.#isSaved || undoable(this.#history) !== this.#savedAfter;
  }
  get history(): readonly HistoryStep[] {
    return this.#history.steps;
  }
  /** With the design before its first step. */
  get wholeHistory(): History {
    return this.#history;
  }
  /** How many steps were done when the design was saved; null: it never was, or no step leads there any more. */
  get savedPosition(): number | null {
    if (!this.#isSaved) return null;
    return this.#savedAfter === null ? 0 : this.#history.steps.indexOf(this.#savedAfter) + 1 || null;
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

  /** What a command would do. The same patch until the design changes: what was previewed is what is then done. */
  plan(command: Command): Result<Patch, CommandError> {
    if (this.#planned?.command !== command || this.#planned.document !== this.#document)
      this.#planned = { document: this.#document, command, patch: planCommand(this.#document, command) };
    return this.#planned.patch;
  }

  /** Does what the user wishes, as one undoable step; a wish that changes nothing leaves no step. */
  dispatch(command: Command): Result<void, CommandError> {
    const planned = this.plan(command);
    if (!planned.ok) return planned;
    if (isEmptyPatch(planned.value)) return ok(undefined);
    const step: HistoryStep = {
      label: describeCommand(this.#document, command),
      kind: stepKindOf(command),
      patch: planned.value,
    };
    // The oldest step is forgotten: undoing all the others will not lead back to the design as it was opened.
    if (this.#history.position >= historyDepth && this.#savedAfter === null) this.#isSaved = false;
    this.#readings = this.#readings.filter((reading) => !this.#isUndone(reading.step));
    this.#history = record(this.#history, step);
    this.#show(applyPatch(this.#document, step.patch));
    return ok(undefined);
  }

  undo(): void {
    this.goTo(this.#history.position - 1);
  }

  redo(): void {
    this.goTo(this.#history.position + 1);
  }

  /** Undoes or redoes until `position` steps are done; however many there are between, the design changes once. */
  goTo(position: number): void {
    const { steps, position: from } = this.#history;
    const to = Math.max(0, Math.min(position, steps.length));
    if (to === from) return;
    const between = steps.slice(Math.min(from, to), Math.max(from, to)).map(({ patch }) => patch);
    const patches = to > from ? between : between.reverse().map(invertPatch);
    this.#history = movedTo(this.#history, to);
    this.#show(patches.reduce(applyPatch, this.#document));
  }

  /** Another design takes this one's place. */
  replace({ document, file, problems, isSaved, history }: OpenedDesign): void {
    this.#opened += 1;
    this.#history = history ?? historyFrom(document);
    this.#savedAfter = undoable(this.#history);
    this.#isSaved = isSaved;
    this.#file = file;
    this.#readings = [{ files: [], problems, step: null }];
    this.#show(document);
  }

  /** More files were read; what could not be read of them is listed too, in the place of what it was the last time. */
  addProblems(files: readonly string[], problems: readonly Problem[], step: HistoryStep | null = null): void {
    this.#readings = [...this.#readings, { files, problems, step }];
  }

  /** The design as it was after `step` stands in `file`; while it was being written the user may have gone on. */
  markSaved(file: DesignFile, step: HistoryStep | null): void {
    this.#file = file;
    this.#isSaved = true;
    this.#savedAfter = step;
  }

  /** A step that is in the list no more was done for good. */
  #isUndone(step: HistoryStep | null): boolean {
    return step !== null && this.#history.steps.indexOf(step) >= this.#history.position;
  }

  #show(document: ClusterDocument): void {
    this.#document = document;
    this.#revision += 1;
    this.#onChange(this.#revision, document);
  }
}

function notOf(files: readonly string[], problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ place }) => place === null || !files.includes(place.file));
}
