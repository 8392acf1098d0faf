import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Draft } from './draft.ts';
import type { CalicoWishes } from './generate-calico-policies.ts';
import { calicoPolicy, globalPolicy } from './generate-calico-policies.ts';
import { clusterPolicy } from './generate-cluster-policies.ts';
import { kubePolicy } from './generate-kube-policies.ts';
import type { Random } from './random.ts';

export interface PolicyWishes extends CalicoWishes {
  readonly clusterPolicies: boolean;
  readonly staged: boolean;
  /** Beside three others. */
  readonly fourthTier: string;
}

/** Tiers and policies of all kinds that fit together; few rules in each, so that tier ends get their turn. */
export function generatePolicies(random: Random, wishes: PolicyWishes): readonly Manifest[] {
  const tiers = random.some(['ab', 'host-fw', 'zz', wishes.fourthTier], 0, 3);
  const tierNames = ['default', ...tiers, ...random.maybeList(0.25, () => builtInTier(random, wishes.version))];
  // R4.1: a tier that is nowhere.
  const named = [...tierNames, ...random.maybeList(0.08, () => 'nowhere')];
  const enforced = random.times(random.between(2, 9), () => policy(random, wishes, named));
  const staged = wishes.staged
    ? random.times(random.between(1, 3), () => stagedPolicy(random, wishes, named, enforced))
    : [];
  const drafts = [...tiers.map((name) => tier(random, name)), ...distinct([...enforced, ...staged])];
  return drafts as readonly Manifest[]; // literals of JSON
}

function builtInTier(random: Random, version: CalicoVersion): string {
  const isOld = version === '3.29' || version === '3.30' || version === '3.31';
  return random.pick(isOld ? ['adminnetworkpolicy', 'baselineadminnetworkpolicy'] : ['kube-admin', 'kube-baseline']);
}

/** R1.6: what is built in elsewhere is a tier like any other here. */
export function otherVersionsTier(version: CalicoVersion): string {
  const isOld = version === '3.29' || version === '3.30' || version === '3.31';
  return isOld ? 'kube-baseline' : 'adminnetworkpolicy';
}

/** Two of one identity cannot be in one design; the last one stays. */
function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Map(
    drafts.map((draft) => [JSON.stringify([draft['apiVersion'], draft['kind'], draft['metadata']]), draft]),
  );
  return [...seen.values()];
}

function tier(random: Random, name: string): Draft {
  const order = random.pick([100, 500, 500, 1_000_000, 2_000_000, null]);
  const spec = {
    ...(order === null ? {} : { order }),
    ...random.maybe(0.6, () => ({ defaultAction: random.pick(['Deny', 'Pass']) })),
  };
  return { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name }, spec };
}

function policy(random: Random, wishes: PolicyWishes, tiers: readonly string[]): Draft {
  if (wishes.clusterPolicies && random.chance(0.3)) return clusterPolicy(random, wishes.version);
  const kind = random.below(10);
  if (kind < 5) return globalPolicy(random, wishes, random.pick(tiers));
  return kind < 7 ? calicoPolicy(random, wishes, random.pick(tiers)) : kubePolicy(random);
}

/** R4.9: often for a policy that is in force. */
function stagedPolicy(
  random: Random,
  wishes: PolicyWishes,
  tiers: readonly string[],
  enforced: readonly Draft[],
): Draft {
  const made = policy(random, { ...wishes, clusterPolicies: false }, tiers);
  const kind = stagedKind(made);
  const namesakes = enforced.filter((draft) => stagedKind(draft) === kind);
  const namesake = namesakes.length > 0 && random.chance(0.7) ? random.pick(namesakes) : made;
  const common = { apiVersion: 'projectcalico.org/v3', kind, metadata: namesake['metadata'] };
  const stagedAction = random.pick(['Set', 'Set', 'Set', null, 'Delete', 'Learn', 'Ignore']);
  const spec = Object.entries((stagedAction === 'Delete' || namesake !== made ? namesake : made)['spec'] ?? {});
  const tierOf = spec.filter(([field]) => field === 'tier');
  if (stagedAction === 'Delete') return { ...common, spec: { ...Object.fromEntries(tierOf), stagedAction } }; // R8.18
  const own = Object.entries(made['spec'] ?? {}).filter(([field]) => field !== 'tier');
  const changed = Object.fromEntries([...own, ...tierOf]);
  return { ...common, spec: { ...changed, ...(stagedAction === null ? {} : { stagedAction }) } };
}

function stagedKind({ apiVersion, kind }: Draft): string {
  return apiVersion === 'networking.k8s.io/v1' ? 'StagedKubernetesNetworkPolicy' : `Staged${String(kind)}`;
}
