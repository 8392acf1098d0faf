import { expect, test } from 'vitest';
import { Questions } from './questions.svelte.ts';

const question = (title: string): Parameters<Questions['ask']>[0] => ({ title, text: '', choices: [] });

test('a question stands until it is answered', async () => {
  const questions = new Questions();
  const answer = questions.ask(question('one'));
  expect(questions.current?.title).toBe('one');
  questions.answer('yes');
  expect([await answer, questions.current]).toEqual(['yes', null]);
});

test('dismissed, or pushed aside by another one, it is answered with null', async () => {
  const questions = new Questions();
  const first = questions.ask(question('one'));
  const second = questions.ask(question('two'));
  expect([await first, questions.current?.title]).toEqual([null, 'two']);
  questions.answer(null);
  expect(await second).toBeNull();
});

test('an answer to nothing is no answer', () => {
  const questions = new Questions();
  questions.answer('yes');
  expect(questions.current).toBeNull();
});
