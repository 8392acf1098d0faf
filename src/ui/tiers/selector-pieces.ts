import { tokenize, type TokenKind } from '../../core/selector/tokenize.ts';

/** A stretch of a selector's text with one colour. */
export interface SelectorPiece {
  readonly text: string;
  readonly look: 'plain' | 'key' | 'value' | 'word';
}

/** The text cut into pieces; what is no selector stays one plain piece at its end. */
export function selectorPieces(text: string): readonly SelectorPiece[] {
  const pieces: SelectorPiece[] = [];
  let at = 0;
  for (const { kind, start, end } of tokenize(text).tokens) {
    if (start > at) pieces.push({ text: text.slice(at, start), look: 'plain' });
    if (end > start) pieces.push({ text: text.slice(start, end), look: lookOf(kind) });
    at = Math.max(at, end);
  }
  return at < text.length ? [...pieces, { text: text.slice(at), look: 'plain' }] : pieces;
}

const words: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...(['has(', 'all(', 'global(', 'in', 'not-in', 'contains', 'starts-with', 'ends-with'] as const),
]);

function lookOf(kind: TokenKind): SelectorPiece['look'] {
  if (kind === 'label') return 'key';
  if (kind === 'string') return 'value';
  return words.has(kind) ? 'word' : 'plain';
}
