import type { ResourceId } from '../model/ids.ts';
import type { Tier } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { Field } from './field-reader.ts';
import { readMetadata } from './read-metadata.ts';

/** What a tier is about, apart from its object. */
export interface TierFacts {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: Tier['defaultAction'];
}

/** Calico reads a tier without order as this, which ties with `default` (R1.7). */
export const orderOfUnorderedTier = 1_000_000;

const defaultTier: TierFacts = { name: 'default', order: orderOfUnorderedTier, defaultAction: 'deny' };
const modernTiers: readonly TierFacts[] = [
  { name: 'kube-admin', order: 1_000, defaultAction: 'pass' },
  defaultTier,
  { name: 'kube-baseline', order: 10_000_000, defaultAction: 'pass' },
];
const oldestTiers: readonly TierFacts[] = [
  { name: 'adminnetworkpolicy', order: 1_000, defaultAction: 'pass' },
  defaultTier,
];
const olderTiers: readonly TierFacts[] = [
  ...oldestTiers,
  { name: 'baselineadminnetworkpolicy', order: 10_000_000, defaultAction: 'pass' },
];

/** The tiers that exist in every cluster of that version, with or without an object, in order (R1.6). */
export function builtInTiers(version: CalicoVersion): readonly TierFacts[] {
  switch (version) {
    case '3.29':
      return oldestTiers;
    case '3.30':
    case '3.31':
      return olderTiers;
    default:
      return modernTiers;
  }
}

/**
 * Reads a Tier as it is written. Which tiers are built in depends on the Calico version, which a manifest does not say:
 * their fixed order and default action are the evaluator's to put in (R1.6).
 */
export function readTier(id: ResourceId, manifest: Field): Tier {
  const metadata = readMetadata(id, manifest);
  const spec = manifest.at('spec').knowOnly(['order', 'defaultAction']);
  const order = spec.at('order').number();
  // Calico takes every default action but Pass as Deny (R1.7).
  const defaultAction = spec.at('defaultAction').choice({ Deny: 'deny', Pass: 'pass' } as const) ?? 'deny';
  return { kind: 'tier', ...metadata, order: order ?? orderOfUnorderedTier, defaultAction };
}
