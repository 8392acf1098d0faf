import { LessonCheck, type LessonFault } from '../core/lesson/check-lesson.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { App } from './app.ts';

/** What was found, and of what. */
interface Report {
  readonly document: ClusterDocument;
  readonly faults: readonly LessonFault[];
}

/** Plays the whole lesson by the evaluator, one step after the other; the window stays alive in between. */
export class LessonChecking {
  readonly #app: App;
  #report = $state.raw<Report | null>(null);
  #isRunning = $state(false);

  constructor(app: App) {
    this.#app = app;
  }

  get faults(): readonly LessonFault[] | null {
    return this.#report?.faults ?? null;
  }
  get isRunning(): boolean {
    return this.#isRunning;
  }
  /** The lesson or its design was changed since. */
  get isOld(): boolean {
    return this.#report !== null && this.#report.document !== this.#app.session.document;
  }

  /** @param pause ends when the window has had its turn */
  async run(pause: () => Promise<void>): Promise<void> {
    const { lessons, scenes, session } = this.#app;
    const [{ lesson }, { document }] = [lessons, session];
    if (lesson === null || this.#isRunning) return;
    this.#isRunning = true;
    try {
      const check = new LessonCheck(document, lesson, scenes.list);
      const faults = [...check.ofWhole()];
      for (const step of lesson.steps) {
        await pause();
        faults.push(...check.ofStep(step));
      }
      this.#report = { document, faults };
    } finally {
      this.#isRunning = false;
    }
  }
}
