import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import type { Selector } from './ast.ts';
import { selectAll } from './ast.ts';
import { readChain, readNegated, TokenReader } from './token-reader.ts';
import type { SelectorError, Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

export type { SelectorError } from './tokenize.ts';

/** Calico has no limit, but would die of a million parentheses; nobody writes this many. */
export const maxNesting = 500;

/**
 * Reads a selector (R2.1–R2.10), accepting what Calico accepts and nothing else. Blank text selects everything (R2.2).
 *
 * @returns the tree, or the first place that is wrong; never throws, whatever the text
 */
export function parseSelector(text: string): Result<Selector, SelectorError> {
  const { tokens, error } = tokenize(text);
  if (error !== null) return err(error);
  if (tokens.length === 1) return ok(selectAll);
  const reader = new TokenReader(tokens, describeToken);
  const selector = readOr(reader, 0);
  if (!selector.ok) return selector;
  return reader.kind === 'end' ? selector : reader.fail('expected &&, || or the end of the selector');
}

type Reading = Result<Selector, SelectorError>;

type Reader = TokenReader<Token>;

function describeToken(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end';
    case 'label':
      return 'a label';
    case 'string':
      return 'a quoted value';
    default:
      return token.kind.replace('-', ' ');
  }
}

function readOr(reader: Reader, nesting: number): Reading {
  return readChain(reader, { kind: 'or', separator: '||' }, () => readAnd(reader, nesting));
}

function readAnd(reader: Reader, nesting: number): Reading {
  return readChain(reader, { kind: 'and', separator: '&&' }, () =>
    readNegated(reader, '!', () => readPrimary(reader, nesting)),
  );
}

function readPrimary(reader: Reader, nesting: number): Reading {
  switch (reader.kind) {
    case 'label':
      return readComparison(reader, reader.take().value);
    case '(':
      return readGroup(reader, nesting + 1);
    case 'has(':
      return readHas(reader);
    case 'all(':
    case 'global(':
      return closed(reader, { kind: reader.take().kind === 'all(' ? 'all' : 'global' });
    default:
      return reader.fail('expected a label, has(…), all() or "("');
  }
}

function readGroup(reader: Reader, nesting: number): Reading {
  if (nesting > maxNesting) return reader.fail(`parentheses can be nested at most ${maxNesting} deep`);
  reader.take();
  const inner = readOr(reader, nesting);
  return inner.ok ? closed(reader, inner.value) : inner;
}

function readHas(reader: Reader): Reading {
  reader.take();
  if (reader.kind !== 'label') return reader.fail('expected a label after has(');
  return closed(reader, { kind: 'has', label: reader.take().value });
}

function closed(reader: Reader, selector: Selector): Reading {
  return reader.takeIf(')') ? ok(selector) : reader.fail('expected ")"');
}

function readComparison(reader: Reader, label: string): Reading {
  const kind = reader.kind;
  switch (kind) {
    case '==':
    case '!=':
    case 'contains':
    case 'starts-with':
    case 'ends-with': {
      reader.take();
      if (reader.kind !== 'string') return reader.fail(`expected a quoted value after ${kind.replace('-', ' ')}`);
      return ok({ kind: 'compare', operator: kind, label, value: reader.take().value });
    }
    case 'in':
    case 'not-in':
      reader.take();
      return readSet(reader, kind, label);
    default:
      return reader.fail('expected ==, !=, in, not in, contains, starts with or ends with after the label');
  }
}

/** `{}` and a trailing comma are legal, a comma alone is not (R2.7). */
function readSet(reader: Reader, kind: 'in' | 'not-in', label: string): Reading {
  if (!reader.takeIf('{')) return reader.fail(`expected { and a list of quoted values after ${kind.replace('-', ' ')}`);
  const values: string[] = [];
  while (reader.kind === 'string') {
    values.push(reader.take().value);
    if (!reader.takeIf(',')) break;
  }
  return reader.takeIf('}') ? ok({ kind, label, values }) : reader.fail('expected a quoted value or }');
}
