import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import {
  arrowFields,
  arrowFlags,
  elementFields,
  elementFlags,
  wordsOfField,
  type ArrowEnd,
  type ArrowField,
  type ArrowFlag,
  type ElementField,
  type ElementFlag,
  type Expression,
  type Match,
} from './expression.ts';
import { readChain, readNegated, TokenReader } from '../selector/token-reader.ts';
import { tokenizeExpression, type ExpressionError, type Token, type TokenKind } from './tokenize-expression.ts';
import { parseTraffic, type TrafficQuery } from './traffic-query.ts';

/** Nobody writes as many; more would need a deeper stack than there is. */
export const maxNesting = 200;

type Reading = Result<Expression, ExpressionError>;

/**
 * Reads an expression; its language is told at `Expression`.
 *
 * @returns null for blank text, or the first place that is wrong; never throws, whatever the text
 */
export function parseExpression(text: string): Result<Expression | null, ExpressionError> {
  const { tokens, error } = tokenizeExpression(text);
  if (error !== null) return err(error);
  if (tokens.length === 1) return ok(null);
  const reader = new TokenReader(tokens, describe);
  const expression = readOr(reader, 0);
  if (!expression.ok) return expression;
  return reader.kind === 'end' ? expression : reader.fail('expected and, or, or the end');
}

type Reader = TokenReader<Token>;

function failAt(token: Token, message: string): { readonly ok: false; readonly error: ExpressionError } {
  return err({ position: token.start, message });
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'the end';
  return token.kind === 'word' || token.kind === 'string' ? `“${token.value.slice(0, 40)}”` : token.kind;
}

function readOr(reader: Reader, nesting: number): Reading {
  return readChain(reader, { kind: 'or', separator: 'or' }, () => readAnd(reader, nesting));
}

function readAnd(reader: Reader, nesting: number): Reading {
  return readChain(reader, { kind: 'and', separator: 'and' }, () =>
    readNegated(reader, 'not', () => readOne(reader, nesting)),
  );
}

function readOne(reader: Reader, nesting: number): Reading {
  switch (reader.kind) {
    case '(': {
      if (nesting >= maxNesting) return reader.fail(`parentheses can be nested at most ${maxNesting} deep`);
      reader.take();
      const inner = readOr(reader, nesting + 1);
      return !inner.ok || reader.takeIf(')') ? inner : reader.fail('expected and, or, or ")"');
    }
    case 'string':
      return readText(reader.take());
    case 'word':
      return readNamed(reader, reader.take());
    default:
      return reader.fail('expected a field, a word or "("');
  }
}

function readText(token: Token): Reading {
  if (token.value.trim() === '') return failAt(token, 'a text to look for is needed between the quotes');
  return ok({ kind: 'element', end: null, test: { on: 'word', text: token.value } });
}

/** A field with what follows it, a flag, or a word that is neither. */
function readNamed(reader: Reader, token: Token): Reading {
  const { end, name } = splitEnd(token.value);
  const field = elementFields.find((candidate) => candidate === name);
  if (field !== undefined) return readField(reader, token, end, field);
  const flag = elementFlags.find((candidate) => candidate === name);
  if (flag !== undefined) return readFlag(reader, token, { end, flag });
  if (name === 'label' || name.startsWith('label:')) return readLabel(reader, end, name, token);
  if (end !== null) return failAt(token, `there is no field “${name}” of an endpoint: ${listed(elementFields)}`);
  if (token.value === 'from' || token.value === 'to') return readField(reader, token, token.value, 'id');
  if (name === 'port') return readPort(reader);
  const arrowField = arrowFields.find((candidate) => candidate === name);
  const arrowFlag = arrowFlags.find((candidate) => candidate === name);
  if (arrowField !== undefined && (arrowFlag === undefined || isMatchNext(reader)))
    return readArrow(reader, arrowField);
  if (arrowFlag !== undefined) return readArrowFlag(reader, token, arrowFlag);
  if (isMatchNext(reader)) return failAt(token, `there is no field “${name}”: ${listed(everyField)}`);
  return readText(token);
}

const everyField = [...elementFields, 'label', ...arrowFields, 'from', 'to', 'port'];

function splitEnd(name: string): { readonly end: ArrowEnd | null; readonly name: string } {
  if (name.startsWith('from.')) return { end: 'from', name: name.slice(5) };
  return name.startsWith('to.') ? { end: 'to', name: name.slice(3) } : { end: null, name };
}

/** `not` before `in` belongs to a comparison as well; nothing else can stand there. */
function isMatchNext({ kind }: Reader): boolean {
  return isOperator(kind) || kind === 'in' || kind === 'not';
}

function isOperator(kind: TokenKind): kind is '=' | '!=' | '~' | '!~' {
  return kind === '=' || kind === '!=' || kind === '~' || kind === '!~';
}

