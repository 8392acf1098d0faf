import { missingEnd } from '../core/expect/expectation.ts';
import { findInPair, type FlowFinding } from '../core/expect/flow-finding.ts';
import { findingOfPacket, packetOf } from '../core/lesson/lesson-pair.ts';
import {
  doneCount,
  isStepDone,
  noProgress,
  partOf,
  partsOf,
  stepAt,
  withPassed,
  type LessonProgress,
  type StepPart,
} from '../core/lesson/progress.ts';
import type { Lesson, LessonPair, LessonStep } from '../core/model/lesson.ts';
import type { AppHost, KeptLesson } from '../host/app-host.ts';
import type { EvaluatorClient } from '../worker/evaluator-client.ts';
import type { ListedFlow } from './expectations.svelte.ts';
import type { Files } from './files.ts';
import type { LibraryLesson } from './lesson-library.ts';
import { ProgressBook } from './lesson-progress.svelte.ts';
import { LessonVerdicts } from './lesson-verdicts.svelte.ts';
import type { Model } from './model.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Questions } from './questions.svelte.ts';
import type { Results } from './results.svelte.ts';
import type { Scenes } from './scenes.svelte.ts';
import type { Session } from './session.svelte.ts';

export interface LessonsParts {
  readonly host: Pick<AppHost, 'readPreferences' | 'writePreferences'>;
  readonly session: Session;
  readonly model: Model;
  readonly client: EvaluatorClient;
  readonly results: Results;
  readonly scenes: Pick<Scenes, 'show' | 'list'>;
  readonly notices: Notices;
  readonly questions: Questions;
  readonly files: Pick<Files, 'openSample'>;
  readonly library: readonly LibraryLesson[];
}

/** The text of the step, which may be longer than its place. */
export interface LessonText {
  /** @returns false: there is no more of it that way */
  page(by: 1 | -1): boolean;
}

/** `play`: for a learner; `edit`: for a trainer. */
export type LessonMode = 'play' | 'edit';

/** The lesson that the open design is: where the learner is in it, what they have reached, what is shown to them. */
export class Lessons {
  readonly library: readonly LibraryLesson[];
  /** null: the panel is not there. */
  text: LessonText | null = null;
  readonly #parts: LessonsParts;
  readonly #book: ProgressBook;
  readonly #verdicts: LessonVerdicts;
  #isOpen = $state(false);
  /** The palette has the panel's place for a while. */
  #isAside = $state(false);
  #mode = $state<LessonMode>('play');
  /** Where the learner is; null: before the first step, or behind the last one. */
  #at = $state<string | null>(null);
  #hints = $state(0);
  /** The answer that was chosen last. */
  #answer = $state<number | null>(null);
  readonly #step = $derived.by(() => this.#findStep());
  readonly #progress = $derived.by(() => this.#readProgress());

