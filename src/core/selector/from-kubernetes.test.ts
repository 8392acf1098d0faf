import { describe, expect, test } from 'vitest';
import type { JsonPath, JsonValue } from '../model/json.ts';
import { fromLabelSelector } from './from-kubernetes.ts';
import { printSelector } from './print.ts';

describe('reads', () => {
  const cases: readonly (readonly [value: JsonValue | undefined, text: string])[] = [
    [undefined, 'all()'],
    [null, 'all()'],
    [{}, 'all()'],
    [{ matchLabels: {}, matchExpressions: [] }, 'all()'],
    [{ matchLabels: null, matchExpressions: null }, 'all()'],
    [{ matchLabels: { app: 'web' } }, 'app == "web"'],
    [{ matchLabels: { b: '', a: 'x' } }, '(a == "x" && b == "")'],
    [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['y', 'x'] }] }, 'a in {"x", "y"}'],
    [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }] }, 'a not in {"x"}'],
    [{ matchExpressions: [{ key: 'a.b/c', operator: 'Exists' }] }, 'has(a.b/c)'],
    [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist', values: [] }] }, '!has(a)'],
    [
      { matchExpressions: [{ key: 'b', operator: 'Exists', values: null }], matchLabels: { a: 'x' } },
      '(a == "x" && has(b))',
    ],
  ];
  test.each(cases)('%j', (value, text) => {
    const selector = fromLabelSelector(value);
    expect(selector.ok ? printSelector(selector.value) : selector.error).toBe(text);
  });
});

describe('refuses, saying where,', () => {
  const expression = (fields: JsonValue): JsonValue => ({
    matchExpressions: [{ key: 'a', operator: 'Exists' }, fields],
  });
  const cases: readonly (readonly [value: JsonValue, path: JsonPath, message: string])[] = [
    ['app=web', [], 'a label selector must be an object with matchLabels or matchExpressions'],
    [[], [], 'a label selector must be an object with matchLabels or matchExpressions'],
    [{ matchLabels: ['a'] }, ['matchLabels'], 'matchLabels must be an object of labels'],
    [{ matchLabels: { 'a b': 'x' } }, ['matchLabels', 'a b'], '"a b" is not a valid label key'],
    [{ matchLabels: { a: 1 } }, ['matchLabels', 'a'], 'the value of label "a" must be a string'],
    [{ matchLabels: { a: 'x y' } }, ['matchLabels', 'a'], '"x y" is not a valid label value'],
    [{ matchExpressions: {} }, ['matchExpressions'], 'matchExpressions must be a list'],
    [expression('a'), ['matchExpressions', 1], 'an expression must be an object with key and operator'],
    [expression({ operator: 'In' }), ['matchExpressions', 1, 'key'], 'key must be a valid label key'],
    [expression({ key: '', operator: 'In' }), ['matchExpressions', 1, 'key'], 'key must be a valid label key'],
    [
      expression({ key: 'a', operator: 'exists' }),
      ['matchExpressions', 1, 'operator'],
      'operator must be In, NotIn, Exists or DoesNotExist',
    ],
    [
      expression({ key: 'a' }),
      ['matchExpressions', 1, 'operator'],
      'operator must be In, NotIn, Exists or DoesNotExist',
    ],
    [
      expression({ key: 'a', operator: 'In', values: [] }),
      ['matchExpressions', 1, 'values'],
      'operator In needs at least one value',
    ],
    [
      expression({ key: 'a', operator: 'NotIn' }),
      ['matchExpressions', 1, 'values'],
      'operator NotIn needs at least one value',
    ],
    [
      expression({ key: 'a', operator: 'DoesNotExist', values: ['x'] }),
      ['matchExpressions', 1, 'values'],
      'operator DoesNotExist takes no values',
    ],
    [expression({ key: 'a', operator: 'In', values: 'x' }), ['matchExpressions', 1, 'values'], 'values must be a list'],
    [
      expression({ key: 'a', operator: 'In', values: ['x', true] }),
      ['matchExpressions', 1, 'values', 1],
      'a label value must be a string',
    ],
    [
      expression({ key: 'a', operator: 'In', values: ['$'] }),
      ['matchExpressions', 1, 'values', 0],
      '"$" is not a valid label value',
    ],
  ];
  test.each(cases)('%j', (value, path, message) => {
    expect(fromLabelSelector(value)).toEqual({ ok: false, error: { path, message } });
  });

  test('a key named __proto__, which is no label and no prototype', () => {
    const hostile: JsonValue = JSON.parse('{ "matchLabels": { "__proto__": "x" } }');
    expect(fromLabelSelector(hostile)).toEqual({
      ok: false,
      error: { path: ['matchLabels', '__proto__'], message: '"__proto__" is not a valid label key' },
    });
  });
});
