import { expect, test } from 'vitest';
import { labelsOf } from '../../core/selector/labels.ts';
import { labelSummary } from './label-summary.ts';

test('common labels come first, then those that most have', () => {
  const all = [
    { tier: 'web', app: 'a', x: '1' },
    { tier: 'web', app: 'b', x: '1' },
    { tier: 'web', app: 'c' },
  ].map(labelsOf);
  expect(labelSummary(all)).toEqual([
    { key: 'tier', value: 'web', count: 3 },
    { key: 'app', value: null, count: 3 },
    { key: 'x', value: null, count: 2 },
  ]);
});

test('nothing has no labels', () => {
  expect(labelSummary([])).toEqual([]);
});
