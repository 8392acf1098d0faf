import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './text-difference.ts';

test.each([
  ['abc', 'abc', null],
  ['abc', 'abXc', { from: 2, to: 2, insert: 'X' }],
  ['abc', 'ac', { from: 1, to: 2, insert: '' }],
  ['aaa', 'aa', { from: 2, to: 3, insert: '' }],
  ['', 'a', { from: 0, to: 0, insert: 'a' }],
])('%j to %j', (before, after, change) => {
  expect(differenceOf(before, after)).toEqual(change);
});

test('the change makes the one of the other', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const change = differenceOf(before, after) ?? { from: 0, to: 0, insert: '' };
      expect(before.slice(0, change.from) + change.insert + before.slice(change.to)).toBe(after);
    }),
  );
});
