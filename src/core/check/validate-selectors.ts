import type { Field } from '../manifest/field-reader.ts';
import type { Selector } from '../selector/ast.ts';

/** R8.40. */
export const maxSelectorLength = 1024;

/** R8.13. */
export function refuseGlobal(selector: Selector | null, field: Field): void {
  if (selector !== null && mentionsGlobal(selector))
    field.error('SELECTOR-GLOBAL', `${field.label} uses global(), which only the namespaceSelector of a rule may.`);
}

export function mentionsGlobal(selector: Selector): boolean {
  switch (selector.kind) {
    case 'global':
      return true;
    case 'not':
      return mentionsGlobal(selector.operand);
    case 'and':
    case 'or':
      return selector.operands.some(mentionsGlobal);
    default:
      return false;
  }
}
