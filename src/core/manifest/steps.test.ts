import { expect, test } from 'vitest';
import { withoutPause, type Steps } from './steps.ts';

test('work without pause passes over every pause and gives the answer', () => {
  const said: string[] = [];
  function* count(): Steps<number, string> {
    for (const step of [1, 2, 3]) {
      said.push(`step ${step}`);
      yield step;
    }
    return 'done';
  }
  expect(withoutPause(count())).toBe('done');
  expect(said).toEqual(['step 1', 'step 2', 'step 3']);
});
