import { builtInTiers } from '../manifest/read-tier.ts';
import type { Tier } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { LoweredPolicy, ResolvedTier } from './ruleset.ts';

/** How Calico calls the kinds where it sorts policies (R4.2). */
export type SortKind =
  | 'GlobalNetworkPolicy'
  | 'NetworkPolicy'
  | 'KubernetesNetworkPolicy'
  | 'KubernetesClusterNetworkPolicy'
  | 'KubernetesAdminNetworkPolicy'
  | 'KubernetesBaselineAdminNetworkPolicy';

export interface SortName {
  readonly kind: SortKind;
  readonly namespace: string | null;
  readonly name: string;
  readonly tier: string;
}

/**
 * All tiers in the order of evaluation (R4.1): built in, written, and those that only policies name.
 *
 * @param named the tiers that policies name
 */
export function resolveTiers(
  written: readonly Tier[],
  named: Iterable<string>,
  version: CalicoVersion,
): readonly ResolvedTier[] {
  // Order and default action of a built-in tier cannot be changed, whatever a manifest says (R1.6).
  const tiers = new Map<string, ResolvedTier>(
    builtInTiers(version).map((tier) => [tier.name, { ...tier, resource: null }]),
  );
  for (const { name, id, order, defaultAction } of written) {
    const builtIn = tiers.get(name);
    tiers.set(
      name,
      builtIn === undefined ? { name, resource: id, order, defaultAction } : { ...builtIn, resource: id },
    );
  }
  for (const name of named)
    if (!tiers.has(name)) tiers.set(name, { name, resource: null, order: null, defaultAction: 'deny' });
  return [...tiers.values()].sort(compareTiers);
}

/** A tier that does not exist sorts after every number (R4.1). */
function compareTiers(a: ResolvedTier, b: ResolvedTier): number {
  return compareNumbers(a.order ?? Infinity, b.order ?? Infinity) || compareText(a.name, b.name);
}

/** Policies by tier, order and `sortKey` (R4.2). */
export function sortPolicies(
  policies: readonly LoweredPolicy[],
  tiers: readonly ResolvedTier[],
): readonly LoweredPolicy[] {
  const rank = new Map(tiers.map(({ name }, index) => [name, index]));
  return [...policies].sort(
    (a, b) =>
      compareNumbers(rank.get(a.tier) ?? Infinity, rank.get(b.tier) ?? Infinity) ||
      // A policy without order sorts after every number.
      compareNumbers(a.order ?? Infinity, b.order ?? Infinity) ||
      compareText(a.sortKey, b.sortKey),
  );
}

/**
 * What decides between equal orders (R4.2). From 3.32 on `name/namespace/kind`, in which `a-b` comes before `a`; before,
 * the name as stored, with its tier in front, in which it comes after.
 */
export function sortKeyOf(policy: SortName, version: CalicoVersion): string {
  if (version === '3.32' || version === '3.33') return `${policy.name}/${policy.namespace ?? ''}/${policy.kind}`;
  const stored = storedName(policy);
  return policy.namespace === null ? stored : `${policy.namespace}/${stored}`;
}

function storedName({ kind, name, tier }: SortName): string {
  switch (kind) {
    case 'KubernetesNetworkPolicy':
      return `knp.default.${name}`;
    case 'KubernetesAdminNetworkPolicy':
      return `kanp.adminnetworkpolicy.${name}`;
    case 'KubernetesBaselineAdminNetworkPolicy':
      return `kbanp.baselineadminnetworkpolicy.${name}`;
    case 'GlobalNetworkPolicy':
    case 'NetworkPolicy':
    case 'KubernetesClusterNetworkPolicy':
      return name.startsWith(`${tier}.`) ? name : `${tier}.${name}`;
  }
}

/** Byte-wise, never by locale (Q17); names are ASCII. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Unlike a difference, right for two infinities. */
export function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
