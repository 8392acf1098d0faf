import { unreachable } from '../result.ts';
import type { CompareOperator, Selector } from './ast.ts';
import type { Labels } from './labels.ts';

export type LabelsPredicate = (labels: Labels) => boolean;

/** Whether a selector holds for one label map (R2.8); for many maps `compileSelector` is faster. */
export function selectorMatches(selector: Selector, labels: Labels): boolean {
  return compileSelector(selector)(labels);
}

/** @returns a function that says for a label map whether `selector` holds (R2.8, R2.9); it is called millions of times */
export function compileSelector(selector: Selector): LabelsPredicate {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return () => true;
    case 'has':
      return (labels) => labels.has(selector.label);
    case 'compare':
      return compileComparison(selector.operator, selector.label, selector.value);
    case 'in': {
      const values = new Set(selector.values);
      return (labels) => isOneOf(values, labels.get(selector.label));
    }
    case 'not-in': {
      const values = new Set(selector.values);
      return (labels) => !isOneOf(values, labels.get(selector.label));
    }
    case 'not': {
      const operand = compileSelector(selector.operand);
      return (labels) => !operand(labels);
    }
    case 'and': {
      const operands = selector.operands.map(compileSelector);
      return (labels) => {
        for (const operand of operands) if (!operand(labels)) return false;
        return true;
      };
    }
    case 'or': {
      const operands = selector.operands.map(compileSelector);
      return (labels) => {
        for (const operand of operands) if (operand(labels)) return true;
        return false;
      };
    }
    default:
      return unreachable(selector);
  }
}

/** An absent label is in no set. */
function isOneOf(values: ReadonlySet<string>, value: string | undefined): boolean {
  return value !== undefined && values.has(value);
}

/** Of all comparisons only `!=` holds where the label is absent. */
function compileComparison(operator: CompareOperator, label: string, value: string): LabelsPredicate {
  switch (operator) {
    case '==':
      return (labels) => labels.get(label) === value;
    case '!=':
      return (labels) => labels.get(label) !== value;
    case 'contains':
      return (labels) => labels.get(label)?.includes(value) === true;
    case 'starts-with':
      return (labels) => labels.get(label)?.startsWith(value) === true;
    case 'ends-with':
      return (labels) => labels.get(label)?.endsWith(value) === true;
    default:
      return unreachable(operator);
  }
}
