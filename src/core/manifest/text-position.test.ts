import { expect, test } from 'vitest';
import { countLineBreaks, lineStartsOf, positionIn } from './text-position.ts';

const cases: readonly (readonly [text: string, offset: number, line: number, column: number])[] = [
  ['', 0, 1, 1],
  ['ab', 1, 1, 2],
  ['a\nb', 1, 1, 2],
  ['a\nb', 2, 2, 1],
  ['a\r\nb', 2, 1, 3],
  ['a\r\nb', 3, 2, 1],
  ['a\rb', 2, 2, 1],
  ['\uFEFFab', 1, 1, 1],
  ['\uFEFFab', 0, 1, 1],
];

test.each(cases)('%j at %i', (text, offset, line, column) => {
  expect(positionIn(lineStartsOf(text), offset)).toEqual({ line, column });
});

test('every kind of line break counts once', () => {
  expect(countLineBreaks('a\nb\r\nc\rd')).toBe(3);
});
