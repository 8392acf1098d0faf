import { expect, test } from 'vitest';
import { parseSelector } from '../../selector/parse.ts';
import { isImpossible } from './impossible-selector.ts';

function impossible(text: string): boolean {
  const selector = parseSelector(text);
  if (!selector.ok) throw new Error(selector.error.message);
  return isImpossible(selector.value);
}

test.each([
  ["a == 'x' && a == 'y'"],
  ["a == 'x' && a != 'x'"],
  ['has(a) && !has(a)'],
  ["a == 'x' && !has(a)"],
  ["a in {'x', 'y'} && a in {'z'}"],
  ["a in {'x', 'y'} && a not in {'x', 'y'}"],
  ["a == 'web' && a contains 'db'"],
  ["a starts with 'x' && a == 'y'"],
  ['a in {}'],
  ['!all()'],
  ["(a == 'x' && a == 'y') || (has(b) && !has(b))"],
  ["!(a != 'x' || a != 'y')"],
  ["a == 'x' && !(b == 'y' || !has(b)) && b == 'y'"],
  // R2.12: no object can carry such a label or value.
  ['has(a/b/c)'],
  [`has(${'n'.repeat(64)})`],
  ["a == 'two words'"],
])('%s can never match', (text) => {
  expect(impossible(text)).toBe(true);
});

test.each([
  [''],
  ['all()'],
  ["a == 'x' && b == 'y'"],
  ["a == 'x' || a == 'y'"],
  ["a != 'x' && a != 'y'"],
  ["(a == 'x' && a == 'y') || b == 'z'"],
  ["a not in {'x'} && !has(a)"],
  ["a in {'x', 'y'} && a != 'x'"],
  ["!(a == 'x' && a == 'y')"],
  ['!has(a/b/c)'],
  ["has(node-role.kubernetes.io/control-plane) && projectcalico.org/namespace == 'prod'"],
  [`projectcalico.org/serviceaccount == '${'long.'.repeat(20)}name'`],
])('%s can', (text) => {
  expect(impossible(text)).toBe(false);
});

test('what has too many alternatives is left alone', () => {
  const pairs = Array.from({ length: 12 }, (_, index) => `(a${index} == 'x' || b${index} == 'y')`).join(' && ');
  expect(impossible(`${pairs} && has(c) && !has(c)`)).toBe(false);
});
