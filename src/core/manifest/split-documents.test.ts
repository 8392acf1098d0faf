import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitDocuments } from './split-documents.ts';

type Chunk = readonly [lead: string, body: string, firstLine: number];

const cases: readonly (readonly [what: string, text: string, chunks: readonly Chunk[]])[] = [
  ['nothing', '', []],
  ['one document', 'a: 1\n', [['', 'a: 1\n', 1]]],
  ['comments above the separator belong to it', '# a\n\n---\n# b\nc: 1\n', [['# a\n\n---\n# b\n', 'c: 1\n', 5]]],
  [
    'comments below a value belong to it',
    'a: 1\n# b\n---\nc: 1\n',
    [
      ['', 'a: 1\n# b\n', 1],
      ['---\n', 'c: 1\n', 4],
    ],
  ],
  ['a value on the separator line', '--- {a: 1}\n', [['--- ', '{a: 1}\n', 1]]],
  ['a comment on the separator line', '--- # c\na: 1', [['--- # c\n', 'a: 1', 2]]],
  ['directives', '%YAML 1.1\n---\na: 1\n', [['%YAML 1.1\n---\n', 'a: 1\n', 3]]],
  [
    'an end marker',
    'a: 1\n... # c\nb: 1\n',
    [
      ['', 'a: 1\n... # c\n', 1],
      ['', 'b: 1\n', 3],
    ],
  ],
  [
    'an end marker without a value',
    '---\n...\na: 1\n',
    [
      ['---\n...\n', '', 3],
      ['', 'a: 1\n', 3],
    ],
  ],
  [
    'separators in a row',
    '---\n---\na: 1\n',
    [
      ['---\n', '', 2],
      ['---\n', 'a: 1\n', 3],
    ],
  ],
  [
    'CRLF',
    'a: 1\r\n---\r\nb: 2',
    [
      ['', 'a: 1\r\n', 1],
      ['---\r\n', 'b: 2', 3],
    ],
  ],
  [
    'dashes that are no separator',
    'a: |\n  ---\n---b\n--- \n',
    [
      ['', 'a: |\n  ---\n---b\n', 1],
      ['--- \n', '', 5],
    ],
  ],
  ['line separators of other scripts', 'a: "x\u2028---\u2028y"\n', [['', 'a: "x\u2028---\u2028y"\n', 1]]],
  ['a byte order mark', '\uFEFF# c\n---\na: 1\n', [['\uFEFF# c\n---\n', 'a: 1\n', 3]]],
  [
    'files put together with their marks',
    '# c\n\uFEFF---\na: 1\n',
    [
      ['# c\n', '', 2],
      ['\uFEFF---\n', 'a: 1\n', 3],
    ],
  ],
];

test.each(cases)('%s', (_what, text, chunks) => {
  expect([...splitDocuments(text)].map(({ lead, body, firstLine }) => [lead, body, firstLine])).toEqual(chunks);
});

test('no byte is lost and every first line is right, whatever the text', () => {
  const pieces = fc.constantFrom(
    '---',
    '...',
    '\n',
    '\r',
    '\r\n',
    '# c',
    ' ',
    '\t',
    'a: 1',
    '%YAML 1.1',
    '\uFEFF',
    '"',
    '|',
    '- x',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const chunks = [...splitDocuments(text)];
      expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
      expect(chunks.map(({ lead, body }) => lead + body)).toEqual(chunks.map((chunk) => chunk.text));
      let above = '';
      for (const { lead, body, firstLine } of chunks) {
        expect(firstLine).toBe((above + lead).split(/\r\n?|\n/).length);
        above += lead + body;
      }
    }),
    { numRuns: 1000, seed: 3 },
  );
});
