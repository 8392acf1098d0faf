import type { LoweredPolicy, TierRun } from '../../policy/ruleset.ts';
import type { LintFinding } from '../lint.ts';
import { lintFinding, listed, policyTitle } from './lint-words.ts';
import { ruleKey, type ProgramUse, type RuleUse } from './rule-use.ts';
import type { EnforcedPolicy } from './written-policies.ts';

/** R4.20. */
const orderOfKubePolicies = 1000;

/** A Calico policy that lets through what NetworkPolicies left unmatched and their users take for denied. */
interface Rescue {
  readonly by: EnforcedPolicy;
  readonly path: readonly (string | number)[];
  readonly isolating: Set<EnforcedPolicy>;
}

/** KNP-RESCUED: NetworkPolicies are not the last word in their tier (R4.20). */
export function rescuedFindings(policies: readonly EnforcedPolicy[], { programs }: RuleUse): readonly LintFinding[] {
  const byLowered = new Map(policies.map((written) => [written.lowered, written]));
  const rescues = new Map<LoweredPolicy, Rescue>();
  for (const use of programs.values()) {
    const run = use.program.tiers.find(({ tier }) => tier === 'default');
    if (run !== undefined) noteRescues(run, use, byLowered, rescues);
  }
  return [...rescues.values()].map(rescueFinding);
}

function noteRescues(
  run: TierRun,
  { program: { direction }, taken }: ProgramUse,
  byLowered: ReadonlyMap<LoweredPolicy, EnforcedPolicy>,
  rescues: Map<LoweredPolicy, Rescue>,
): void {
  const written = run.policies.flatMap((policy) => byLowered.get(policy) ?? []);
  const isolating = written.filter(({ policy }) => policy.kind === 'kube-network-policy');
  if (isolating.length === 0) return;
  for (const by of written) {
    const { order, resource, rules } = by.lowered;
    if (by.policy.kind !== 'calico-policy' || (order ?? Infinity) <= orderOfKubePolicies) continue;
    const allowing = rules[direction].find(
      ({ action, index }) => action === 'allow' && taken.has(ruleKey(resource, direction, index)),
    );
    if (allowing === undefined) continue;
    const path = ['spec', direction, allowing.index];
    const rescue = rescues.get(by.lowered) ?? { by, path, isolating: new Set() };
    for (const one of isolating) rescue.isolating.add(one);
    rescues.set(by.lowered, rescue);
  }
}

function rescueFinding({ by, path, isolating }: Rescue): LintFinding {
  const order = by.lowered.order === null ? 'without order' : `with order ${by.lowered.order.toLocaleString('en')}`;
  const isolated = listed([...isolating].map(({ policy }) => policyTitle(policy)));
  return lintFinding('warning', 'KNP-RESCUED', [by.policy.id, path], {
    fact: `${policyTitle(by.policy)}, ${order}, allows traffic that ${isolated} would leave denied`,
    advice:
      'NetworkPolicies have the order 1,000 and are not the last word in tier default, so move it before them or narrow it if that is not meant',
  });
}
