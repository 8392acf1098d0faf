import {
  newLesson,
  newStep,
  withoutStep,
  withStep,
  withStepBehind,
  withStepMoved,
} from '../core/lesson/edit-lesson.ts';
import type { Lesson, LessonStep } from '../core/model/lesson.ts';
import type { App } from './app.ts';
import { describeCommandError } from './command-error.ts';

/** The open design becomes a lesson with one step; one that is a lesson already is opened for editing. */
export function makeLesson(app: App): void {
  if (app.lessons.lesson === null && !write(app, 'Make a lesson', newLesson(app.session.name))) return;
  app.lessons.show('edit');
}

/** The design stays; the texts, tasks and questions go. */
export function removeLesson(app: App): void {
  if (write(app, 'Delete the lesson', null))
    app.notices.show({ kind: 'info', text: 'Deleted the lesson.', undo: true });
}

export function editLesson(
  app: App,
  label: string,
  change: Partial<Pick<Lesson, 'title' | 'summary' | 'minutes'>>,
): void {
  const { lesson } = app.lessons;
  if (lesson !== null) write(app, label, { ...lesson, ...change });
}

/** Nothing happens where nothing is different. */
export function editStep(app: App, label: string, change: Partial<LessonStep>): void {
  const { lesson, step } = app.lessons;
  if (lesson !== null && step !== null)
    write(app, `${label} of “${step.title}”`, withStep(lesson, { ...step, ...change }));
}

/** Behind the one that is edited, and edited next. */
export function addStep(app: App): void {
  const { lesson, step } = app.lessons;
  if (lesson === null) return;
  const added = newStep(lesson.steps, 'New step');
  if (write(app, 'Add a step', withStepBehind(lesson, step?.id ?? null, added))) void app.lessons.goTo(added.id);
}

/** The one behind it is edited next. */
export function removeStep(app: App): void {
  const { lesson, step, index } = app.lessons;
  if (lesson === null || step === null) return;
  const next = lesson.steps[index + 1] ?? lesson.steps[index - 1];
  if (next !== undefined) void app.lessons.goTo(next.id);
  if (write(app, `Delete step “${step.title}”`, withoutStep(lesson, step.id)))
    app.notices.show({ kind: 'info', text: `Deleted the step “${step.title}”.`, undo: true });
}

export function moveStep(app: App, by: -1 | 1): void {
  const { lesson, step } = app.lessons;
  if (lesson !== null && step !== null) write(app, `Move step “${step.title}”`, withStepMoved(lesson, step.id, by));
}

function write(app: App, label: string, lesson: Lesson | null): boolean {
  const done = app.session.dispatch({ type: 'write-lesson', label, lesson });
  if (!done.ok) app.notices.show({ kind: 'error', text: describeCommandError(done.error) });
  app.lessons.refresh();
  return done.ok;
}
