import { expect, test } from 'vitest';
import { ruleNumber } from './rule-number.ts';

test('the first rule is rule 1', () => {
  expect([0, 1, 9].map(ruleNumber)).toEqual([1, 2, 10]);
});
