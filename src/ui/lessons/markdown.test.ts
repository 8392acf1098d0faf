import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown, type Block, type Inline } from './markdown.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (...parts: readonly Inline[]): Block => ({ kind: 'paragraph', parts });

describe('the text of a lesson:', () => {
  const rows: readonly (readonly [what: string, written: string, blocks: readonly Block[]])[] = [
    ['nothing', '', []],
    ['words', 'Two words', [paragraph(text('Two words'))]],
    ['two paragraphs', 'a\n\nb', [paragraph(text('a')), paragraph(text('b'))]],
    ['a heading of any size', '### Why', [{ kind: 'heading', parts: [text('Why')] }]],
    [
      'stress and code',
      '**very** *so* `all()`',
      [
        paragraph(
          { kind: 'strong', parts: [text('very')] },
          text(' '),
          { kind: 'emphasis', parts: [text('so')] },
          text(' '),
          { kind: 'code', text: 'all()' },
        ),
      ],
    ],
    ['a block of code', '```yaml\norder: 1\n```', [{ kind: 'code', text: 'order: 1' }]],
    [
      'a list in a list',
      '3. a\n   - b',
      [
        {
          ...{ kind: 'list', isOrdered: true, start: 3 },
          items: [
            [paragraph(text('a')), { kind: 'list', isOrdered: false, start: 1, items: [[paragraph(text('b'))]] }],
          ],
        },
      ],
    ],
    [
      'a table',
      '| a | b |\n|---|---|\n| `1` | 2 |',
      [
        {
          ...{ kind: 'table', head: [[text('a')], [text('b')]] },
          rows: [[[{ kind: 'code', text: '1' }], [text('2')]]],
        },
      ],
    ],
    ['a quote', '> a', [{ kind: 'quote', blocks: [paragraph(text('a'))] }]],
    ['a rule', 'a\n\n---', [paragraph(text('a')), { kind: 'rule' }]],
    ['a line that is broken', 'a\\\nb', [paragraph(text('a'), { kind: 'break' }, text('b'))]],
    ['characters by name', 'a &rarr; b', [paragraph(text('a → b'))]],
  ];
  test.each(rows)('%s', (_what, written, blocks) => {
    expect(parseMarkdown(written)).toEqual(blocks);
  });
});

describe('what could load or run something is words:', () => {
  const rows: readonly (readonly [what: string, written: string, blocks: readonly Block[]])[] = [
    ['HTML', '<script>alert(1)</script>', [paragraph(text('<script>alert(1)</script>'))]],
    ['HTML in a line', 'a <b onclick="x()">', [paragraph(text('a '), text('<b onclick="x()">'))]],
    ['a picture', '![x](https://example.com/x.png)', [paragraph(text('![x](https://example.com/x.png)'))]],
    [
      'a link, beside its address',
      '[docs](javascript:alert)',
      [paragraph({ kind: 'link', parts: [text('docs')], address: 'javascript:alert' })],
    ],
    [
      'an address alone is written once',
      '<https://example.com>',
      [paragraph({ kind: 'link', parts: [text('https://example.com')], address: '' })],
    ],
  ];
  test.each(rows)('%s', (_what, written, blocks) => {
    expect(parseMarkdown(written)).toEqual(blocks);
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

test.each([
  ['quotes in quotes', '>'.repeat(20_000)],
  ['lists in lists', '- '.repeat(10_000)],
  ['numbers in numbers', '1. '.repeat(6_000)],
  ['both in turn, line after line', `${'> - '.repeat(15)}\n`.repeat(300)],
  ['stress in stress', `${'*a **b '.repeat(2_500)}`],
  ['brackets without end', '['.repeat(20_000)],
  ['links without end', '[a]('.repeat(5_000)],
  ['a table without end', `|${'a|'.repeat(2_000)}\n|${'-|'.repeat(2_000)}\n`],
])('%s neither hang nor nest without end', (_what, written) => {
  const before = performance.now();
  expect(depthOf(parseMarkdown(written))).toBeLessThan(60);
  expect(performance.now() - before).toBeLessThan(4_000);
});

test('whatever is written, it is read', () => {
  const pieces = fc.constantFrom(
    '#',
    '*',
    '`',
    '|',
    '-',
    '>',
    '[',
    '](',
    ')',
    '<',
    '&amp;',
    '\n',
    ' ',
    '1.',
    'word',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (written) => {
      expect(Array.isArray(parseMarkdown(written.join('')))).toBe(true);
    }),
  );
});
