import { fieldOf } from '../../model/json.ts';
import { textOf } from '../../policy/address-book.ts';
import { unreachable } from '../../result.ts';
import type { Selector } from '../../selector/ast.ts';
import type { EnforcedPolicy } from './written-policies.ts';

export interface Duplicate {
  readonly duplicate: EnforcedPolicy;
  readonly original: EnforcedPolicy;
}

/**
 * Policies that say what an earlier one says: same endpoints, tier, directions and rules (R9.5).
 *
 * @param policies in the order of evaluation
 */
export function duplicatePolicies(policies: readonly EnforcedPolicy[]): readonly Duplicate[] {
  const originals = new Map<string, EnforcedPolicy>();
  return policies.flatMap((duplicate): readonly Duplicate[] => {
    const key = keyOf(duplicate);
    const original = originals.get(key);
    if (original === undefined) originals.set(key, duplicate);
    return original === undefined ? [] : [{ duplicate, original }];
  });
}

function keyOf({ policy, manifest, lowered }: EnforcedPolicy): string {
  const { tier, selects, hook, applyOnForward } = lowered;
  const directions = [...lowered.directions].sort();
  return JSON.stringify(
    [policy.kind, tier, textOf(selects), directions, hook, applyOnForward, rulesOf(policy, manifest)],
    canonical,
  );
}

function rulesOf(policy: EnforcedPolicy['policy'], manifest: EnforcedPolicy['manifest']): unknown {
  switch (policy.kind) {
    case 'calico-policy':
    case 'kube-network-policy':
      return [policy.ingress, policy.egress];
    case 'unmodelled-policy': {
      const spec = fieldOf(manifest, 'spec');
      return [fieldOf(spec, 'ingress') ?? null, fieldOf(spec, 'egress') ?? null];
    }
    default:
      return unreachable(policy);
  }
}

/** Selectors that differ in spelling only are equal. */
function canonical(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return /[sS]elector$/.test(key) && isSelector(value) ? textOf(value) : value;
}

function isSelector(value: unknown): value is Selector {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
