import type { Labels } from './labels.ts';
import { tokenize, type Token } from './tokenize.ts';

/** The labels that a selector can be about: each key with how many carry it, each of its values likewise. */
export interface Vocabulary {
  readonly keys: readonly Counted[];
  readonly values: ReadonlyMap<string, readonly Counted[]>;
}

export interface Counted {
  readonly text: string;
  readonly count: number;
}

/** One thing that could stand at the cursor. */
export interface Completion {
  readonly label: string;
  /** What is written for it. */
  readonly insert: string;
  readonly kind: 'key' | 'value' | 'function' | 'operator';
  /** How many carry it; null for words of the language. */
  readonly count: number | null;
  /** Where the cursor goes, counted from the end of what is written. */
  readonly back: number;
}

export interface Completions {
  /** What is replaced. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

/** Everything that `carriers` are labelled with, the most common first. */
export function vocabularyOf(carriers: readonly Labels[]): Vocabulary {
  const byKey = new Map<string, Map<string, number>>();
  for (const labels of carriers)
    for (const [key, value] of labels) {
      const values = byKey.get(key) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + 1);
      byKey.set(key, values);
    }
  const sumOf = (values: ReadonlyMap<string, number>): number => [...values.values()].reduce((a, b) => a + b, 0);
  return {
    keys: [...byKey].map(([text, values]) => ({ text, count: sumOf(values) })).sort(ownFirst),
    values: new Map([...byKey].map(([key, values]) => [key, countedOf(values)])),
  };
}

function countedOf(values: ReadonlyMap<string, number>): readonly Counted[] {
  return [...values].map(([text, count]) => ({ text, count })).sort(byCount);
}

/** What an endpoint inherits from its namespace or service account is seldom asked for by that name (semantics.md 3.2). */
function ownFirst(a: Counted, b: Counted): number {
  const isInherited = ({ text }: Counted): number => Number(/^pc(ns|sa)\./.test(text));
  return isInherited(a) - isInherited(b) || byCount(a, b);
}

function byCount(a: Counted, b: Counted): number {
  return b.count - a.count || (a.text < b.text ? -1 : 1);
}

/**
 * What could stand at `cursor` in the text of a selector (semantics.md section 2). Only what is before the cursor counts.
 *
 * @returns null where nothing is worth offering: in the middle of what is wrong already, or right after a full term
 */
export function completionsAt(text: string, cursor: number, vocabulary: Vocabulary): Completions | null {
  const { tokens, error } = tokenize(text.slice(0, cursor));
  const read = tokens.filter(({ kind }) => kind !== 'end');
  if (error !== null) return completeBroken(text, cursor, read, error.position, vocabulary);
  const last = read.at(-1);
  const isTouching = last !== undefined && last.end === cursor;
  if (last?.kind === 'label' && isTouching) return completeTerm(read.slice(0, -1), last.start, cursor, vocabulary);
  if (last?.kind === 'string' && isTouching) return null;
  return completeFresh(read, cursor, vocabulary);
}

/** An open quote is a value that is being typed; a word after a label is an operator that is being typed. */
function completeBroken(
  text: string,
  cursor: number,
  before: readonly Token[],
  position: number,
  vocabulary: Vocabulary,
): Completions | null {
  const rest = text.slice(position, cursor);
  if (/^["']/.test(rest)) return completeValue(before, position, cursor, vocabulary, rest.charAt(0));
  const isOperator = before.at(-1)?.kind === 'label' && /^(?:[a-z]+[ \t]*[a-z]*|[=!])$/.test(rest);
  return isOperator ? offer(position, cursor, operators) : null;
}

function completeFresh(read: readonly Token[], cursor: number, vocabulary: Vocabulary): Completions | null {
  switch (read.at(-1)?.kind) {
    case 'label':
      return isInHas(read) ? offer(cursor, cursor, [closing]) : offer(cursor, cursor, operators);
    case 'in':
    case 'not-in':
      return offer(cursor, cursor, [{ label: '{ … }', insert: '{}', kind: 'operator', count: null, back: 1 }]);
    case '==':
    case '!=':
    case 'contains':
    case 'starts-with':
    case 'ends-with':
    case '{':
    case ',':
      return completeValue(read, cursor, cursor, vocabulary, '');
    case 'string':
    case ')':
    case '}':
      return offer(cursor, cursor, isInSet(read) ? [] : connectors);
    default:
      return completeTerm(read, cursor, cursor, vocabulary);
  }
}

/** The start of a term, or the label in `has(`. */
function completeTerm(before: readonly Token[], from: number, to: number, { keys }: Vocabulary): Completions | null {
  const isInside = before.at(-1)?.kind === 'has(';
  const labels = keys.map(({ text, count }): Completion => ({
    label: text,
    insert: text,
    kind: 'key',
    count,
    back: 0,
  }));
  return offer(from, to, isInside ? labels : [...labels, ...functions]);
}

/** @param quote that is written already; '' where none is */
function completeValue(
  before: readonly Token[],
  from: number,
  to: number,
  { values }: Vocabulary,
  quote: string,
): Completions | null {
  const label = before.findLast(({ kind }) => kind === 'label');
  const known = label === undefined ? [] : (values.get(label.value) ?? []);
  const used = new Set(isInSet(before) ? stringsOfSet(before) : []);
  const options = known
    .filter(({ text }) => !used.has(text))
    .flatMap(({ text, count }): readonly Completion[] => {
      const quoted = quotedBy(text, quote === '' ? '"' : quote);
      return quoted === null ? [] : [{ label: text, insert: quoted, kind: 'value', count, back: 0 }];
    });
  return offer(from, to, options);
}

/** Nothing escapes a quote in a selector: a value with both kinds can't be written (R2.4). */
function quotedBy(text: string, quote: string): string | null {
  const other = quote === '"' ? "'" : '"';
  if (!text.includes(quote)) return `${quote}${text}${quote}`;
  return text.includes(other) ? null : `${other}${text}${other}`;
}

function isInSet(tokens: readonly Token[]): boolean {
  const opened = tokens.findLastIndex(({ kind }) => kind === '{');
  return opened > tokens.findLastIndex(({ kind }) => kind === '}');
}

function isInHas(tokens: readonly Token[]): boolean {
  return tokens.at(-2)?.kind === 'has(';
}

function stringsOfSet(tokens: readonly Token[]): readonly string[] {
  const opened = tokens.findLastIndex(({ kind }) => kind === '{');
  return tokens.slice(opened).flatMap(({ kind, value }) => (kind === 'string' ? [value] : []));
}

function offer(from: number, to: number, options: readonly Completion[]): Completions | null {
  return options.length === 0 ? null : { from, to, options };
}

function word(label: string, insert: string, back: number, kind: 'function' | 'operator'): Completion {
  return { label, insert, kind, count: null, back };
}

const closing = word(')', ')', 0, 'operator');
const functions: readonly Completion[] = [
  word('has(…)', 'has()', 1, 'function'),
  word('all()', 'all()', 0, 'function'),
  word('global()', 'global()', 0, 'function'),
];
const operators: readonly Completion[] = [
  word('==', '== ', 0, 'operator'),
  word('!=', '!= ', 0, 'operator'),
  word('in {…}', 'in {}', 1, 'operator'),
  word('not in {…}', 'not in {}', 1, 'operator'),
  word('contains', 'contains ', 0, 'operator'),
  word('starts with', 'starts with ', 0, 'operator'),
  word('ends with', 'ends with ', 0, 'operator'),
];
const connectors: readonly Completion[] = [word('&&', '&& ', 0, 'operator'), word('||', '|| ', 0, 'operator')];
