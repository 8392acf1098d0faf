import { noProgress, type LessonProgress, type PassedPart } from '../core/lesson/progress.ts';
import type { AppHost, KeptLesson } from '../host/app-host.ts';

/** So many lessons are remembered; the one played longest ago makes room. */
const mostKept = 100;

/** How far the user is in each lesson, kept among the preferences. */
export class ProgressBook {
  readonly #host: Pick<AppHost, 'readPreferences' | 'writePreferences'>;
  #kept = $state.raw<readonly KeptLesson[]>([]);
  #writing: Promise<void> = Promise.resolve();

  constructor(host: Pick<AppHost, 'readPreferences' | 'writePreferences'>) {
    this.#host = host;
  }

  /** What was kept at an earlier start, or by another window. */
  adopt(kept: readonly KeptLesson[]): void {
    this.#kept = kept;
  }

  of(lesson: string): LessonProgress {
    const kept = this.#kept.find((one) => one.lesson === lesson);
    return kept === undefined ? noProgress : { at: kept.at, passed: kept.passed.filter(isPart) };
  }

  /** Preferences are one text: what others keep in it is read again before it is written. */
  keep(lesson: string, { at, passed }: LessonProgress): void {
    const added = (all: readonly KeptLesson[]): readonly KeptLesson[] =>
      [...all.filter((one) => one.lesson !== lesson), { lesson, at, passed }].slice(-mostKept);
    this.#kept = added(this.#kept);
    const write = async (): Promise<void> => {
      const preferences = await this.#host.readPreferences();
      await this.#host.writePreferences({ ...preferences, lessons: added(preferences.lessons) });
    };
    // One that failed keeps none of the later ones from being written.
    this.#writing = this.#writing.then(write, write);
  }
}

function isPart(text: string): text is PassedPart {
  return /\S (?:task|quiz|read)$/.test(text);
}
