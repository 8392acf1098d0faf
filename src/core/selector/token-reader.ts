import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';

/** What both languages of ours, selectors and find expressions, are read from. */
interface Readable {
  readonly kind: string;
  /** Where it begins in the text. */
  readonly start: number;
}

export interface ReadFailure {
  /** Offset in the text. */
  readonly position: number;
  readonly message: string;
}

/** Tokens, the last of them `end`, and how far they are read. */
export class TokenReader<Token extends Readable> {
  readonly #tokens: readonly Token[];
  readonly #describe: (token: Token) => string;
  #index = 0;

  /** @param describe a token as a message names it */
  constructor(tokens: readonly Token[], describe: (token: Token) => string) {
    this.#tokens = tokens;
    this.#describe = describe;
  }

  // The last token is `end`, which nobody takes.
  get current(): Token {
    return this.#tokens[this.#index] as Token;
  }

  get kind(): Token['kind'] {
    return this.current.kind;
  }

  take(): Token {
    const token = this.current;
    this.#index += 1;
    return token;
  }

  takeIf(kind: Token['kind']): boolean {
    const isNext = this.kind === kind;
    if (isNext) this.#index += 1;
    return isNext;
  }

  /** @param expectation a clause, to which what was found instead is added */
  fail(expectation: string): { readonly ok: false; readonly error: ReadFailure } {
    return err({ position: this.current.start, message: `${expectation}, found ${this.#describe(this.current)}` });
  }
}

/** Operands between separators; one alone is itself. */
export function readChain<Tree, Token extends Readable>(
  reader: TokenReader<Token>,
  { kind, separator }: { readonly kind: 'and' | 'or'; readonly separator: Token['kind'] },
  readOperand: () => Result<Tree, ReadFailure>,
): Result<Tree | { readonly kind: 'and' | 'or'; readonly operands: readonly Tree[] }, ReadFailure> {
  const first = readOperand();
  if (!first.ok || reader.kind !== separator) return first;
  const operands = [first.value];
  while (reader.takeIf(separator)) {
    const operand = readOperand();
    if (!operand.ok) return operand;
    operands.push(operand.value);
  }
  return ok({ kind, operands });
}

/** Two signs cancel each other, as in Calico's own tree. */
export function readNegated<Tree, Token extends Readable>(
  reader: TokenReader<Token>,
  sign: Token['kind'],
  readOperand: () => Result<Tree, ReadFailure>,
): Result<Tree | { readonly kind: 'not'; readonly operand: Tree }, ReadFailure> {
  let negated = false;
  while (reader.takeIf(sign)) negated = !negated;
  const operand = readOperand();
  return operand.ok && negated ? ok({ kind: 'not', operand: operand.value }) : operand;
}
