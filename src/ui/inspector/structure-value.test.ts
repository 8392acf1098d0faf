import { expect, test } from 'vitest';
import type { JsonValue } from '../../core/model/json.ts';
import { countWord, freshValue, parseScalar, printScalar, valueKinds } from './structure-value.ts';

test.each<[before: JsonValue, typed: string, after: JsonValue | null]>([
  ['a', '12', '12'],
  ['a', '', ''],
  [3, '12', 12],
  [3, '-0.5', -0.5],
  [3, 'many', null],
  [3, '', null],
  [3, 'Infinity', null],
  [null, 'x', 'x'],
])('a value stays of its kind: %j, %j typed', (before, typed, after) => {
  const read = parseScalar(before, typed);
  expect(read.ok ? read.value : null).toEqual(after);
});

test('null stays while nothing is typed', () => {
  expect(parseScalar(null, '')).toEqual({ ok: true, value: null });
  expect(printScalar(null)).toBe('');
});

test('every kind of value starts with one of its own', () => {
  expect(valueKinds.map(({ key }) => freshValue(key))).toEqual(['', 0, true, [], {}]);
});

test.each([
  [[1, 2], '2 items'],
  [{ a: 1 }, '1 field'],
  [{}, '0 fields'],
])('%j has %s', (value, words) => {
  expect(countWord(value)).toBe(words);
});
