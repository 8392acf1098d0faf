import type { JudgedFlow } from '../expect/expectation.ts';
import { findingSentence } from '../expect/flow-finding.ts';
import { readSceneContent } from '../manifest/scene-content.ts';
import type { ClusterDocument, Resource } from '../model/document.ts';
import type { Lesson, LessonPair, LessonStep, LessonTask } from '../model/lesson.ts';
import type { Scene } from '../model/scene.ts';
import { lower } from '../policy/lower.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { judgePairs, pairTraffic } from './lesson-pair.ts';

/** What a learner would stumble over. */
export interface LessonFault {
  /** Id of the step; null: the lesson as a whole. */
  readonly step: string | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** A design that a step is judged on: lowered, or why it can't be had. */
type Judgeable = { readonly ruleset: Ruleset } | { readonly fault: string };

/**
 * Plays a lesson by the evaluator: whether each solution reaches the goals, whether a task is not done before it begins,
 * and whether each engine note is proven by its pair.
 */
export class LessonCheck {
  readonly #lesson: Lesson;
  readonly #document: ClusterDocument;
  readonly #scenes: ReadonlyMap<string, Scene>;
  readonly #designs = new Map<string, Judgeable>();

  constructor(document: ClusterDocument, lesson: Lesson, scenes: readonly Scene[]) {
    this.#document = document;
    this.#lesson = lesson;
    this.#scenes = new Map(scenes.map((scene) => [scene.id, scene]));
  }

  /** All of it, in the order of the steps. */
  all(): readonly LessonFault[] {
    return [...this.ofWhole(), ...this.#lesson.steps.flatMap((step) => this.ofStep(step))];
  }

  ofWhole(): readonly LessonFault[] {
    const { summary, minutes } = this.#lesson;
    return [
      ...(summary.trim() === '' ? [warning(null, 'The lesson has no summary: nobody sees what it is about.')] : []),
      ...(minutes === 0 ? [warning(null, 'The lesson does not say how many minutes it takes.')] : []),
    ];
  }

  ofStep(step: LessonStep): readonly LessonFault[] {
    const start = this.#startOf(step);
    const proofs = step.engineNotes.flatMap(({ proof }) => (proof === null ? [] : [proof]));
    return [
      ...wordFaults(step),
      ...('fault' in start ? [error(step.id, start.fault)] : []),
      ...(step.task === null ? [] : this.#ofTask(step.id, step.task, start)),
      ...('fault' in start ? [] : unproven(step.id, judgePairs(start.ruleset, proofs), proofs)),
    ];
  }

  #ofTask(step: string, task: LessonTask, start: Judgeable): readonly LessonFault[] {
    const { goals, solution } = task;
    if (goals.length === 0) return [error(step, 'The task has no goal: nothing tells when it is done.')];
    const isDone = 'ruleset' in start && judgePairs(start.ruleset, goals).every(({ state }) => state === 'met');
    const early = isDone ? [error(step, 'All goals hold before the task begins: there is nothing to do.')] : [];
    if (solution === null) return [...early, error(step, 'The task has no solution to show.')];
    const end = this.#designOf(solution, start);
    if ('fault' in end) return [...early, error(step, end.fault)];
    const missed = judgePairs(end.ruleset, goals).flatMap((judged, index) =>
      judged.state === 'met' ? [] : [error(step, `The solution misses the goal ${told(goals[index], judged)}`)],
    );
    return [...early, ...missed];
  }

  /** The design that the step begins with: where it has no scene, what the step before leaves. */
  #startOf(step: LessonStep): Judgeable {
    const before = this.#lesson.steps[this.#lesson.steps.indexOf(step) - 1];
    const scene = step.scene === null ? null : (this.#scenes.get(step.scene) ?? null);
    if (scene !== null && scene.content !== null) return this.#designOf(scene.id, null);
    if (before === undefined) return this.#lowered('', Object.values(this.#document.resources));
    const [start, solution] = [this.#startOf(before), before.task?.solution ?? null];
    return solution === null ? start : this.#designOf(solution, start);
  }

  /** @param otherwise what a scene without content leaves as it is */
  #designOf(id: string, otherwise: Judgeable | null): Judgeable {
    const scene = this.#scenes.get(id);
    if (scene === undefined) return { fault: `There is no scene "${id}".` };
    if (scene.content === null) return otherwise ?? this.#lowered('', Object.values(this.#document.resources));
    const read = readSceneContent(scene.content);
    if (!read.ok) return { fault: `Scene "${scene.title}" can’t be shown: ${read.error.message}` };
    return this.#lowered(id, read.value);
  }

  /** Scenes are met again and again: each is lowered once. */
  #lowered(key: string, resources: readonly Resource[]): Judgeable {
    const known = this.#designs.get(key);
    if (known !== undefined) return known;
    const design = { ruleset: lower(resources) };
    this.#designs.set(key, design);
    return design;
  }
}

function wordFaults({ id, text, task, quiz, engineNotes }: LessonStep): readonly LessonFault[] {
  const isEmpty = text.trim() === '' && task === null && quiz === null && engineNotes.length === 0;
  const options = quiz?.options ?? [];
  return [
    ...(isEmpty ? [warning(id, 'The step says nothing and asks nothing.')] : []),
    ...(task?.wish.trim() === '' ? [error(id, 'The task does not say what to do.')] : []),
    ...(task !== null && task.hints.length === 0 ? [warning(id, 'The task has no hint.')] : []),
    ...(quiz?.question.trim() === '' ? [error(id, 'The quiz has no question.')] : []),
    ...(options.some((option) => option.trim() === '') ? [error(id, 'An answer of the quiz is empty.')] : []),
    ...(new Set(options).size < options.length ? [error(id, 'Two answers of the quiz are the same.')] : []),
    ...(quiz?.explanation.trim() === '' ? [warning(id, 'The quiz does not explain its answer.')] : []),
    ...engineNotes
      .filter(({ proof }) => proof === null)
      .map(({ claim }) => error(id, `No pair proves the engine note “${claim}”.`)),
  ];
}

function unproven(step: string, judged: readonly JudgedFlow[], proofs: readonly LessonPair[]): readonly LessonFault[] {
  return judged.flatMap((one, index) =>
    one.state === 'met'
      ? []
      : [error(step, `The pair of an engine note proves something else: ${told(proofs[index], one)}`)],
  );
}

/** `prod/web → host/n1, TCP 22: denied is wanted, allowed is found.` */
function told(pair: LessonPair | undefined, { finding }: JudgedFlow): string {
  if (pair === undefined) return '';
  const sentence = findingSentence(finding);
  const wanted = pair.expect === null ? '' : `${words[pair.expect]} is wanted, `;
  const found = `${wanted}${words[finding.verdict]} is found.${sentence === '' ? '' : ` ${sentence}`}`;
  return `${pair.source} → ${pair.destination}, ${pairTraffic(pair)}: ${found}`;
}

const words = { allow: 'allowed', deny: 'denied', partial: 'partly allowed', undecided: 'nothing certain' } as const;

function error(step: string | null, message: string): LessonFault {
  return { step, severity: 'error', message };
}

function warning(step: string | null, message: string): LessonFault {
  return { step, severity: 'warning', message };
}
