import type { ResourceId } from '../model/ids.ts';
import type { CalicoPolicy, KubeNetworkPolicy, UnmodelledPolicy } from '../model/policy.ts';
import type { Severity } from '../model/problem.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { calicoVersions } from '../model/settings.ts';
import type { AddressBook } from './address-book.ts';
import type { Census } from './census.ts';
import { Inquiry } from './inquiry.ts';
import { lowerCalicoPolicy } from './lower-calico-policy.ts';
import { lowerClusterPolicy, rulesWithImpossiblePorts } from './lower-cluster-policy.ts';
import { lowerKubePolicy } from './lower-kube-policy.ts';
import type { StagedView } from './staged.ts';
import { knowsStaged, policiesInForce } from './staged.ts';
import { resolveTiers, sortPolicies } from './order.ts';
import type { LoweredPolicy, ResolvedTier, RulesetProblem } from './ruleset.ts';

export interface LoweredPolicies {
  /** In the order of evaluation. */
  readonly policies: readonly LoweredPolicy[];
  readonly tiers: readonly ResolvedTier[];
  /** One for each policy. */
  readonly inquiries: readonly Inquiry[];
  readonly problems: readonly RulesetProblem[];
}

/** What a policy was lowered to, by the object; good for other books that give the same answers. */
export type LoweredPolicyMemory = WeakMap<
  CalicoPolicy | KubeNetworkPolicy | UnmodelledPolicy,
  { readonly version: CalicoVersion; readonly lowered: LoweredPolicy; readonly inquiry: Inquiry }
>;

/** Lowers every policy that the Calico version enforces, and says which it does not and why. */
export function lowerPolicies(
  census: Census,
  version: CalicoVersion,
  book: AddressBook,
  staged: StagedView,
  memory: LoweredPolicyMemory,
): LoweredPolicies {
  const { calico, kube } = policiesInForce(census, staged, version);
  const cluster = census.clusterPolicies.filter(
    ({ entity }) => isEnforced(entity, version) && entity.ignoredFor === null,
  );
  const inquiries: Inquiry[] = [];
  const lowerOnce = (
    policy: CalicoPolicy | KubeNetworkPolicy | UnmodelledPolicy,
    lowerBy: (inquiry: Inquiry) => LoweredPolicy,
  ): LoweredPolicy => {
    const known = memory.get(policy);
    const isGood = known?.version === version && known.inquiry.holdsFor(book);
    const inquiry = isGood ? known.inquiry : new Inquiry(book);
    const lowered = isGood ? known.lowered : lowerBy(inquiry);
    if (!isGood) memory.set(policy, { version, lowered, inquiry });
    inquiries.push(inquiry);
    return lowered;
  };
  const lowered = [
    ...calico.map((policy) => lowerOnce(policy, (inquiry) => lowerCalicoPolicy(policy, version, inquiry))),
    ...kube.map((policy) => lowerOnce(policy, (inquiry) => lowerKubePolicy(policy, version, inquiry))),
    ...cluster.map(({ entity, manifest }) =>
      lowerOnce(entity, (inquiry) => lowerClusterPolicy(entity, manifest, version, inquiry)),
    ),
  ];
  const tiers = resolveTiers(
    census.tiers,
    lowered.map(({ tier }) => tier),
    version,
  );
  const policies = sortPolicies(lowered, tiers);
  return {
    policies,
    tiers,
    inquiries,
    problems: [
      ...problemsOf(policies),
      ...notEnforced(census, version),
      ...cluster.flatMap(impossiblePorts),
      ...stagedProblems(census, version, staged),
    ],
  };
}

/** R1.1: the versions that know a kind. */
export function isEnforced({ manifestKind }: UnmodelledPolicy, version: CalicoVersion): boolean {
  const at = (other: CalicoVersion): number => calicoVersions.indexOf(version) - calicoVersions.indexOf(other);
  switch (manifestKind) {
    case 'ClusterNetworkPolicy':
      return at('3.32') >= 0;
    case 'AdminNetworkPolicy':
      return at('3.31') <= 0;
    case 'BaselineAdminNetworkPolicy':
      return at('3.30') >= 0 && at('3.31') <= 0;
  }
}

const ignoredSentences = {
  tier: 'its tier is neither Admin nor Baseline',
  subject: 'it has no subject',
} as const;

function notEnforced(census: Census, version: CalicoVersion): readonly RulesetProblem[] {
  const unknown = census.clusterPolicies
    .filter(({ entity }) => !isEnforced(entity, version))
    .map(({ entity }) =>
      problem(
        entity.id,
        'error',
        'KIND-NOT-ENFORCED',
        `Calico ${version} does not enforce ${entity.manifestKind}; ${entity.name} changes nothing.`,
      ),
    );
  const ignored = census.clusterPolicies
    .filter(({ entity }) => isEnforced(entity, version) && entity.ignoredFor !== null)
    .map(({ entity }) =>
      problem(
        entity.id,
        'error',
        'POLICY-IGNORED',
        `Calico ignores ${entity.name}: ${ignoredSentences[entity.ignoredFor ?? 'tier']}.`,
      ),
    );
  return [...unknown, ...ignored];
}

function impossiblePorts({ entity, manifest }: Census['clusterPolicies'][number]): readonly RulesetProblem[] {
  return rulesWithImpossiblePorts(entity, manifest).map(({ direction, index }) => ({
    resource: entity.id,
    finding: {
      severity: 'error',
      code: 'RULE-FAILS-CLOSED',
      message: `A port range in ${direction} rule ${index + 1} of ${entity.name} ends before it begins: Calico drops the rule if it allows, and denies everything in its place if it does not.`,
      path: ['spec', direction, index],
    },
  }));
}

function stagedProblems(census: Census, version: CalicoVersion, view: StagedView): readonly RulesetProblem[] {
  const policies: readonly (CalicoPolicy | KubeNetworkPolicy)[] = [...census.calicoPolicies, ...census.kubePolicies];
  const staged = policies.filter((policy) => policy.staged);
  if (!knowsStaged(version))
    return staged.map(({ id, name }) =>
      problem(id, 'error', 'KIND-NOT-ENFORCED', `Calico ${version} knows no staged policies; ${name} changes nothing.`),
    );
  if (view === 'enforced') return [];
  return staged.map(({ id, name }) =>
    problem(
      id,
      'info',
      'STAGED-NOT-ENFORCED',
      `${name} is staged: it changes no verdict unless staged policies are judged as enforced.`,
    ),
  );
}

function problemsOf(policies: readonly LoweredPolicy[]): readonly RulesetProblem[] {
  return policies.flatMap((policy) => [...invalid(policy), ...notModelled(policy)]);
}

function invalid(policy: LoweredPolicy): readonly RulesetProblem[] {
  if (policy.undecided === null) return [];
  const message = 'This policy has errors, so it cannot be evaluated: what reaches it stays undecided.';
  return [problem(policy.resource, 'error', 'POLICY-NOT-EVALUATED', message)];
}

function notModelled(policy: LoweredPolicy): readonly RulesetProblem[] {
  const matches = [...policy.rules.ingress, ...policy.rules.egress].flatMap((rule) => rule.matches);
  const problems: RulesetProblem[] = [];
  if (matches.some(({ undecided }) => undecided === 'invalid-policy'))
    problems.push(
      problem(
        policy.resource,
        'error',
        'POLICY-NOT-EVALUATED',
        'A rule of this policy cannot be read: what reaches it stays undecided.',
      ),
    );
  return problems;
}

function problem(resource: ResourceId, severity: Severity, code: string, message: string): RulesetProblem {
  return { resource, finding: { severity, code, message, path: [] } };
}
