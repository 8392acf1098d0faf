import { unreachable } from '../result.ts';
import type { Selector } from './ast.ts';
import { selectAll } from './ast.ts';

/** Every label gets `prefix` in front: `pcns.` for labels of the namespace, `pcsa.` for those of the service account (R3.11). */
export function withLabelPrefix(selector: Selector, prefix: string): Selector {
  return mapTerms(selector, (term) => ('label' in term ? { ...term, label: prefix + term.label } : term));
}

/** Every `all()` becomes `replacement`, wherever it stands (R3.11, R3.12). */
export function replaceAllTerm(selector: Selector, replacement: Selector): Selector {
  return mapTerms(selector, (term) => (term.kind === 'all' ? replacement : term));
}

/** Every `global()` becomes `replacement` (R3.12). */
export function replaceGlobalTerm(selector: Selector, replacement: Selector): Selector {
  return mapTerms(selector, (term) => (term.kind === 'global' ? replacement : term));
}

/**
 * What all `selectors` select; none restricts nothing. An `all()` among them is kept, since `replaceAllTerm` may give it
 * another meaning later.
 */
export function andOf(selectors: readonly Selector[]): Selector {
  const [first, ...more] = selectors;
  if (first === undefined) return selectAll;
  return more.length === 0 ? first : { kind: 'and', operands: selectors };
}

/** A selector without operands of its own. */
export type Term = Exclude<Selector, { readonly kind: 'not' | 'and' | 'or' }>;

/** The same selector with every term replaced. */
export function mapTerms(selector: Selector, replace: (term: Term) => Selector): Selector {
  switch (selector.kind) {
    case 'not':
      return { kind: 'not', operand: mapTerms(selector.operand, replace) };
    case 'and':
    case 'or':
      return { kind: selector.kind, operands: selector.operands.map((operand) => mapTerms(operand, replace)) };
    case 'all':
    case 'global':
    case 'has':
    case 'compare':
    case 'in':
    case 'not-in':
      return replace(selector);
    default:
      return unreachable(selector);
  }
}
