import { expect, test } from 'vitest';
import type { JsonValue } from '../../core/model/json.ts';
import { selectorOf, termsOf } from './label-selector.ts';

const selectors: readonly (readonly [why: string, selector: JsonValue])[] = [
  ['nothing', {}],
  ['labels', { matchLabels: { app: 'web', __proto__: 'x' } }],
  [
    'labels and every operator',
    {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'env', operator: 'In', values: ['dev', 'prod'] },
        { key: 'env', operator: 'NotIn', values: ['test'] },
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'DoesNotExist' },
      ],
    },
  ],
];
test.each(selectors)('a selector with %s comes back from its terms', (_why, selector) => {
  expect(selectorOf(termsOf(selector))).toEqual(selector);
});

test('a second value for one key becomes an expression', () => {
  const terms = [
    { key: 'app', operator: '=', values: ['a'] },
    { key: 'app', operator: '=', values: ['b'] },
  ] as const;
  expect(selectorOf(terms)).toEqual({
    matchLabels: { app: 'a' },
    matchExpressions: [{ key: 'app', operator: 'In', values: ['b'] }],
  });
});

test('what is no selector has no terms', () => {
  expect(termsOf('all()')).toEqual([]);
  expect(termsOf({ matchLabels: [], matchExpressions: {} })).toEqual([]);
});
