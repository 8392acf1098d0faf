import { builtInTiers, orderOfUnorderedTier } from '../../manifest/read-tier.ts';
import { valueAt } from '../../model/json.ts';
import type { Tier } from '../../model/policy.ts';
import type { LoweredPolicy, ResolvedTier } from '../../policy/ruleset.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import { lintFinding, listed, policyTitle } from './lint-words.ts';
import { policyRuns, type PolicyRun } from './programs-in-use.ts';
import {
  isEnforcedPolicy,
  isStaged,
  selectables,
  writtenPolicies,
  type EnforcedPolicy,
  type WrittenPolicy,
} from './written-policies.ts';

/** The design's own tiers, without those that every cluster has. */
function ownTiers({ entities, settings }: LintInput): readonly Tier[] {
  const builtIn = new Set(builtInTiers(settings.calicoVersion).map(({ name }) => name));
  return [...entities.values()].filter((entity) => entity.kind === 'tier').filter(({ name }) => !builtIn.has(name));
}

function isWithoutOrder({ resources }: LintInput, { id }: Tier): boolean {
  return (valueAt(resources[id]?.manifest, ['spec', 'order']) ?? null) === null;
}

/** TIER-NIL-ORDER: no order is not last (R1.7). */
export const tiersWithoutOrder: Lint = (input) =>
  ownTiers(input)
    .filter((tier) => isWithoutOrder(input, tier))
    .map((tier) =>
      lintFinding('warning', 'TIER-NIL-ORDER', [tier.id, ['spec']], {
        fact: `Tier ${tier.name} has no order, which Calico reads as ${orderOfUnorderedTier.toLocaleString('en')}, the order of tier default`,
        advice: 'It does not come last but beside default, by name, so give it the order that is meant',
      }),
    );

/** TIER-ORDER-TIE: names decide which tier comes first (R4.1). */
export const tiedTiers: Lint = (input) => {
  const own = new Map(ownTiers(input).map((tier) => [tier.name, tier]));
  const groups = new Map<number, ResolvedTier[]>();
  for (const tier of input.ruleset.tiers)
    if (tier.order !== null) groups.set(tier.order, [...(groups.get(tier.order) ?? []), tier]);
  return [...groups].flatMap(([order, group]) => {
    const unordered = group.filter(({ name }) => isUnordered(input, own.get(name)));
    // That one without order ties with default is said already.
    const tied = unordered.length < 2 ? group.filter((tier) => !unordered.includes(tier)) : group;
    const last = tied.flatMap(({ name }) => own.get(name) ?? []).at(-1);
    return tied.length < 2 || last === undefined ? [] : [tierTie(input, order, tied, last)];
  });
};

function isUnordered(input: LintInput, tier: Tier | undefined): boolean {
  return tier !== undefined && isWithoutOrder(input, tier);
}

function tierTie({ ruleset }: LintInput, order: number, tied: readonly ResolvedTier[], { id }: Tier): LintFinding {
  const names = tied.map(({ name }) => name);
  const filled = names.filter((name) => ruleset.policies.some(({ tier }) => tier === name));
  return lintFinding(filled.length > 1 ? 'warning' : 'info', 'TIER-ORDER-TIE', [id, ['spec', 'order']], {
    fact: `The tiers ${listed(names)} have the same order ${order.toLocaleString('en')}, and only their names make ${names[0] ?? ''} the first`,
    advice: 'Give them different orders, so that a new name does not change what is asked first',
  });
}

/** TIER-STAGED-ONLY: a tier without a policy in force does nothing, its default action included (R4.6). */
export const stagedOnlyTiers: Lint = (input) => {
  const written = writtenPolicies(input);
  const staged = written.filter(({ policy }) => isStaged(policy));
  const enforced = written.filter(isEnforcedPolicy);
  const tiers = [...new Set(staged.map(({ policy }) => tierNameOf(policy)))];
  const everyone = staged.length === 0 ? [] : selectables(input);
  return tiers.flatMap((tier) => {
    const inTier = staged.filter(({ policy }) => tierNameOf(policy) === tier);
    const inForce = enforced.filter(({ lowered }) => lowered.tier === tier);
    const selects = (policies: readonly WrittenPolicy[]) => {
      const predicates = policies.map(({ subject }) => input.ruleset.book.predicateOf(subject));
      return ({ labels }: (typeof everyone)[number]): boolean => predicates.some((holds) => holds(labels));
    };
    const [isStagedFor, isEnforcedFor] = [selects(inTier), selects(inForce)];
    const names = everyone.filter((one) => isStagedFor(one) && !isEnforcedFor(one)).map(({ name }) => name);
    const [first] = inTier;
    return names.length === 0 || first === undefined ? [] : [stagedOnly(tier, first, names)];
  });
};

