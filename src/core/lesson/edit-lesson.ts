import type { EngineNote, Lesson, LessonPair, LessonStep, LessonTask, Quiz } from '../model/lesson.ts';

export const emptyTask: LessonTask = { wish: '', goals: [], hints: [], solution: null };
export const emptyQuiz: Quiz = { question: '', options: ['', ''], answer: 0, explanation: '' };
export const emptyNote: EngineNote = { claim: '', truth: '', rules: [], proof: null };

/** A lesson to begin with, named after the design's file. */
export function newLesson(fileName: string): Lesson {
  const name = fileName.replace(/(\.firewright)?\.ya?ml$/i, '');
  const id = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  const title = name === 'untitled' || name === '' ? 'New lesson' : name;
  return { id: id.slice(0, 100) || 'lesson', title, summary: '', minutes: 0, steps: [newStep([], 'First step')] };
}

export function newStep(steps: readonly LessonStep[], title: string): LessonStep {
  const taken = new Set(steps.map(({ id }) => id));
  let number = steps.length + 1;
  while (taken.has(`step-${number}`)) number += 1;
  return { id: `step-${number}`, title, text: '', scene: null, task: null, quiz: null, engineNotes: [] };
}

export function withStep(lesson: Lesson, step: LessonStep): Lesson {
  return { ...lesson, steps: lesson.steps.map((one) => (one.id === step.id ? step : one)) };
}

/** Behind the step with that id; null: as the first one. */
export function withStepBehind(lesson: Lesson, behind: string | null, step: LessonStep): Lesson {
  const index = lesson.steps.findIndex(({ id }) => id === behind);
  return { ...lesson, steps: lesson.steps.toSpliced(index + 1, 0, step) };
}

export function withoutStep(lesson: Lesson, id: string): Lesson {
  return { ...lesson, steps: lesson.steps.filter((step) => step.id !== id) };
}

/** One place up or down; the same lesson at its end. */
export function withStepMoved(lesson: Lesson, id: string, by: -1 | 1): Lesson {
  const from = lesson.steps.findIndex((step) => step.id === id);
  const [step, to] = [lesson.steps[from], from + by];
  if (step === undefined || to < 0 || to >= lesson.steps.length) return lesson;
  return { ...lesson, steps: lesson.steps.toSpliced(from, 1).toSpliced(to, 0, step) };
}

/** One more goal; a goal of the same pair and traffic gives way to it. */
export function withGoal(task: LessonTask, goal: LessonPair): LessonTask {
  const isSame = (other: LessonPair): boolean => sameTraffic(other, goal);
  const index = task.goals.findIndex(isSame);
  return { ...task, goals: index < 0 ? [...task.goals, goal] : task.goals.with(index, goal) };
}

function sameTraffic(a: LessonPair, b: LessonPair): boolean {
  const key = ({ source, destination, protocol, port, toAddress }: LessonPair): string =>
    JSON.stringify([source, destination, protocol, port, toAddress]);
  return key(a) === key(b);
}

/** The options but for one; the right answer stays the right one, and the first takes its place where it is the one that goes. */
export function withoutOption(quiz: Quiz, index: number): Quiz {
  const answer = quiz.answer === index ? 0 : quiz.answer - (quiz.answer > index ? 1 : 0);
  return { ...quiz, options: quiz.options.toSpliced(index, 1), answer };
}