function readField(reader: Reader, token: Token, end: ArrowEnd | null, field: ElementField): Reading {
  const match = readMatch(reader, token.value, wordsOfField(field));
  return match.ok ? ok({ kind: 'element', end, test: { on: 'field', field, match: match.value } }) : match;
}

interface NamedFlag {
  readonly end: ArrowEnd | null;
  readonly flag: ElementFlag;
}

function readFlag(reader: Reader, token: Token, { end, flag }: NamedFlag): Reading {
  if (isMatchNext(reader)) return failAt(token, `${flag} stands alone: it is so or it is not`);
  return ok({ kind: 'element', end, test: { on: 'flag', flag } });
}

function readArrowFlag(reader: Reader, token: Token, flag: ArrowFlag): Reading {
  if (isMatchNext(reader)) return failAt(token, `${flag} stands alone: it is so or it is not`);
  return ok({ kind: 'arrow', test: { on: 'flag', flag } });
}

function readArrow(reader: Reader, field: ArrowField): Reading {
  const match = readMatch(reader, field, wordsOfField(field));
  return match.ok ? ok({ kind: 'arrow', test: { on: 'field', field, match: match.value } }) : match;
}

/** `label:app`, `label:app = web`, `label app = web`, `label "app" = web`. */
function readLabel(reader: Reader, end: ArrowEnd | null, name: string, token: Token): Reading {
  const key = name === 'label' ? null : name.slice('label:'.length);
  if (key === '') return failAt(token, 'a label’s key is needed after label:');
  if (key === null && reader.kind !== 'word' && reader.kind !== 'string')
    return reader.fail('expected the key of a label');
  const label = key ?? reader.take().value;
  if (!isMatchNext(reader)) return ok({ kind: 'element', end, test: { on: 'label', key: label, match: 'present' } });
  const match = readMatch(reader, `label ${label}`, null);
  return match.ok ? ok({ kind: 'element', end, test: { on: 'label', key: label, match: match.value } }) : match;
}

function readMatch(reader: Reader, field: string, words: readonly string[] | null): Result<Match, ExpressionError> {
  const { kind } = reader;
  if (isOperator(kind)) {
    if (words !== null && (kind === '~' || kind === '!~'))
      return reader.fail(`${field} is compared by = or != with one of ${listed(words)}`);
    reader.take();
    const value = readValue(reader, words);
    return value.ok ? ok({ operator: kind, value: value.value }) : value;
  }
  const list = readList(reader, field, (token) => wordOf(token, words));
  return list.ok ? ok({ operator: list.value.negated ? 'not in' : 'in', values: list.value.items }) : list;
}

interface List<Item> {
  readonly negated: boolean;
  readonly items: readonly Item[];
}

function readList<Item>(
  reader: Reader,
  field: string,
  read: (token: Token) => Result<Item, ExpressionError>,
): Result<List<Item>, ExpressionError> {
  const negated = reader.takeIf('not');
  if (!reader.takeIf('in')) return reader.fail(negated ? 'expected in' : `expected =, !=, ~, !~ or in after ${field}`);
  if (!reader.takeIf('(')) return reader.fail('expected "(" and a list after in');
  const items: Item[] = [];
  do {
    if (reader.kind !== 'word' && reader.kind !== 'string') return reader.fail('expected a value');
    const item = read(reader.take());
    if (!item.ok) return item;
    items.push(item.value);
  } while (reader.takeIf(','));
  return reader.takeIf(')') ? ok({ negated, items }) : reader.fail('expected "," or ")"');
}

function readValue(reader: Reader, words: readonly string[] | null): Result<string, ExpressionError> {
  if (reader.kind !== 'word' && reader.kind !== 'string')
    return reader.fail(words === null ? 'expected a value' : `expected ${listed(words)}`);
  return wordOf(reader.take(), words);
}

function wordOf(token: Token, words: readonly string[] | null): Result<string, ExpressionError> {
  if (words === null) return ok(token.value);
  const word = words.find((candidate) => candidate === token.value.toLowerCase());
  return word === undefined ? failAt(token, `expected ${listed(words)}, found ${describe(token)}`) : ok(word);
}

function readPort(reader: Reader): Reading {
  const { kind } = reader;
  if (kind === '~' || kind === '!~') return reader.fail('a port is compared by = or !=');
  if (kind !== '=' && kind !== '!=') {
    const list = readList(reader, 'port', trafficOf);
    return list.ok ? port(list.value.negated, list.value.items) : list;
  }
  reader.take();
  if (reader.kind !== 'word' && reader.kind !== 'string') return reader.fail('expected a port such as 22 or TCP/22');
  const query = trafficOf(reader.take());
  return query.ok ? port(kind === '!=', [query.value]) : query;
}

function trafficOf(token: Token): Result<TrafficQuery, ExpressionError> {
  const query = parseTraffic(token.value);
  return query.ok ? query : failAt(token, query.error);
}

function port(negated: boolean, queries: readonly TrafficQuery[]): Reading {
  return ok({ kind: 'arrow', test: { on: 'port', negated, queries } });
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
