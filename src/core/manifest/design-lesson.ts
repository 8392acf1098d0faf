import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonValue } from '../model/json.ts';
import {
  lessonLimits,
  type EngineNote,
  type Lesson,
  type LessonPair,
  type LessonStep,
  type LessonTask,
  type Quiz,
} from '../model/lesson.ts';
import { parseAddress } from '../net/cidr.ts';
import { partsOfProtocol, type FlowTraffic } from '../net/flow-traffic.ts';
import { readFlow } from './design-flow.ts';
import { Field, FindingLog } from './field-reader.ts';

/** Whether the design has a scene with this id. */
type HasScene = (id: string) => boolean;

const lessonId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** The fields of each object of a lesson, as the file names them. */
const fields = {
  lesson: ['id', 'title', 'summary', 'minutes', 'steps'],
  step: ['id', 'title', 'text', 'scene', 'task', 'quiz', 'engineNotes'],
  task: ['wish', 'goals', 'hints', 'solution'],
  quiz: ['question', 'options', 'answer', 'explanation'],
  note: ['claim', 'truth', 'rules', 'proof'],
} as const;

/**
 * Reads `spec.lesson` of a Design (docs/lessons.md). What is wrong gives a finding and is left out: a goal without
 * expectation, a quiz without a right answer, a scene that the design does not have. Every step has an id of its own.
 *
 * @returns null where there is no lesson
 */
export function readLesson(field: Field, hasScene: HasScene): Lesson | null {
  if (!field.present) return null;
  if (!isJsonObject(field.value)) return field.wrongType('an object with fields');
  knowOnly(field, fields.lesson);
  const steps = itemsUpTo(field.at('steps'), lessonLimits.steps).filter(isObject);
  if (steps.length === 0) field.at('steps').error('LIST-LENGTH', `${field.at('steps').label} must have a step.`);
  return {
    id: readLessonId(field.at('id')),
    title: required(field.at('title')),
    summary: words(field.at('summary')),
    minutes: field.at('minutes').integer(0, 1000) ?? 0,
    steps: readSteps(steps, hasScene),
  };
}

/** The lesson of a Design document, whatever is wrong with it. */
export function lessonIn(manifest: Manifest): Lesson | null {
  const spec = new Field(manifest, [], new FindingLog()).at('spec');
  return readLesson(spec.at('lesson'), sceneTest(spec.at('scenes').value));
}

/** @param scenes `spec.scenes` as it is written */
export function sceneTest(scenes: JsonValue | undefined): HasScene {
  const ids = new Set((isJsonArray(scenes) ? scenes : []).map((scene) => fieldOf(scene, 'id')));
  return (id) => ids.has(id);
}

function readLessonId(field: Field): string {
  const id = required(field);
  if (id === '' || lessonId.test(id)) return id === '' ? 'lesson' : id;
  field.error('VALUE-SYNTAX', `${field.label} must be up to 100 letters, digits, dots, dashes and underscores.`);
  return 'lesson';
}

function readSteps(items: readonly Field[], hasScene: HasScene): readonly LessonStep[] {
  const taken = new Set<string>();
  return items.map((item, index) => {
    const id = readStepId(item.at('id'), index, taken);
    taken.add(id);
    return readStep(item, id, hasScene);
  });
}

function readStepId(field: Field, index: number, taken: ReadonlySet<string>): string {
  const written = required(field);
  if (written !== '' && !taken.has(written)) return written;
  if (written !== '') field.error('VALUE-TWICE', `${field.label} is "${written}", as is that of an earlier step.`);
  const wish = written === '' ? `step-${index + 1}` : written;
  let id = wish;
  for (let n = 2; taken.has(id); n += 1) id = `${wish}-${n}`;
  return id;
}

function readStep(field: Field, id: string, hasScene: HasScene): LessonStep {
  knowOnly(field, fields.step);
  return {
    id,
    title: required(field.at('title')),
    text: words(field.at('text')),
    scene: readScene(field.at('scene'), hasScene),
    task: readTask(field.at('task'), hasScene),
    quiz: readQuiz(field.at('quiz')),
    engineNotes: itemsUpTo(field.at('engineNotes'), lessonLimits.engineNotes).filter(isObject).map(readNote),
  };
}

