import { describe, expect, test } from 'vitest';
import { podEndpointId } from '../model/ids.ts';
import type { Lesson, LessonPair, Quiz } from '../model/lesson.ts';
import {
  emptyTask,
  newLesson,
  newStep,
  withGoal,
  withoutOption,
  withoutStep,
  withStepBehind,
  withStepMoved,
} from './edit-lesson.ts';

test.each([
  ['nodes.firewright.yaml', 'nodes', 'nodes'],
  ['My design (2).yml', 'My-design-2-', 'My design (2)'],
  ['untitled.firewright.yaml', 'untitled', 'New lesson'],
  ['…', 'lesson', '…'],
])('a lesson made of %s has the id %s and the title %s', (file, id, title) => {
  expect(newLesson(file)).toMatchObject({ id, title, steps: [{ title: 'First step' }] });
});

const lesson: Lesson = {
  ...newLesson('x.yaml'),
  steps: ['a', 'b', 'c'].map((id) => ({ ...newStep([], id), id })),
};
const ids = ({ steps }: Lesson): string => steps.map(({ id }) => id).join('');

test('a new step has an id that no other has', () => {
  const steps = [newStep([], 'x'), { ...newStep([], 'y'), id: 'step-3' }];
  expect(newStep(steps, 'z').id).toBe('step-4');
});

describe('steps are put in order', () => {
  const added = { ...newStep([], 'n'), id: 'n' };
  test.each([
    ['behind the second one', withStepBehind(lesson, 'b', added), 'abnc'],
    ['as the first one', withStepBehind(lesson, null, added), 'nabc'],
    ['up', withStepMoved(lesson, 'b', -1), 'bac'],
    ['down', withStepMoved(lesson, 'b', 1), 'acb'],
    ['not beyond the end', withStepMoved(lesson, 'c', 1), 'abc'],
    ['away', withoutStep(lesson, 'a'), 'bc'],
  ])('%s', (_what, changed, order) => {
    expect(ids(changed)).toBe(order);
  });
});

test('a goal of the same pair and traffic takes the place of the other', () => {
  const goal: LessonPair = {
    ...{ source: podEndpointId('a', 'b'), destination: podEndpointId('a', 'c'), protocol: 6, port: 22 },
    ...{ expect: 'allow', note: '', toAddress: null },
  };
  const one = withGoal(emptyTask, goal);
  expect(withGoal(one, { ...goal, expect: 'deny' }).goals).toEqual([{ ...goal, expect: 'deny' }]);
  expect(withGoal(one, { ...goal, port: 23 }).goals).toHaveLength(2);
});

test.each([
  [0, 2, ['b', 'c'], 1],
  [1, 0, ['a', 'c'], 0],
  [2, 2, ['a', 'b'], 0],
])('without answer %s the right one, %s, stays the right one', (index, answer, options, now) => {
  const quiz: Quiz = { question: '', options: ['a', 'b', 'c'], answer, explanation: '' };
  expect(withoutOption(quiz, index)).toMatchObject({ options, answer: now });
});