  constructor(parts: LessonsParts) {
    this.#parts = parts;
    this.library = parts.library;
    this.#book = new ProgressBook(parts.host);
    const { client, results } = parts;
    const pairs = (): readonly LessonPair[] => pairsOf(this.#step);
    this.#verdicts = new LessonVerdicts({ client, results, pairs, changed: () => this.#look() });
  }

  /** null: the open design is none. */
  get lesson(): Lesson | null {
    return this.#parts.model.design.lesson;
  }
  /** null: the lesson has not begun, or all of it is done. */
  get step(): LessonStep | null {
    return this.#step;
  }
  /** Number of the step, from 0; -1: none. */
  get index(): number {
    return this.#step === null ? -1 : (this.lesson?.steps.indexOf(this.#step) ?? -1);
  }
  get progress(): LessonProgress {
    return this.#progress;
  }
  get mode(): LessonMode {
    return this.#mode;
  }
  /** There is a lesson, and its panel is open. */
  get isOpen(): boolean {
    return this.#isOpen && this.lesson !== null;
  }
  get isPlayed(): boolean {
    return this.isOpen && this.#mode === 'play';
  }
  /** The panel is to be seen: it is open, and the palette has not its place. */
  get isShown(): boolean {
    return this.isOpen && !this.#isAside;
  }
  /** The goals of the step's task as they are now. */
  get goals(): readonly ListedFlow[] {
    return this.#verdicts.list.slice(0, this.#step?.task?.goals.length ?? 0);
  }
  /** The proofs of the step's engine notes as they are now, in the order of the notes; null: a note has none. */
  get proofs(): readonly (ListedFlow | null)[] {
    const list = this.#verdicts.list.slice(this.#step?.task?.goals.length ?? 0);
    let next = 0;
    return (this.#step?.engineNotes ?? []).map(({ proof }) => (proof === null ? null : (list[next++] ?? null)));
  }
  get hintsShown(): number {
    return this.#hints;
  }
  get answer(): number | null {
    return this.#answer;
  }
  /** The design was edited since the step began: a scene would take its place. */
  get hasWork(): boolean {
    const { history, position } = this.#parts.session;
    const last = history[position - 1];
    return last !== undefined && last.kind !== 'scene';
  }

  /** What was kept of earlier lessons. */
  adopt(kept: readonly KeptLesson[]): void {
    this.#book.adopt(kept);
  }

  progressOf(lesson: string): LessonProgress {
    return this.#book.of(lesson);
  }

  isDone(step: LessonStep): boolean {
    return isStepDone(step, this.#progress);
  }

  /** How many steps are done. */
  get done(): number {
    return this.lesson === null ? 0 : doneCount(this.lesson, this.#progress);
  }

  /** Another design is open: one that is a lesson shows what it is about. */
  opened(): void {
    this.#at = null;
    this.#mode = 'play';
    this.#isAside = false;
    this.#isOpen = this.lesson !== null;
    this.#begin();
  }

  async openFromLibrary({ name, title, summary, read }: LibraryLesson): Promise<void> {
    const text = await read().catch(() => null);
    if (text === null)
      return this.#parts.notices.show({ kind: 'error', text: `The lesson “${title}” could not be loaded.` });
    return this.#parts.files.openSample({ name, title, description: summary, text });
  }

  show(mode: LessonMode = this.#mode): void {
    this.#isOpen = true;
    this.#isAside = false;
    this.#mode = mode;
    if (mode === 'edit' && this.#step === null) this.#at = this.lesson?.steps[0]?.id ?? null;
    this.#begin();
  }

  close(): void {
    this.#isOpen = false;
  }

  /** The palette takes the panel's place, or gives it back. */
  setAside(isAside: boolean): void {
    this.#isAside = isAside;
  }

  /** Begins, or goes on where the learner was. */
  start(): void {
    const { lesson } = this;
    if (lesson === null) return;
    const isDone = this.done === lesson.steps.length;
    const step = (isDone ? null : stepAt(lesson, this.#progress)) ?? lesson.steps[0];
    if (step !== undefined) this.#goTo(step);
  }

  /** Shows a step. What the learner drew gives way to its scene, and can be had back by Undo. */
  async goTo(id: string): Promise<void> {
    const step = this.lesson?.steps.find((one) => one.id === id);
    if (step === undefined || step === this.#step) return;
    if (this.#mode === 'play' && !(await this.#mayLeave(step))) return;
    this.#goTo(step);
  }

  /** The next step; behind the last one the lesson is over. */
  async next(): Promise<void> {
    const [{ lesson }, step] = [this, this.#step];
    if (lesson === null || step === null) return this.start();
    const following = lesson.steps[this.index + 1];
    if (this.#mode === 'play' && partsOf(step).includes('read')) this.#pass(step, 'read');
    if (following !== undefined) return this.goTo(following.id);
    if (this.#mode === 'play') this.#at = null;
  }

  async previous(): Promise<void> {
    const before = this.lesson?.steps[this.index - 1];
    if (before !== undefined && this.#step !== null) return this.goTo(before.id);
  }

  /** Back to what the lesson is about. */
  leaveStep(): void {
    this.#at = null;
  }

  showHint(): void {
    this.#hints = Math.min(this.#hints + 1, this.#step?.task?.hints.length ?? 0);
  }

  choose(answer: number): void {
    const [step, quiz] = [this.#step, this.#step?.quiz ?? null];
    if (step === null || quiz === null) return;
    this.#answer = answer;
    if (answer === quiz.answer) this.#pass(step, 'quiz');
  }

  /** The design of the solution, as one step that can be undone. */
  async showSolution(): Promise<void> {
    const solution = this.#step?.task?.solution ?? null;
    if (solution === null) return;
    const choice = await this.#askToLeave('Show the solution?', 'Show the solution');
    if (choice) this.#parts.scenes.show(solution);
  }

  /** The scene that the step begins with, whatever was drawn since. */
  restartStep(): void {
    const scene = this.#step?.scene ?? null;
    if (scene === null) return;
    this.#parts.scenes.show(scene);
    this.#begin();
  }

  async restartLesson(): Promise<void> {
    const { lesson } = this;
    if (lesson === null) return;
    const choice = await this.#parts.questions.ask({
      title: `Begin “${lesson.title}” again?`,
      text: 'What you have reached in it is forgotten. The design stays as it is.',
      choices: [{ id: 'restart', label: 'Begin again', weight: 'primary' }],
    });
    if (choice !== 'restart') return;
    this.#keep(noProgress);
    this.#at = null;
  }

  /** What the evaluator says of a pair on the design as it is now. */
  judge(pair: LessonPair): Promise<FlowFinding> {
    const { client } = this.#parts;
    const packet = packetOf(pair);
    return new Promise((resolve) => {
      if (packet !== null) client.explainFlow(packet, (answer) => resolve(findingOfPacket(answer)));
      else
        client.explainPair(pair.source, pair.destination, (result) =>
          resolve(result === null ? missingEnd(pair, () => false) : findInPair(pair, result)),
        );
    });
  }

  /** Called when verdicts have come. */
  refresh(): void {
    this.#verdicts.refresh();
  }

  #goTo(step: LessonStep): void {
    this.#at = step.id;
    if (this.#mode === 'play') {
      this.#keep({ ...this.#progress, at: step.id });
      // Before the goals are looked at: what solved another step must not count for this one.
      if (step.scene !== null) this.#parts.scenes.show(step.scene);
    }
    this.#begin();
  }

  /** A step is shown anew. */
  #begin(): void {
    this.#hints = 0;
    this.#answer = null;
    this.#verdicts.refresh();
  }

  async #mayLeave({ scene }: LessonStep): Promise<boolean> {
    const step = this.#step;
    if (scene === null || step === null || step.task === null || this.isDone(step)) return true;
    return this.#askToLeave('Go on without finishing?', 'Go on');
  }

  async #askToLeave(title: string, label: string): Promise<boolean> {
    if (!this.hasWork) return true;
    const choice = await this.#parts.questions.ask({
      title,
      text: 'What you drew gives way to another design. Undo brings it back.',
      choices: [{ id: 'leave', label, weight: 'primary' }],
    });
    return choice === 'leave';
  }

  /** Passes the task once all of its goals hold on the newest verdicts. */
  #look(): void {
    const step = this.#step;
    if (this.#mode !== 'play' || !this.isOpen || step === null || this.goals.length === 0) return;
    const isMet = this.goals.every(({ state, isPending }) => state === 'met' && !isPending);
    if (isMet && !this.#parts.results.isBehind) this.#pass(step, 'task');
  }

  #pass(step: LessonStep, part: StepPart): void {
    if (!this.#progress.passed.includes(partOf(step, part))) this.#keep(withPassed(this.#progress, step, part));
  }

  #keep(progress: LessonProgress): void {
    if (this.lesson !== null) this.#book.keep(this.lesson.id, progress);
  }

  #readProgress(): LessonProgress {
    return this.lesson === null ? noProgress : this.#book.of(this.lesson.id);
  }

  #findStep(): LessonStep | null {
    return this.lesson?.steps.find(({ id }) => id === this.#at) ?? null;
  }
}

/** The goals of a step, and behind them the proofs of its engine notes. */
function pairsOf(step: LessonStep | null): readonly LessonPair[] {
  if (step === null) return [];
  return [...(step.task?.goals ?? []), ...step.engineNotes.flatMap(({ proof }) => (proof === null ? [] : [proof]))];
}
