import { expect, test } from 'vitest';
import type { Labels } from './labels.ts';
import { labelsOf, noLabels } from './labels.ts';
import { selectorMatches } from './matches.ts';
import { parseSelector } from './parse.ts';

const of = labelsOf;
const cases: readonly (readonly [text: string, matches: readonly Labels[], misses: readonly Labels[]])[] = [
  ['app == "web"', [of({ app: 'web' }), of({ app: 'web', env: 'prod' })], [noLabels, of({ app: 'db' })]],
  ['app != "web"', [noLabels, of({ app: 'db' })], [of({ app: 'web' })]],
  ['a in {"x", "y"}', [of({ a: 'x' }), of({ a: 'y' })], [noLabels, of({ a: 'z' })]],
  ['a not in {"x", "y"}', [noLabels, of({ a: 'z' })], [of({ a: 'x' })]],
  ['a in {}', [], [noLabels, of({ a: '' })]],
  ['a not in {}', [noLabels, of({ a: '' })], []],
  ['a contains "b"', [of({ a: 'abc' })], [noLabels, of({ a: 'aBc' })]],
  ['a starts with "b"', [of({ a: 'bc' })], [noLabels, of({ a: 'abc' })]],
  ['a ends with "b"', [of({ a: 'ab' })], [noLabels, of({ a: 'abc' })]],
  ['a contains ""', [of({ a: '' })], [noLabels]],
  ['a starts with ""', [of({ a: 'x' })], [noLabels]],
  ['has(a)', [of({ a: '' })], [noLabels, of({ b: '' })]],
  ['!!!has(a)', [noLabels], [of({ a: '' })]],
  ['!a == "x"', [noLabels, of({ a: 'y' })], [of({ a: 'x' })]],
  ['all()', [noLabels], []],
  ['global()', [noLabels, of({ a: 'x' })], []],
  ['a == "x" || b == "y" && c == "z"', [of({ a: 'x' }), of({ b: 'y', c: 'z' })], [of({ b: 'y' }), of({ c: 'z' })]],
  ['has(__proto__) || has(constructor)', [new Map([['__proto__', '']])], [noLabels, of({ a: '' })]],
];
test.each(cases)('%s', (text, matches, misses) => {
  const selector = parseSelector(text);
  if (!selector.ok) throw new Error(selector.error.message);
  const matching = (candidates: readonly Labels[]) =>
    candidates.filter((labels) => selectorMatches(selector.value, labels));
  expect([matching(matches), matching(misses)]).toEqual([matches, []]);
});
