import { describe, expect, test } from 'vitest';
import { emptyNote, emptyQuiz, emptyTask, newStep } from './edit-lesson.ts';
import { doneCount, isStepDone, noProgress, partOf, partsOf, stepAt, withPassed } from './progress.ts';

const words = newStep([], 'Words');
const pair = {
  ...{ source: 'a/b', destination: 'a/c', protocol: null, port: null, expect: 'deny', note: '', toAddress: null },
} as unknown as (typeof emptyTask.goals)[number]; // ids as the file writes them
const task = { ...emptyTask, goals: [pair] };

describe('what a step asks for', () => {
  test.each([
    ['words are read', words, ['read']],
    ['an engine note is read', { ...words, engineNotes: [emptyNote] }, ['read']],
    ['a task is solved', { ...words, task }, ['task']],
    ['a task without goals is read', { ...words, task: emptyTask }, ['read']],
    ['a question is answered', { ...words, quiz: emptyQuiz }, ['quiz']],
    ['both', { ...words, task, quiz: emptyQuiz }, ['task', 'quiz']],
  ])('%s', (_what, step, parts) => {
    expect(partsOf(step)).toEqual(parts);
  });
});

test('a step is done once all that it asks for is passed', () => {
  const step = { ...words, task, quiz: emptyQuiz };
  const half = withPassed(noProgress, step, 'task');
  expect([noProgress, half, withPassed(half, step, 'quiz')].map((one) => isStepDone(step, one))).toEqual([
    false,
    false,
    true,
  ]);
});

test('what is passed again changes nothing', () => {
  const once = withPassed(noProgress, words, 'read');
  expect(withPassed(once, words, 'read')).toBe(once);
});

test('steps that the lesson no longer has do not count', () => {
  const lesson = { id: 'x', title: '', summary: '', minutes: 0, steps: [words] };
  const progress = { at: 'gone', passed: [partOf({ id: 'gone' }, 'read'), partOf(words, 'read')] };
  expect(doneCount(lesson, progress)).toBe(1);
  expect(stepAt(lesson, progress)).toBeNull();
  expect(stepAt(lesson, { ...progress, at: words.id })).toBe(words);
});