function readTask(field: Field, hasScene: HasScene): LessonTask | null {
  if (!isPresentObject(field)) return null;
  knowOnly(field, fields.task);
  const goals = itemsUpTo(field.at('goals'), lessonLimits.goals)
    .map(readExpected)
    .filter((goal) => goal !== null);
  if (goals.length === 0) field.at('goals').error('LIST-LENGTH', `${field.at('goals').label} must have a goal.`);
  const solution = field.at('solution');
  if (!solution.present) solution.error('FIELD-REQUIRED', `${solution.label} is missing; it must name a scene.`);
  return {
    wish: required(field.at('wish')),
    goals,
    hints: itemsUpTo(field.at('hints'), lessonLimits.hints)
      .map(words)
      .filter((hint) => hint !== ''),
    solution: readScene(solution, hasScene),
  };
}

function readScene(field: Field, hasScene: HasScene): string | null {
  const id = field.text();
  if (id === null || hasScene(id)) return id;
  field.error('VALUE-UNKNOWN', `${field.label} is "${id}"; the design has no scene with that id.`);
  return null;
}

/** Without a right answer there is nothing to ask. */
function readQuiz(field: Field): Quiz | null {
  if (!isPresentObject(field)) return null;
  knowOnly(field, fields.quiz);
  const options = itemsUpTo(field.at('options'), lessonLimits.options).map(words);
  if (options.length < 2) {
    field.at('options').error('LIST-LENGTH', `${field.at('options').label} must have two answers to choose from.`);
  }
  const written = field.at('answer');
  if (!written.present) written.error('FIELD-REQUIRED', `${written.label} is missing; it counts the options from 0.`);
  const answer = options.length < 2 ? null : written.integer(0, options.length - 1);
  const question = required(field.at('question'));
  return answer === null ? null : { question, options, answer, explanation: words(field.at('explanation')) };
}

export function readNote(field: Field): EngineNote {
  knowOnly(field, fields.note);
  const proof = field.at('proof');
  if (!proof.present) proof.error('FIELD-REQUIRED', `${proof.label} is missing; it must be a flow with expect.`);
  return {
    claim: required(field.at('claim')),
    truth: required(field.at('truth')),
    rules: itemsUpTo(field.at('rules'), lessonLimits.rules)
      .map(words)
      .filter((rule) => rule !== ''),
    proof: isPresentObject(proof) ? readExpected(proof) : null,
  };
}

/** A flow that says what is expected of it. */
export function readExpected(field: Field): LessonPair | null {
  const flow = readFlow(field);
  const expect = field.at('expect');
  if (!expect.present) expect.error('FIELD-REQUIRED', `${expect.label} is missing; it must be allow or deny.`);
  const toAddress = readAddress(field.at('toAddress'));
  if (flow === null || flow.expect === null) return null;
  if (toAddress === null || isOnePacket(flow)) return { ...flow, toAddress };
  const needs = 'with an address to dial, a protocol and one port are needed';
  field.at('toAddress').error('FIELD-FORBIDDEN', `${field.label} is of more than one packet; ${needs}.`);
  return null;
}

/** An address is dialled by one packet, judged by itself. */
export function isOnePacket({ protocol, port }: FlowTraffic): boolean {
  return protocol !== null && (partsOfProtocol(protocol) !== 'ports' || typeof port === 'number');
}

function readAddress(field: Field): string | null {
  const text = field.text();
  if (text === null || parseAddress(text).ok) return text;
  field.error('ADDRESS-SYNTAX', `${field.label} is "${text}"; it must be an IP address.`);
  return null;
}

function isPresentObject(field: Field): boolean {
  return field.present && isObject(field);
}

function isObject(field: Field): boolean {
  return isJsonObject(field.value) || field.wrongType('an object with fields') !== null;
}

function itemsUpTo(field: Field, most: number): readonly Field[] {
  const items = field.items();
  if (items.length > most)
    field.error('LIST-LENGTH', `${field.label} has ${items.length} items; at most ${most} are read.`);
  return items.slice(0, most);
}

function required(field: Field): string {
  const text = words(field);
  if (text.trim() === '' && (!field.present || typeof field.value === 'string'))
    field.error('FIELD-REQUIRED', `${field.label} is missing.`);
  return text;
}

function words(field: Field): string {
  const text = field.text() ?? '';
  if (text.length <= lessonLimits.characters) return text;
  field.error('TEXT-LENGTH', `${field.label} has ${text.length} characters; only ${lessonLimits.characters} are read.`);
  return text.slice(0, lessonLimits.characters);
}

/** A field that is misspelled would be missed by nobody but the learner. */
function knowOnly(field: Field, names: readonly string[]): void {
  for (const [name, entry] of field.entries())
    if (!names.includes(name))
      entry.warning('FIELD-UNKNOWN', `${entry.label} is no field of a lesson; it is not read.`);
}
