import type { Lesson, LessonStep } from '../model/lesson.ts';

/** How far somebody is in a lesson. */
export interface LessonProgress {
  /** Id of the step that they are at; null: before the first one. */
  readonly at: string | null;
  /** What they have passed of the steps; what goes beyond the lesson is of an earlier form of it. */
  readonly passed: readonly PassedPart[];
}

/** What a step asks for: its goals hold, the question is answered, or it is read. */
export type StepPart = 'task' | 'quiz' | 'read';
/** `shut-the-door task` */
export type PassedPart = `${string} ${StepPart}`;

export const noProgress: LessonProgress = { at: null, passed: [] };

export function partOf(step: Pick<LessonStep, 'id'>, part: StepPart): PassedPart {
  return `${step.id} ${part}`;
}

/** What has to be passed of a step; one with nothing to do has to be read. */
export function partsOf({ task, quiz }: LessonStep): readonly StepPart[] {
  const parts: readonly StepPart[] = [
    ...(task !== null && task.goals.length > 0 ? (['task'] as const) : []),
    ...(quiz !== null ? (['quiz'] as const) : []),
  ];
  return parts.length === 0 ? ['read'] : parts;
}

export function isStepDone(step: LessonStep, { passed }: LessonProgress): boolean {
  return partsOf(step).every((part) => passed.includes(partOf(step, part)));
}

/** The same progress comes back where it was passed before. */
export function withPassed(progress: LessonProgress, step: Pick<LessonStep, 'id'>, part: StepPart): LessonProgress {
  const passed = partOf(step, part);
  return progress.passed.includes(passed) ? progress : { ...progress, passed: [...progress.passed, passed] };
}

/** How many steps are done. */
export function doneCount({ steps }: Lesson, progress: LessonProgress): number {
  return steps.filter((step) => isStepDone(step, progress)).length;
}

/** The step to go on with: where they were, as long as the lesson has it. */
export function stepAt({ steps }: Lesson, { at }: LessonProgress): LessonStep | null {
  return steps.find(({ id }) => id === at) ?? null;
}
