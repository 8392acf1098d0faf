import { builtInTiers } from '../manifest/read-tier.ts';
import { isPolicy, type Entity, type Policy } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Tier } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { unreachable } from '../result.ts';
import { sortKinds } from './lower-cluster-policy.ts';
import { isEnforced } from './lower-policies.ts';
import { compareNumbers, compareText, resolveTiers, sortKeyOf } from './order.ts';
import { policiesInForce, type StagedView } from './staged.ts';

/**
 * What becomes of a policy: it is judged; it is only kept; it is staged and changes nothing; or, in the preview of
 * staged policies, it is judged in the place of the enforced one, which is replaced (R4.9).
 */
export type PolicyState = 'in-force' | 'disabled' | 'staged' | 'as-enforced' | 'replaced';

export interface BoardPolicy {
  readonly policy: Policy;
  /** null: after every number. */
  readonly order: number | null;
  readonly state: PolicyState;
}

/** A tier with everything that stands in it, also what is not judged. */
export interface BoardLane {
  readonly tier: string;
  /** null: built in and not written in the design, or named by policies only. */
  readonly resource: ResourceId | null;
  /** null: the tier does not exist; it is evaluated last (R4.1). */
  readonly order: number | null;
  readonly defaultAction: 'deny' | 'pass';
  readonly origin: 'written' | 'built-in' | 'missing';
  /** In the order of evaluation. */
  readonly policies: readonly BoardPolicy[];
}

export interface BoardInput {
  readonly entities: Iterable<Entity>;
  readonly disabled: ReadonlySet<ResourceId>;
  readonly version: CalicoVersion;
  readonly staged: StagedView;
}

/**
 * All tiers in the order of evaluation with all their policies in theirs (R4.1, R4.2). Disabled and staged ones stand
 * where they would be asked. Kinds that the Calico version does not enforce stand in no tier.
 */
export function boardLanes({ entities, disabled, version, staged }: BoardInput): readonly BoardLane[] {
  const all = [...entities];
  const policies = all.filter(isPolicy).filter((policy) => standsInTier(policy, version));
  const judged = judgedIds(policies, disabled, staged, version);
  const written = all.filter((entity): entity is Tier => entity.kind === 'tier');
  const tiers = resolveTiers(written, policies.map(tierOf), version);
  const builtIn = new Set(builtInTiers(version).map(({ name }) => name));
  return tiers.map(({ name, resource, order, defaultAction }) => ({
    tier: name,
    resource,
    order,
    defaultAction,
    origin: order === null ? 'missing' : builtIn.has(name) ? 'built-in' : 'written',
    policies: policies
      .filter((policy) => tierOf(policy) === name)
      .map((policy) => ({ policy, order: orderOf(policy), state: stateOf(policy, disabled, judged) }))
      .sort((a, b) => comparePolicies(a.policy, b.policy, version)),
  }));
}

/** A Kubernetes NetworkPolicy stands in the default tier (R4.20). */
export function tierOf(policy: Policy): string {
  return policy.kind === 'kube-network-policy' ? 'default' : policy.tier;
}

function orderOf(policy: Policy): number | null {
  return policy.kind === 'kube-network-policy' ? 1000 : policy.order;
}

function standsInTier(policy: Policy, version: CalicoVersion): boolean {
  return policy.kind !== 'unmodelled-policy' || (policy.ignoredFor === null && isEnforced(policy, version));
}

function judgedIds(
  policies: readonly Policy[],
  disabled: ReadonlySet<ResourceId>,
  staged: StagedView,
  version: CalicoVersion,
): ReadonlySet<ResourceId> {
  const enabled = policies.filter(({ id }) => !disabled.has(id));
  const calicoPolicies = enabled.filter((policy) => policy.kind === 'calico-policy');
  const kubePolicies = enabled.filter((policy) => policy.kind === 'kube-network-policy');
  const { calico, kube } = policiesInForce({ calicoPolicies, kubePolicies }, staged, version);
  const cluster = enabled.filter((policy) => policy.kind === 'unmodelled-policy');
  return new Set([...calico, ...kube, ...cluster].map(({ id }) => id));
}

function stateOf(policy: Policy, disabled: ReadonlySet<ResourceId>, judged: ReadonlySet<ResourceId>): PolicyState {
  if (disabled.has(policy.id)) return 'disabled';
  const isStaged = policy.kind !== 'unmodelled-policy' && policy.staged;
  if (judged.has(policy.id)) return isStaged ? 'as-enforced' : 'in-force';
  return isStaged ? 'staged' : 'replaced';
}

/** A staged policy stands where it would be enforced, behind the one whose place it would take. */
function comparePolicies(a: Policy, b: Policy, version: CalicoVersion): number {
  return (
    compareNumbers(orderOf(a) ?? Infinity, orderOf(b) ?? Infinity) ||
    compareText(keyOf(a, version), keyOf(b, version)) ||
    compareText(a.id, b.id)
  );
}

function keyOf(policy: Policy, version: CalicoVersion): string {
  const { name } = policy;
  switch (policy.kind) {
    case 'calico-policy': {
      const kind = policy.namespace === null ? 'GlobalNetworkPolicy' : 'NetworkPolicy';
      return sortKeyOf({ kind, namespace: policy.namespace, name, tier: policy.tier }, version);
    }
    case 'kube-network-policy':
      return sortKeyOf(
        { kind: 'KubernetesNetworkPolicy', namespace: policy.namespace, name, tier: 'default' },
        version,
      );
    case 'unmodelled-policy':
      return sortKeyOf({ kind: sortKinds[policy.manifestKind], namespace: null, name, tier: policy.tier }, version);
    default:
      return unreachable(policy);
  }
}
