/** Every kind of token; the three function names include their parenthesis, for no blank may stand before it (R2.4). */
export type TokenKind =
  | 'label'
  | 'string'
  | 'has('
  | 'all('
  | 'global('
  | '('
  | ')'
  | '{'
  | '}'
  | ','
  | '!'
  | '&&'
  | '||'
  | '=='
  | '!='
  | 'in'
  | 'not-in'
  | 'contains'
  | 'starts-with'
  | 'ends-with'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Offsets in UTF-16 units; `text.slice(start, end)` is the token as written. */
  readonly start: number;
  readonly end: number;
  /** A label's name or a string without its quotes; empty for other kinds. */
  readonly value: string;
}

export interface SelectorError {
  /** 0-based offset in the text, in UTF-16 units. */
  readonly position: number;
  readonly message: string;
}

/** What could be read before the text went wrong, so that an editor can colour it. */
export interface Tokenized {
  /** Ends in `end` if `error` is null. */
  readonly tokens: readonly Token[];
  readonly error: SelectorError | null;
}

export const maxLabelLength = 512;

// A newline is no blank (R2.3).
const blanks = /[ \t]*/y;
const labelText = /[A-Za-z0-9_./-]+/y;
const functionText = /(?:has|all|global)\(/y;
const symbolText = /==|!=|&&|\|\||[(){},!]/y;
const quotes = /["']/y;
/** An operator word must not run on into a character of a label (R2.5). */
const operatorWords: readonly (readonly [kind: TokenKind, text: RegExp])[] = [
  ['contains', /contains(?![A-Za-z0-9_./-])/y],
  ['starts-with', /starts[ \t]*with(?![A-Za-z0-9_./-])/y],
  ['ends-with', /ends[ \t]*with(?![A-Za-z0-9_./-])/y],
  ['not-in', /not[ \t]*in(?![A-Za-z0-9_./-])/y],
  ['in', /in(?![A-Za-z0-9_./-])/y],
];

/**
 * Cuts a selector into tokens (semantics.md section 2). Words such as `in` are operators right after a label only (R2.6).
 *
 * @returns the tokens up to the end or up to the first text that is none
 */
export function tokenize(text: string): Tokenized {
  const tokens: Token[] = [];
  let position = endOfMatch(blanks, text, 0) ?? 0;
  while (position < text.length) {
    const token = tokenAt(text, position, tokens.at(-1)?.kind === 'label');
    if ('message' in token) return { tokens, error: token };
    tokens.push(token);
    position = endOfMatch(blanks, text, token.end) ?? token.end;
  }
  tokens.push({ kind: 'end', start: position, end: position, value: '' });
  return { tokens, error: null };
}

function tokenAt(text: string, start: number, afterLabel: boolean): Token | SelectorError {
  const symbolEnd = endOfMatch(symbolText, text, start);
  if (symbolEnd !== null) return exactToken(text, start, symbolEnd);
  if (endOfMatch(quotes, text, start) !== null) return stringAt(text, start);
  return afterLabel ? operatorAt(text, start) : wordAt(text, start);
}

/** A token whose text is its kind. */
function exactToken(text: string, start: number, end: number): Token {
  // The patterns of symbols and functions match nothing but kinds.
  return { kind: text.slice(start, end) as TokenKind, start, end, value: '' };
}

function stringAt(text: string, start: number): Token | SelectorError {
  const closing = text.indexOf(text.charAt(start), start + 1);
  if (closing < 0) return { position: start, message: 'this quoted value has no closing quote' };
  return { kind: 'string', start, end: closing + 1, value: text.slice(start + 1, closing) };
}

function operatorAt(text: string, start: number): Token | SelectorError {
  for (const [kind, pattern] of operatorWords) {
    const end = endOfMatch(pattern, text, start);
    if (end !== null) return { kind, start, end, value: '' };
  }
  return {
    position: start,
    message:
      brokenSymbol(text, start) ??
      'expected ==, !=, in, not in, contains, starts with or ends with after the label, ' +
        `found ${found(text, start)}`,
  };
}

function wordAt(text: string, start: number): Token | SelectorError {
  const functionEnd = endOfMatch(functionText, text, start);
  if (functionEnd !== null) return exactToken(text, start, functionEnd);
  const end = endOfMatch(labelText, text, start);
  if (end === null) {
    return { position: start, message: brokenSymbol(text, start) ?? `expected a label, found ${found(text, start)}` };
  }
  if (end - start > maxLabelLength) {
    return {
      position: start,
      message: `a label can have at most ${maxLabelLength} characters, this one has ${end - start}`,
    };
  }
  return { kind: 'label', start, end, value: text.slice(start, end) };
}

function brokenSymbol(text: string, start: number): string | null {
  switch (text.charAt(start)) {
    case '=':
      return 'a comparison is written ==, not =';
    case '&':
      return '"and" is written &&, not &';
    case '|':
      return '"or" is written ||, not |';
    default:
      return null;
  }
}

function found(text: string, start: number): string {
  const end = endOfMatch(labelText, text, start);
  if (end !== null) return `"${text.slice(start, Math.min(end, start + 40))}"`;
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  return character === '\n' || character === '\r' ? 'a line break' : `"${character}"`;
}

function endOfMatch(pattern: RegExp, text: string, start: number): number | null {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : null;
}
