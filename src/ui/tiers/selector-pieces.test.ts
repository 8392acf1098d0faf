import { expect, test } from 'vitest';
import { selectorPieces } from './selector-pieces.ts';

const rows: readonly [text: string, coloured: string][] = [
  ['', ''],
  ['app == "db"', 'key:app value:"db"'],
  ['all()', 'word:all('],
  ['no selector at all', 'key:no'],
];
test.each(rows)('%s', (text, coloured) => {
  const pieces = selectorPieces(text);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  const looks = pieces.filter((piece) => piece.look !== 'plain').map(({ look, text: piece }) => `${look}:${piece}`);
  expect(looks).toEqual(coloured.split(' ').filter((piece) => piece !== ''));
});
