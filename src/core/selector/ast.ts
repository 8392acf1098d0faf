/** A Calico selector as a tree (semantics.md section 2). Inside the program a selector is never text. */
export type Selector =
  | { readonly kind: 'all' }
  /** Like `all` in the raw language (R2.9); means "no namespace" in an entity's namespaceSelector (R3.12). */
  | { readonly kind: 'global' }
  | { readonly kind: 'has'; readonly label: string }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly label: string; readonly value: string }
  | { readonly kind: 'in' | 'not-in'; readonly label: string; readonly values: readonly string[] }
  | { readonly kind: 'not'; readonly operand: Selector }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Selector[] };

export type CompareOperator = '==' | '!=' | 'contains' | 'starts-with' | 'ends-with';

export const selectAll: Selector = { kind: 'all' };