function stagedOnly(tier: string, { policy }: WrittenPolicy, names: readonly string[]): LintFinding {
  return lintFinding('info', 'TIER-STAGED-ONLY', [policy.id, ['spec', 'tier']], {
    fact: `Tier ${tier} has only staged policies for ${listed(names)}, such as ${policyTitle(policy)}`,
    advice: 'Until one is enforced the tier does nothing for them, not even at its end',
  });
}

function tierNameOf(policy: WrittenPolicy['policy']): string {
  return policy.kind === 'kube-network-policy' ? 'default' : policy.tier;
}

/** POL-ORDER-TIE and CNP-PRIORITY-TIE: names decide between policies that do not say the same (R4.2, R7.10). */
export const tiedPolicies: Lint = (input) => {
  const known = new Map(
    writtenPolicies(input)
      .filter(isEnforcedPolicy)
      .map((found) => [found.lowered, found]),
  );
  const rank = new Map(input.ruleset.policies.map((policy, index) => [policy, index]));
  const ties = new Map<string, Set<LoweredPolicy>>();
  for (const run of policyRuns(input.ruleset))
    for (const group of equalOrders(run)) {
      const isPriority = group.every((policy) => known.get(policy)?.policy.kind === 'unmodelled-policy');
      if (!isPriority && !canDisagree(group, run)) continue;
      const key = JSON.stringify([run.tier, group[0]?.order, isPriority]);
      ties.set(key, new Set([...(ties.get(key) ?? []), ...group]));
    }
  return [...ties.values()].flatMap((tie) => {
    const inOrder = [...tie].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
    const found = inOrder.flatMap((policy) => known.get(policy) ?? []);
    const second = found[1];
    return second === undefined ? [] : [policyTie(found, second)];
  });
};

/** Neighbours in a run that have the same order. */
function equalOrders({ policies }: PolicyRun): readonly (readonly LoweredPolicy[])[] {
  const groups = new Map<number | null, LoweredPolicy[]>();
  for (const policy of policies) groups.set(policy.order, [...(groups.get(policy.order) ?? []), policy]);
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Policies that all do the same with what they match come to the same in any order. */
function canDisagree(group: readonly LoweredPolicy[], { direction }: PolicyRun): boolean {
  const actions = group.map(({ rules }) => rules[direction].map(({ action }) => action).filter((one) => one !== 'log'));
  const speaking = actions.filter((list) => list.length > 0);
  return speaking.length > 1 && new Set(speaking.flat()).size > 1;
}

function policyTie(found: readonly EnforcedPolicy[], second: EnforcedPolicy): LintFinding {
  const { order, tier } = second.lowered;
  const titles = found.map(({ policy }) => policyTitle(policy));
  const inTurn = titles.length > 4 ? listed(titles) : titles.join(', then ');
  if (found.every(({ policy }) => policy.kind === 'unmodelled-policy'))
    return lintFinding('warning', 'CNP-PRIORITY-TIE', [second.policy.id, ['spec', 'priority']], {
      fact: `${listed(titles)} have the same priority ${order ?? ''} in tier ${tier} and pods in common; Calico asks them by name: ${inTurn}`,
      advice: 'The API leaves open which comes first, so give them different priorities',
    });
  const same = order === null ? 'no order' : `the same order ${order.toLocaleString('en')}`;
  return lintFinding('warning', 'POL-ORDER-TIE', [second.policy.id, ['spec', 'order']], {
    fact: `${listed(titles)} have ${same} in tier ${tier} and do not do the same; only their names decide: ${inTurn}`,
    advice: 'Give them different orders, so that a new name does not change what is allowed',
  });
}
