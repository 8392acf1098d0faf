import { expect, test } from 'vitest';
import type { ChangeCounts } from '../../core/compare/compare-tables.ts';
import { changeWords } from './change-words.ts';

test.each<[ChangeCounts, string]>([
  [{ total: 0, allowed: 0, denied: 0, otherwise: 0 }, 'no verdict changes'],
  [{ total: 8, allowed: 3, denied: 5, otherwise: 0 }, '+3 allowed, −5 denied'],
  [{ total: 1201, allowed: 0, denied: 1200, otherwise: 1 }, '+0 allowed, −1,200 denied, ~1 changed'],
])('%#: says in one line what changes', (change, words) => {
  expect(changeWords(change)).toBe(words);
});
