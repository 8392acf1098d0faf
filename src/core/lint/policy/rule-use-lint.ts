import type { ResourceId } from '../../model/ids.ts';
import type { LintFinding, StepLint } from '../lint.ts';
import { duplicatePolicies, type Duplicate } from './duplicate-policies.ts';
import { lintFinding, policyTitle } from './lint-words.ts';
import { rescuedFindings } from './rescued-traffic.ts';
import { ruleFindings } from './rule-findings.ts';
import { RuleReport } from './rule-report.ts';
import { useOfRules } from './rule-use.ts';
import { shadowedRules } from './shadowed-rules.ts';
import { unreachableFindings } from './unreachable-policies.ts';
import { isEnforcedPolicy, writtenPolicies } from './written-policies.ts';

/** Rules, policies and tiers that never decide (semantics.md 9.3), and what is learnt on the way to know it. */
export const ruleUseLint: StepLint = function* (input) {
  const policies = writtenPolicies(input).filter(isEnforcedPolicy);
  if (policies.length === 0) return [];
  const duplicates = duplicatePolicies(policies);
  const shadowed = yield* shadowedRules(policies);
  const use = yield* useOfRules(input.ruleset);
  const report = new RuleReport(input.ruleset, policies, use);
  const isDuplicate = new Set<ResourceId>(duplicates.map(({ duplicate }) => duplicate.policy.id));
  const others = policies.filter(({ policy }) => !isDuplicate.has(policy.id));
  return [
    ...duplicates.map(duplicateFinding),
    ...unreachableFindings(input.ruleset, others, report),
    ...(yield* ruleFindings(input.ruleset, others, shadowed, report)),
    ...rescuedFindings(policies, use),
  ];
};

function duplicateFinding({ duplicate, original }: Duplicate): LintFinding {
  return lintFinding('warning', 'POLICY-DUPLICATE', [duplicate.policy.id, []], {
    fact: `${policyTitle(duplicate.policy)} says just what ${policyTitle(original.policy)} says: the same endpoints, tier, directions and rules`,
    advice: 'Remove one of the two, or mend the one that was meant otherwise',
  });
}
