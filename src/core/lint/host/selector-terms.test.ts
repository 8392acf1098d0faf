import { expect, test } from 'vitest';
import type { Selector } from '../../selector/ast.ts';
import { parseSelector } from '../../selector/parse.ts';
import { printSelector } from '../../selector/print.ts';
import { alternativesOf, labelsIn, labelsNeeded } from './selector-terms.ts';

function read(text: string): Selector {
  const parsed = parseSelector(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

test.each([
  ["a == 'x'", ['a == "x"']],
  ["a == 'x' || (has(b) || has(c)) || has(d) && has(e)", ['a == "x"', 'has(b)', 'has(c)', '(has(d) && has(e))']],
])('alternatives of %s', (text, alternatives) => {
  expect(alternativesOf(read(text)).map(printSelector)).toEqual(alternatives);
});

test.each([
  ['all()', [], []],
  ["a != 'x'", ['a'], []],
  ["a in {'x'} && b not in {'y'}", ['a', 'b'], ['a']],
  ['!has(a) || has(b)', ['a', 'b'], []],
  ["a starts with 'x' || has(b)", ['a', 'b'], ['a', 'b']],
  ['has(a) && !(has(b) || has(c))', ['a', 'b', 'c'], ['a']],
  ['global()', [], []],
])('%s asks for labels, some of which it needs', (text, asked, needed) => {
  expect([...labelsIn(read(text))]).toEqual(asked);
  expect([...labelsNeeded(read(text))]).toEqual(needed);
});
