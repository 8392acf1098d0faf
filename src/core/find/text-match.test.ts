import { expect, test } from 'vitest';
import type { Match } from './expression.ts';
import { compileMatch, matchesGlob } from './text-match.ts';

test.each([
  ['host/*', 'host/node-worker', true],
  ['*worker', 'host/node-worker', true],
  ['*', '', true],
  ['?', '', false],
  ['w?b', 'web', true],
  ['w?b', 'wb', false],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b*', 'xxbxxaxx', false],
  ['a*b', 'ab', true],
  ['a*b', 'abc', false],
  ['', '', true],
])('%s matches %s: %s', (pattern, text, answer) => {
  expect(matchesGlob(pattern, text)).toBe(answer);
});

test('a pattern made to be slow is not', () => {
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
});

const cases: readonly (readonly [match: Match, values: readonly string[], answer: boolean])[] = [
  [{ operator: '=', value: 'web' }, ['web'], true],
  [{ operator: '=', value: 'web' }, ['Web'], false],
  [{ operator: '=', value: 'web' }, [], false],
  [{ operator: '!=', value: 'web' }, [], true],
  [{ operator: '!=', value: 'web' }, ['db', 'web'], false],
  [{ operator: '~', value: 'EB' }, ['db', 'web'], true],
  [{ operator: '~', value: 'w*' }, ['web'], true],
  [{ operator: '~', value: 'e*' }, ['web'], false],
  [{ operator: '!~', value: 'e' }, ['web'], false],
  [{ operator: '!~', value: 'e' }, [], true],
  [{ operator: 'in', values: ['a', 'b'] }, ['b'], true],
  [{ operator: 'in', values: ['a', 'b'] }, [], false],
  [{ operator: 'not in', values: ['a', 'b'] }, ['c'], true],
  [{ operator: 'not in', values: ['a', 'b'] }, ['c', 'a'], false],
];
test.each(cases)('%j of %j: %s', (match, values, answer) => {
  expect(compileMatch(match)(values)).toBe(answer);
});
