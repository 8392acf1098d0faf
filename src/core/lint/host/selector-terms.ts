import { unreachable } from '../../result.ts';
import type { Selector } from '../../selector/ast.ts';

/** The alternatives of a selector: `a == 'x' || has(b)` has two; one that is no `||` is its own only one. */
export function alternativesOf(selector: Selector): readonly Selector[] {
  return selector.kind === 'or' ? selector.operands.flatMap(alternativesOf) : [selector];
}

/** Labels that a selector asks about, each once. */
export function labelsIn(selector: Selector): ReadonlySet<string> {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return new Set();
    case 'has':
    case 'compare':
    case 'in':
    case 'not-in':
      return new Set([selector.label]);
    case 'not':
      return labelsIn(selector.operand);
    case 'and':
    case 'or':
      return new Set(selector.operands.flatMap((operand) => [...labelsIn(operand)]));
    default:
      return unreachable(selector);
  }
}

/** Labels of which one must be there for the selector to hold, as far as it is plain to see: those of an `&&`, not of a negation. */
export function labelsNeeded(selector: Selector): ReadonlySet<string> {
  switch (selector.kind) {
    case 'has':
    case 'in':
      return new Set([selector.label]);
    case 'compare':
      return selector.operator === '!=' ? new Set() : new Set([selector.label]);
    case 'and':
      return new Set(selector.operands.flatMap((operand) => [...labelsNeeded(operand)]));
    case 'or':
      return neededByAll(selector.operands);
    case 'all':
    case 'global':
    case 'not-in':
    case 'not':
      return new Set();
    default:
      return unreachable(selector);
  }
}

/** Whatever alternative holds, one of its labels is there. */
function neededByAll(operands: readonly Selector[]): ReadonlySet<string> {
  const needed = operands.map(labelsNeeded);
  return needed.some(({ size }) => size === 0) ? new Set() : new Set(needed.flatMap((labels) => [...labels]));
}
