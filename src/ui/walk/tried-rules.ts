import type { Manifest } from '../../core/model/document.ts';
import { isJsonArray, valueAt } from '../../core/model/json.ts';
import { ruleDialectOf, ruleWords } from '../../core/policy/rule-dialect.ts';
import type { StationRow } from '../../core/walk/station-rows.ts';
import { rulePath } from '../inspector/rules/rule-fields.ts';

/** A rule with what it says, as it is written. */
export interface TriedRule {
  readonly rule: number;
  readonly words: string;
}

/**
 * The first of the rules that were asked in vain, in words: what a packet would have had to be.
 *
 * @param manifest undefined: the policy is gone since; then there are none
 */
export function triedRules(
  manifest: Manifest | undefined,
  { direction, rules }: Extract<StationRow, { readonly kind: 'tried' }>,
  most: number,
): readonly TriedRule[] {
  const dialect = ruleDialectOf(manifest);
  const list = manifest === undefined ? undefined : valueAt(manifest, rulePath(direction));
  if (dialect === null || !isJsonArray(list)) return [];
  return rules.slice(0, most).map((rule) => {
    const { action, rest } = ruleWords(dialect, list[rule], direction);
    return { rule, words: `${action} ${rest}`.trim() };
  });
}
