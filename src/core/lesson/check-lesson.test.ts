import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { designSpecOf } from '../edit/plan-design.ts';
import type { Lesson, LessonStep } from '../model/lesson.ts';
import { LessonCheck, type LessonFault } from './check-lesson.ts';
import { smallLesson } from './testing/small-lesson.ts';

const { document } = openDesign([{ name: 'small.yaml', text: smallLesson }]);
const { lesson: read, scenes } = designSpecOf(document);
if (read === null) throw new Error('it is a lesson');
const lesson: Lesson = read;

function faultsWith(change: Partial<Lesson>): readonly LessonFault[] {
  return new LessonCheck(document, { ...lesson, ...change }, scenes).all();
}

/** Faults of the lesson with one step that is different. */
function faults(id: string, change: (step: LessonStep) => Partial<LessonStep>): readonly string[] {
  const steps = lesson.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step));
  return faultsWith({ steps }).map(({ step, severity, message }) => `${step} ${severity}: ${message}`);
}

test('a lesson that holds has no faults', () => {
  expect(faultsWith({})).toEqual([]);
});

test('a lesson says what it is about and how long it takes', () => {
  expect(faultsWith({ summary: ' ', minutes: 0 }).map(({ step, message }) => [step, message])).toEqual([
    [null, 'The lesson has no summary: nobody sees what it is about.'],
    [null, 'The lesson does not say how many minutes it takes.'],
  ]);
});

describe('what a learner would stumble over:', () => {
  const task = ({ task: one }: LessonStep): NonNullable<LessonStep['task']> => {
    if (one === null) throw new Error('the step has a task');
    return one;
  };
  const quiz = ({ quiz: one }: LessonStep): NonNullable<LessonStep['quiz']> => {
    if (one === null) throw new Error('the step has a quiz');
    return one;
  };
  const rows: readonly (readonly [
    what: string,
    step: string,
    change: (step: LessonStep) => Partial<LessonStep>,
    found: readonly string[],
  ])[] = [
    [
      'a task that is done before it begins',
      'shut',
      () => ({ scene: 'shut' }),
      ['shut error: All goals hold before the task begins: there is nothing to do.'],
    ],
    [
      'a solution that is none',
      'shut',
      (step) => ({ task: { ...task(step), solution: 'open' } }),
      ['shut error: The solution misses the goal a/job → a/db, TCP 5432: denied is wanted, allowed is found.'],
    ],
    [
      'no solution',
      'shut',
      (step) => ({ task: { ...task(step), solution: null } }),
      ['shut error: The task has no solution to show.'],
    ],
    [
      'no goals',
      'shut',
      (step) => ({ task: { ...task(step), goals: [] } }),
      ['shut error: The task has no goal: nothing tells when it is done.'],
    ],
    [
      'no words and no hints',
      'shut',
      (step) => ({ task: { ...task(step), wish: '', hints: [] } }),
      ['shut error: The task does not say what to do.', 'shut warning: The task has no hint.'],
    ],
    [
      'a proof that proves the contrary, on the scene of its step',
      'ask',
      () => ({ scene: 'open' }),
      [
        'ask error: The pair of an engine note proves something else: a/job → a/db, TCP 5432: denied is wanted, allowed is found.',
      ],
    ],
    [
      'no proof',
      'ask',
      (step) => ({ engineNotes: step.engineNotes.map((note) => ({ ...note, proof: null })) }),
      ['ask error: No pair proves the engine note “Pods of one namespace always reach each other.”.'],
    ],
    [
      'answers that are alike, and no explanation',
      'ask',
      (step) => ({ quiz: { ...quiz(step), options: ['x', 'x'], explanation: '' } }),
      ['ask error: Two answers of the quiz are the same.', 'ask warning: The quiz does not explain its answer.'],
    ],
    ['an empty step', 'hello', () => ({ text: '' }), ['hello warning: The step says nothing and asks nothing.']],
    ['a scene that is gone', 'ask', () => ({ scene: 'gone' }), []],
  ];
  test.each(rows)('%s', (_what, step, change, found) => {
    expect(faults(step, change)).toEqual(found);
  });
});

test('a step without a scene goes on with the solution of the one before', () => {
  expect(faults('ask', () => ({ scene: null }))).toEqual([]);
});

test('a scene whose content can’t be read is a fault, not a crash', () => {
  const broken = scenes.map((scene) => (scene.id === 'shut' ? { ...scene, content: 'a: [' } : scene));
  const found = new LessonCheck(document, lesson, broken).all();
  expect(found.map(({ step }) => step)).toEqual(['shut', 'ask']);
  expect(found[0]?.message).toMatch(/^Scene "The database is closed" can’t be shown: /);
});
