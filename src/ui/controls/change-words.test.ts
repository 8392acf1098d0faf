import { expect, test } from 'vitest';
import type { TableChange } from '../../core/compare/compare-tables.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { changeWords } from './change-words.ts';

const open: PairSummary = { verdict: 'allow', egress: 'allow', ingress: 'allow', allowed: [], door: false, notes: [] };
const pair = { source: podEndpointId('a', 'b'), destination: podEndpointId('a', 'c'), before: open, after: open };

test.each<[TableChange, string]>([
  [{ pairs: [], allowed: 0, denied: 0, otherwise: 0 }, 'no verdict changes'],
  [{ pairs: [pair], allowed: 3, denied: 5, otherwise: 0 }, '+3 allowed, −5 denied'],
  [{ pairs: [pair], allowed: 0, denied: 1200, otherwise: 1 }, '+0 allowed, −1,200 denied, ~1 changed'],
])('%#: says in one line what changes', (change, words) => {
  expect(changeWords(change)).toBe(words);
});
