export type TokenKind =
  'word' | 'string' | '(' | ')' | ',' | '=' | '!=' | '~' | '!~' | 'and' | 'or' | 'not' | 'in' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** A word or a string without its quotes; empty for other kinds. */
  readonly value: string;
}

export interface ExpressionError {
  /** 0-based offset in the text, in UTF-16 units. */
  readonly position: number;
  readonly message: string;
}

export interface Tokenized {
  /** Ends in `end` if `error` is null; else what could be read before. */
  readonly tokens: readonly Token[];
  readonly error: ExpressionError | null;
}

const blanks = /\s*/y;
const wordText = /[^\s"'(),=!~&|]+/y;
const symbolText = /==|!=|!~|&&|\|\||[(),=~!]/y;
const stringText = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;

const kindOfSymbol: ReadonlyMap<string, TokenKind> = new Map([
  ['==', '='],
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
]);
const keywords: ReadonlyMap<string, TokenKind> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
  ['in', 'in'],
]);

/** @returns the tokens up to the end or up to the first text that is none; takes time in proportion to the text */
export function tokenizeExpression(text: string): Tokenized {
  const tokens: Token[] = [];
  let position = endOfMatch(blanks, text, 0) ?? 0;
  while (position < text.length) {
    const token = tokenAt(text, position);
    if ('message' in token) return { tokens, error: token };
    tokens.push(token);
    position = endOfMatch(blanks, text, token.end) ?? token.end;
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length, value: '' });
  return { tokens, error: null };
}

/** Whether a text is one word of the language that means nothing but itself. */
export function isPlainWord(text: string): boolean {
  return endOfMatch(wordText, text, 0) === text.length && !keywords.has(text.toLowerCase());
}

function tokenAt(text: string, start: number): Token | ExpressionError {
  const symbolEnd = endOfMatch(symbolText, text, start);
  if (symbolEnd !== null) {
    const symbol = text.slice(start, symbolEnd);
    // The pattern matches nothing but kinds and what the map holds.
    return { kind: kindOfSymbol.get(symbol) ?? (symbol as TokenKind), start, end: symbolEnd, value: '' };
  }
  const character = text.charAt(start);
  if (character === '"' || character === "'") return stringAt(text, start);
  const wordEnd = endOfMatch(wordText, text, start);
  if (wordEnd === null)
    return { position: start, message: `"${character}" is written twice: ${character}${character}` };
  const value = text.slice(start, wordEnd);
  const keyword = keywords.get(value.toLowerCase());
  return keyword === undefined
    ? { kind: 'word', start, end: wordEnd, value }
    : { kind: keyword, start, end: wordEnd, value: '' };
}

function stringAt(text: string, start: number): Token | ExpressionError {
  const end = endOfMatch(stringText, text, start);
  if (end === null) return { position: start, message: 'this quoted text has no closing quote' };
  return { kind: 'string', start, end, value: text.slice(start + 1, end - 1).replace(/\\(.)/gs, '$1') };
}

function endOfMatch(pattern: RegExp, text: string, start: number): number | null {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : null;
}
