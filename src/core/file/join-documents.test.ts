import { expect, test } from 'vitest';
import { joinDocuments } from './join-documents.ts';

const cases: readonly (readonly [what: string, texts: readonly string[], joined: string])[] = [
  ['nothing', [], ''],
  ['documents that set themselves apart', ['a: 1\n', '--- # b\nb: 1\n'], 'a: 1\n--- # b\nb: 1\n'],
  ['a separator is put in', ['a: 1\n', 'b: 1\n'], 'a: 1\n---\nb: 1\n'],
  ['a line break is put in', ['a: 1', '---\nb: 1'], 'a: 1\n---\nb: 1'],
  ['an end marker sets apart', ['a: 1\n...\n', 'b: 1\n'], 'a: 1\n...\nb: 1\n'],
  ['an end marker with a comment', ['a: 1\n... # c\n', 'b: 1\n'], 'a: 1\n... # c\nb: 1\n'],
  [
    'directives need an end marker',
    ['a: 1\n', '# c\n%YAML 1.1\n---\nb: 1\n'],
    'a: 1\n...\n# c\n%YAML 1.1\n---\nb: 1\n',
  ],
  ['comments alone need nothing behind them', ['# a\n', 'b: 1\n'], '# a\nb: 1\n'],
  ['blank lines must not grow a block text', ['a: |+\n  x\n', '\n\n'], 'a: |+\n  x\n---\n\n\n'],
  ['a byte order mark inside is dropped', ['a: 1\n', '\uFEFFb: 1\n'], 'a: 1\n---\nb: 1\n'],
  ['one that sets apart stays', ['a: 1\n', '\uFEFF---\nb: 1\n'], 'a: 1\n\uFEFF---\nb: 1\n'],
];

test.each(cases)('%s', (_what, texts, joined) => {
  expect(joinDocuments(texts)).toBe(joined);
});
