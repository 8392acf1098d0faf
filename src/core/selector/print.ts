import { unreachable } from '../result.ts';
import type { Selector } from './ast.ts';

/**
 * Calico's canonical text (R2.11): each group of `&&` or `||` in one pair of parentheses, values of a set sorted and each once.
 *
 * @returns text that `parseSelector` reads back to a selector of the same meaning
 */
export function printSelector(selector: Selector): string {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return `${selector.kind}()`;
    case 'has':
      return `has(${selector.label})`;
    case 'compare':
      return `${selector.label} ${selector.operator.replace('-', ' ')} ${quoted(selector.value)}`;
    case 'in':
    case 'not-in':
      return `${selector.label} ${selector.kind.replace('-', ' ')} {${sortedOnce(selector.values).map(quoted).join(', ')}}`;
    case 'not':
      return `!${printSelector(selector.operand)}`;
    case 'and':
    case 'or':
      return `(${selector.operands.map(printSelector).join(selector.kind === 'and' ? ' && ' : ' || ')})`;
    default:
      return unreachable(selector);
  }
}

function quoted(value: string): string {
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

function sortedOnce(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareBytewise);
}

/** UTF-8 bytes sort like code points, which UTF-16 units do not. */
function compareBytewise(a: string, b: string): number {
  const other = [...b];
  for (const [index, character] of [...a].entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
