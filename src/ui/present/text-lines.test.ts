import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenly, shortened, wrapped } from './text-lines.ts';

/** Every letter is one pixel wide. */
const measure = (text: string): number => text.length;

describe('a name is wrapped', () => {
  test.each([
    ['backend', 7, 1, ['backend']],
    ['backend', 6, 3, null],
    ['node-control-plane', 13, 2, ['node-control-', 'plane']],
    ['node-control-plane', 8, 3, ['node-', 'control-', 'plane']],
    ['node-control-plane', 8, 2, null],
    ['10.0.0.0/8', 8, 2, ['10.0.0.', '0/8']],
    ['two words', 5, 2, ['two', 'words']],
    ['', 5, 2, null],
  ])('%s within %i pixels on at most %i lines', (text, width, most, lines) => {
    expect(wrapped(text, width, most, measure)).toEqual(lines);
  });

  test('without losing a letter, each line within its width', () => {
    const name = fc.stringMatching(/^[a-z]{1,6}(-[a-z]{1,6}){0,5}$/);
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrapped(text, width, 10, measure);
        if (lines === null) return;
        expect(lines.join('')).toBe(text);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a name is split evenly', () => {
  test.each([
    ['node-control-plane', 2, ['node-control-', 'plane']],
    ['a-b-c-d', 2, ['a-b-', 'c-d']],
    ['backend', 2, null],
  ])('%s on %i lines', (text, count, lines) => {
    expect(evenly(text, count, measure)).toEqual(lines);
  });
});

test.each([
  ['backend', 7, 'backend'],
  ['backend', 6, 'backe…'],
  ['backend', 4, null],
])('%s within %i pixels', (text, width, short) => {
  expect(shortened(text, width, measure)).toBe(short);
});
