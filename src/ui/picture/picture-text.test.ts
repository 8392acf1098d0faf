import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fittedText, roughRuler, svgText, wrappedText } from './picture-text.ts';

const look = { size: 10, weight: 400 };
/** Every sign is as wide as the letters are high. */
const even = (text: string): number => [...text].length * 10;

describe('a text on one line', () => {
  const rows: readonly (readonly [what: string, text: string, width: number, shown: string])[] = [
    ['is whole where it has room', 'backend', 70, 'backend'],
    ['is cut where it has none', 'backend', 69, 'backe…'],
    ['is cut between words', 'a very long', 30, 'a…'],
    ['is not cut through a sign of two code units', '🔥🔥🔥', 20, '🔥…'],
    ['is left out where not even the ellipsis has room', 'backend', 5, ''],
    ['has no line breaks', 'a\nb\tc', 100, 'a b c'],
    ['turns no direction', 'a\u202eb\u2066c', 100, 'abc'],
  ];
  test.each(rows)('%s', (_what, text, width, shown) => {
    expect(fittedText(text, width, look, even)).toBe(shown);
  });

  test('never is wider than its room, and short however long it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 400 }), (text, width) => {
        const shown = fittedText(text, width, look, roughRuler);
        expect(roughRuler(shown, look)).toBeLessThanOrEqual(width);
      }),
    );
    expect(fittedText('x'.repeat(5_000_000), 1e9, look, even).length).toBeLessThan(700);
  });
});

describe('a text in lines', () => {
  const rows: readonly (readonly [what: string, text: string, lines: readonly string[]])[] = [
    ['breaks between words', 'one two three', ['one two', 'three']],
    ['keeps the breaks that it has', 'one\n\ntwo', ['one', '', 'two']],
    ['breaks a word that is too long', 'abcdefghijkl', ['abcdefgh', 'ijkl']],
    ['ends in an ellipsis where it is too long', 'aaaaaaaa bbbbbbb ccccccc ddd', ['aaaaaaaa', 'bbbbbbb', 'ccccccc…']],
  ];
  test.each(rows)('%s', (_what, text, lines) => {
    expect(wrappedText(text, { width: 80, lines: 3 }, look, even)).toEqual(lines);
  });
});

test('a text stands on its line, and several blanks of it are kept', () => {
  const place = { ...look, x: 5, top: 20, line: 16, anchor: 'start', colour: '#123' } as const;
  expect(svgText({ ...place, text: 'web' })).toBe('<text x="5" y="31.64" font-size="10" fill="#123">web</text>');
  expect(svgText({ ...place, text: 'a  b', weight: 600, anchor: 'middle' })).toBe(
    '<text x="5" y="31.64" font-size="10" font-weight="600" text-anchor="middle" fill="#123" xml:space="preserve">a  b</text>',
  );
  expect(svgText({ ...place, text: '' })).toBe('');
});
