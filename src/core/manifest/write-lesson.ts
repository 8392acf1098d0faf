import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import type { EngineNote, Lesson, LessonPair, LessonStep, LessonTask, Quiz } from '../model/lesson.ts';
import { changed, withField } from './change-object.ts';
import { printFlow } from './design-flow.ts';
import { lessonIn, readExpected, readNote } from './design-lesson.ts';
import { Field, FindingLog } from './field-reader.ts';

/**
 * Writes a lesson over the one that is there. What stays the same keeps its own text, and what this program does not
 * know stays where it is; steps are told by their id.
 *
 * @param lesson null: the design is no lesson any more
 */
export function withLesson(manifest: Manifest, lesson: Lesson | null): Manifest {
  const was = lessonIn(manifest);
  return changed(manifest, ['spec'], (spec) => {
    const written = objectOf(fieldOf(spec, 'lesson'));
    if (lesson === null) return withField(spec, 'lesson', undefined);
    const { id, title, summary, minutes } = lesson;
    const head = overwritten(written, { id, title, summary, minutes }, was);
    return withField(spec, 'lesson', withField(head, 'steps', stepsOver(fieldOf(written, 'steps'), lesson, was)));
  });
}

function stepsOver(written: JsonValue | undefined, { steps }: Lesson, was: Lesson | null): JsonArray {
  const items = isJsonArray(written) ? written : [];
  const objects = items.filter(isJsonObject);
  const read = was?.steps ?? [];
  if (was !== null && isSame(steps, read)) return items;
  const next = steps.map((step) => {
    const index = read.findIndex(({ id }) => id === step.id);
    return stepOver(objects[index] ?? {}, step, read[index] ?? null);
  });
  const unread = items.filter((item) => !isJsonObject(item) || objects.indexOf(item) >= read.length);
  return sameOr(items, [...next, ...unread]);
}

function stepOver(written: JsonObject, step: LessonStep, was: LessonStep | null): JsonObject {
  const { id, title, text, scene } = step;
  let next = overwritten(written, { id, title, text, scene }, was);
  next = withField(next, 'task', taskOver(fieldOf(written, 'task'), step.task, was?.task ?? null));
  next = withField(next, 'quiz', quizOver(fieldOf(written, 'quiz'), step.quiz, was?.quiz ?? null));
  if (isSame(step.engineNotes, was?.engineNotes ?? [])) return next;
  const notes = notesOver(fieldOf(written, 'engineNotes'), step.engineNotes);
  return withField(next, 'engineNotes', notes.length === 0 ? undefined : notes);
}

function taskOver(
  written: JsonValue | undefined,
  task: LessonTask | null,
  was: LessonTask | null,
): JsonValue | undefined {
  if (isSame(task, was)) return written;
  if (task === null) return undefined;
  const { wish, hints, solution } = task;
  const head = overwritten(objectOf(written), { wish }, was);
  const goals = was !== null && isSame(task.goals, was.goals) ? head : withGoals(head, task.goals);
  return overwritten(goals, { hints, solution }, was);
}

/** Goals that stay keep their own text; what could not be read as a goal stays behind them. */
function withGoals(task: JsonObject, goals: readonly LessonPair[]): JsonObject {
  const written = fieldOf(task, 'goals');
  const items = (isJsonArray(written) ? written : []).map((item) => ({ item, goal: readExpected(fieldAt(item)) }));
  const left = items.filter(({ goal }) => goal !== null);
  const kept = goals.map((goal) => {
    const index = left.findIndex((one) => isSame(one.goal, goal));
    return (index < 0 ? undefined : left.splice(index, 1)[0]?.item) ?? printPair(goal);
  });
  const next = [...kept, ...items.filter(({ goal }) => goal === null).map(({ item }) => item)];
  return withField(task, 'goals', next.length === 0 ? undefined : next);
}

function printPair({ toAddress, ...flow }: LessonPair): JsonObject {
  const printed = printFlow(flow);
  return toAddress === null ? printed : { ...printed, toAddress };
}

function quizOver(written: JsonValue | undefined, quiz: Quiz | null, was: Quiz | null): JsonValue | undefined {
  if (isSame(quiz, was)) return written;
  if (quiz === null) return undefined;
  const { question, options, answer, explanation } = quiz;
  return overwritten(objectOf(written), { question, options, answer, explanation }, was);
}

/** A note is told by what it claims, one whose claim is changed by its place. */
function notesOver(written: JsonValue | undefined, notes: readonly EngineNote[]): JsonArray {
  const items = isJsonArray(written) ? written : [];
  const left = items.filter(isJsonObject).map((item) => ({ item, was: readNote(fieldAt(item)) }));
  const take = (isIt: (was: EngineNote) => boolean): JsonObject | undefined => {
    const index = left.findIndex(({ was }) => isIt(was));
    return index < 0 ? undefined : left.splice(index, 1)[0]?.item;
  };
  const unchanged = notes.map((note) => take((was) => isSame(was, note)));
  return notes.map(
    (note, index) => unchanged[index] ?? noteOver(take(({ claim }) => claim === note.claim) ?? {}, note),
  );
}

function noteOver(written: JsonObject, note: EngineNote): JsonObject {
  const { claim, truth, rules, proof } = note;
  const was = Object.keys(written).length === 0 ? null : readNote(fieldAt(written));
  const head = overwritten(written, { claim, truth, rules }, was);
  if (isSame(proof, was?.proof ?? null)) return head;
  return withField(head, 'proof', proof === null ? undefined : printPair(proof));
}

/** Plain fields that are no longer as they were; an empty text or list, 0 and null are not written. */
function overwritten(written: JsonObject, values: Readonly<Record<string, JsonValue>>, was: object | null): JsonObject {
  const before: Readonly<Record<string, unknown>> = { ...was };
  return Object.entries(values).reduce((object, [name, value]) => {
    if (was !== null && isSame(before[name], value)) return object;
    return withField(object, name, isEmpty(name, value) ? undefined : value);
  }, written);
}

/** The answer's number counts from 0. */
function isEmpty(name: string, value: JsonValue): boolean {
  if (name === 'answer') return false;
  return value === null || value === '' || value === 0 || (isJsonArray(value) && value.length === 0);
}

function fieldAt(value: JsonValue): Field {
  return new Field(value, [], new FindingLog());
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function sameOr(before: JsonArray, after: JsonArray): JsonArray {
  return before.length === after.length && before.every((item, index) => item === after[index]) ? before : after;
}

/** Whatever the order of their fields: parts of a lesson are plain data. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
}
