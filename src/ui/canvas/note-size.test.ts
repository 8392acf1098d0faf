import { expect, test } from 'vitest';
import { noteLines, noteSize } from './note-size.ts';

const rows: readonly (readonly [what: string, text: string, height: number])[] = [
  ['an empty note has paper', '', 58],
  ['two lines fit the smallest paper', 'one\ntwo', 58],
  ['lines of their own', 'a\nb\nc\nd', 92],
  ['words wrap', 'Only the nodes themselves may reach the kubelet of another node.', 75],
  ['a long word is broken', 'x'.repeat(27 * 4), 92],
  ['more than a page is cut', 'a\n'.repeat(400), noteLines * 17 + 24],
];
test.each(rows)('%s', (_what, text, height) => {
  expect(noteSize(text)).toEqual({ width: 200, height });
});
