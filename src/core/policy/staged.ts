import type { CalicoPolicy, KubeNetworkPolicy } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { Census } from './census.ts';

/** Whether staged policies are left out, as a cluster does, or judged as if they were in force (R4.9). */
export type StagedView = 'ignored' | 'enforced';

type StageableCensus = Pick<Census, 'calicoPolicies' | 'kubePolicies'>;

export interface PoliciesInForce {
  readonly calico: readonly CalicoPolicy[];
  readonly kube: readonly KubeNetworkPolicy[];
}

/**
 * The policies of the kinds that can be staged. As enforced, a policy staged to be set takes the place of the one of its
 * name and kind, one staged to be deleted takes that one away; the others do nothing.
 */
export function policiesInForce(census: StageableCensus, view: StagedView, version: CalicoVersion): PoliciesInForce {
  const isPreview = view === 'enforced' && knowsStaged(version);
  return { calico: inForce(census.calicoPolicies, isPreview), kube: inForce(census.kubePolicies, isPreview) };
}

/** R1.1. */
export function knowsStaged(version: CalicoVersion): boolean {
  return version !== '3.29';
}

function inForce<T extends CalicoPolicy | KubeNetworkPolicy>(policies: readonly T[], isPreview: boolean): readonly T[] {
  const enforced = policies.filter(({ staged }) => !staged);
  if (!isPreview) return enforced;
  const staged = policies.filter((policy) => policy.staged);
  const replaced = new Set(
    staged.filter(({ stagedAction }) => stagedAction === 'set' || stagedAction === 'delete').map(keyOf),
  );
  return [
    ...enforced.filter((policy) => !replaced.has(keyOf(policy))),
    ...staged.filter(({ stagedAction }) => stagedAction === 'set'),
  ];
}

function keyOf({ namespace, name }: CalicoPolicy | KubeNetworkPolicy): string {
  return `${namespace ?? ''}/${name}`;
}
