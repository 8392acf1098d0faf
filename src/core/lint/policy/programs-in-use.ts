import type { Direction } from '../../model/policy.ts';
import type { LoweredPolicy, Program, Ruleset } from '../../policy/ruleset.ts';

/** Every list of policies that some endpoint of the design is judged by, each once. */
export function programsInUse({ parties, guards }: Ruleset): readonly Program[] {
  const ofPods = parties.flatMap((party) =>
    party.kind === 'pod' ? [party.workload.programs.ingress, party.workload.programs.egress] : [],
  );
  const ofHosts = guards.flatMap(({ normal, forward, prednat, untracked }) => [
    normal.ingress,
    normal.egress,
    forward.ingress,
    forward.egress,
    prednat,
    untracked.ingress,
    untracked.egress,
  ]);
  return [...new Map([...ofPods, ...ofHosts].map((program) => [program.id, program])).values()];
}

/** Policies of one tier that are asked one after the other, in their order. */
export interface PolicyRun {
  readonly tier: string;
  readonly direction: Direction;
  readonly policies: readonly LoweredPolicy[];
}

/** The runs of the programs in use; in a design without endpoints, of all policies, as any of them may meet. */
export function policyRuns(ruleset: Ruleset): readonly PolicyRun[] {
  const programs = programsInUse(ruleset);
  if (programs.length > 0)
    return programs.flatMap(({ direction, tiers }) =>
      tiers.map(({ tier, policies }) => ({ tier, direction, policies })),
    );
  return ruleset.tiers.flatMap(({ name }) =>
    (['ingress', 'egress'] as const).map((direction) => ({
      tier: name,
      direction,
      policies: ruleset.policies.filter(({ tier, directions }) => tier === name && directions.includes(direction)),
    })),
  );
}
