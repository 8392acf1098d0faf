import type { ResourceId } from '../../model/ids.ts';
import type { Ruleset } from '../../policy/ruleset.ts';
import type { LintFinding } from '../lint.ts';
import { lintFinding, policyTitle, ruleTitle } from './lint-words.ts';
import type { RuleReport } from './rule-report.ts';
import { ruleKey, type ProgramUse } from './rule-use.ts';
import type { EnforcedPolicy } from './written-policies.ts';

/** Policies and whole tiers before which everything is decided, for all whom they select (R9.3). */
export function unreachableFindings(
  { tiers }: Ruleset,
  policies: readonly EnforcedPolicy[],
  report: RuleReport,
): readonly LintFinding[] {
  const asked = policies.filter(({ policy }) => report.usesOf(policy.id).length > 0);
  const byId = new Map(policies.map((written) => [written.policy.id, written]));
  return tiers.flatMap(({ name, resource }) => {
    const inTier = asked.filter(({ lowered }) => lowered.tier === name);
    const unreached = inTier.filter((written) => !report.isReached(written));
    const [first] = unreached;
    if (first === undefined) return [];
    if (resource !== null && unreached.length === inTier.length)
      return [tierFinding(resource, name, deciderBefore(first, byId, report))];
    return unreached.map((written) => policyFinding(written, deciderBefore(written, byId, report)));
  });
}

function tierFinding(resource: ResourceId, tier: string, decider: string): LintFinding {
  return lintFinding('warning', 'TIER-UNREACHABLE', [resource, []], {
    fact: `No traffic of this design reaches tier ${tier}: for all whom its policies select, ${decider} decides before`,
    advice: 'Give it a lower order, or make what comes before pass on what it is to judge',
  });
}

function policyFinding({ policy, lowered }: EnforcedPolicy, decider: string): LintFinding {
  return lintFinding('warning', 'POLICY-UNREACHABLE', [policy.id, []], {
    fact: `No traffic of this design reaches ${policyTitle(policy)} in tier ${lowered.tier}: for all whom it selects, ${decider} decides before`,
    advice: 'Put it before that, or remove it if that is meant',
  });
}

/** What takes the last of the traffic before a policy, in one of the places where it is asked. */
function deciderBefore(
  { lowered }: EnforcedPolicy,
  byId: ReadonlyMap<ResourceId, EnforcedPolicy>,
  report: RuleReport,
): string {
  const [use] = report.usesOf(lowered.resource);
  const last = use === undefined ? undefined : deciders(use, lowered.resource, byId).at(-1);
  return last ?? 'what comes first';
}

/** Ends of tiers and rules that took some for good, as far as the policy. */
function deciders(
  { program, taken, ends }: ProgramUse,
  until: ResourceId,
  byId: ReadonlyMap<ResourceId, EnforcedPolicy>,
): readonly string[] {
  const { direction } = program;
  const found: string[] = [];
  for (const { tier, atEnd, policies } of program.tiers) {
    for (const { resource, rules } of policies) {
      if (resource === until) return found;
      const written = byId.get(resource);
      const final = rules[direction].filter(
        ({ index, action }) =>
          (action === 'allow' || action === 'deny') && taken.has(ruleKey(resource, direction, index)),
      );
      if (written !== undefined) found.push(...final.map(({ index }) => ruleTitle(written.policy, direction, index)));
    }
    if (atEnd === 'deny' && ends.has(tier)) found.push(`the end of tier ${tier}`);
  }
  return found;
}
