import { unreachable } from '../result.ts';
import { arrowFields, arrowFlags, elementFields, elementFlags } from './expression.ts';
import type { ArrowEnd, ArrowTest, ElementTest, Expression, Match } from './expression.ts';
import { isPlainWord } from './tokenize-expression.ts';

/** @returns text that `parseExpression` reads back to the same tree */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'element':
      return printElementTest(expression.end, expression.test);
    case 'arrow':
      return printArrowTest(expression.test);
    case 'not':
      return `not ${operand(expression.operand)}`;
    case 'and':
    case 'or':
      return expression.operands.map(operand).join(` ${expression.kind} `);
    default:
      return unreachable(expression);
  }
}

function operand(expression: Expression): string {
  const text = printExpression(expression);
  return expression.kind === 'and' || expression.kind === 'or' || expression.kind === 'not' ? `(${text})` : text;
}

function printElementTest(end: ArrowEnd | null, test: ElementTest): string {
  const prefix = end === null ? '' : `${end}.`;
  switch (test.on) {
    case 'word':
      return isReserved(test.text) ? quoted(test.text) : printValue(test.text);
    case 'flag':
      return `${prefix}${test.flag}`;
    case 'field':
      return `${end !== null && test.field === 'id' ? end : `${prefix}${test.field}`} ${printMatch(test.match)}`;
    case 'label': {
      const label = isPlainWord(test.key) ? `${prefix}label:${test.key}` : `${prefix}label ${quoted(test.key)}`;
      return test.match === 'present' ? label : `${label} ${printMatch(test.match)}`;
    }
    default:
      return unreachable(test);
  }
}

function printArrowTest(test: ArrowTest): string {
  switch (test.on) {
    case 'flag':
      return test.flag;
    case 'field':
      return `${test.field} ${printMatch(test.match)}`;
    case 'port': {
      const [first] = test.queries;
      if (test.queries.length === 1 && first !== undefined) return `port ${test.negated ? '!=' : '='} ${first.text}`;
      return `port ${test.negated ? 'not in' : 'in'} (${test.queries.map(({ text }) => text).join(', ')})`;
    }
    default:
      return unreachable(test);
  }
}

function printMatch(match: Match): string {
  return 'value' in match
    ? `${match.operator} ${printValue(match.value)}`
    : `${match.operator} (${match.values.map(printValue).join(', ')})`;
}

/** A value as it has to be written. */
export function printValue(text: string): string {
  return isPlainWord(text) ? text : quoted(text);
}

/** Backslashes protect what would end the text. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const reserved = new Set<string>([
  ...elementFields,
  ...elementFlags,
  ...arrowFields,
  ...arrowFlags,
  'from',
  'to',
  'port',
  'label',
]);

function isReserved(word: string): boolean {
  return reserved.has(word) || /^(?:from\.|to\.|label:)/.test(word);
}
