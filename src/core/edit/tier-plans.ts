import { identityOf, nameOf } from '../manifest/identity.ts';
import { orderOfUnorderedTier } from '../manifest/read-tier.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { valueAt, type JsonValue } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import type { Command } from './command.ts';
import type { DropTier } from './drop-context.ts';
import { tierOrderAt } from './drop-tier.ts';
import { duplicateOf } from './duplicate.ts';
import { withValue } from './json-edit.ts';
import { freeName } from './names.ts';
import { designSpecOf } from './plan-design.ts';
import { ownedBy } from './references.ts';

export interface TierPlan {
  readonly id: ResourceId;
  readonly name: string;
  readonly command: Command;
}

const tierType = { group: 'projectcalico.org', kind: 'Tier', namespace: null };

/** R8: a DNS label, as it becomes a prefix of its policies' names in older versions. */
const tierName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Why a tier can't be called that; null: it can. */
export function whyNoTierName(document: ClusterDocument, tiers: readonly DropTier[], name: string): string | null {
  if (!tierName.test(name)) return 'A tier’s name has small letters, digits and hyphens, 63 at most.';
  const isTaken = document.resources[resourceId({ ...tierType, name })] !== undefined;
  return isTaken || tiers.some((tier) => tier.name === name && tier.builtIn)
    ? `There is a tier ${name} already.`
    : null;
}

/** A name that no tier has. */
export function freeTierName(document: ClusterDocument, base = 'tier'): string {
  return freeName(document, tierType, base);
}

/**
 * A new tier among `tiers`, or one that policies name already and that does not exist yet.
 *
 * @param index null: behind the design's own tiers that come before the default one
 */
export function planNewTier(tiers: readonly DropTier[], name: string, index: number | null): TierPlan {
  const others = tiers.filter((tier) => tier.name !== name);
  const standard = others.findIndex((tier) => tier.name === 'default');
  const order = tierOrderAt(others, index ?? Math.max(0, standard)) ?? orderOfUnorderedTier;
  const manifest: Manifest = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Tier',
    metadata: { name },
    spec: { order, defaultAction: 'Deny' },
  };
  return {
    id: resourceId({ ...tierType, name }),
    name,
    command: { type: 'add-resources', manifests: [manifest], positions: [] },
  };
}

/** A copy of a tier behind it, with copies of its policies under free names; what is disabled stays so in the copy. */
export function planTierCopy(
  document: ClusterDocument,
  tiers: readonly DropTier[],
  tier: Resource,
): Result<TierPlan, string> {
  const old = nameOf(tier.manifest);
  const at = tiers.findIndex(({ name }) => name === old);
  if (at === -1) return err('It is not there any more.');
  const { id, name, manifest } = duplicateOf(document, tier);
  const { disabled } = designSpecOf(document);
  const copies = ownedBy(document, tier).map((policy) => ({ from: policy.id, ...duplicateOf(document, policy) }));
  const order = tierOrderAt(tiers, at + 1) ?? valueAt(manifest, ['spec', 'order']) ?? orderOfUnorderedTier;
  const manifests = [
    edited(manifest, ['spec', 'order'], order),
    ...copies.map((copy) => edited(copy.manifest, ['spec', 'tier'], name)),
  ];
  const commands: readonly Command[] = [
    { type: 'add-resources', manifests, positions: [] },
    ...copies
      .filter(({ from }) => disabled.has(from))
      .map((copy): Command => ({ type: 'set-disabled', policy: copy.id, disabled: true })),
  ];
  return ok({ id, name, command: { type: 'sequence', label: `Duplicate tier ${old}`, commands } });
}

/** The policies that are written into a tier, whether it exists or not. */
export function policiesOfTier(tiers: readonly DropTier[], name: string): readonly ResourceId[] {
  return tiers.find((tier) => tier.name === name)?.policies.map(({ id }) => id) ?? [];
}

/** All policies of a tier disabled, or enabled, as one step; null: all of them are that way already. */
export function planTierSwitch(
  document: ClusterDocument,
  tiers: readonly DropTier[],
  name: string,
  isDisabled: boolean,
): Command | null {
  const { disabled } = designSpecOf(document);
  const meant = policiesOfTier(tiers, name).filter((id) => disabled.has(id) !== isDisabled);
  if (meant.length === 0) return null;
  return {
    type: 'sequence',
    label: `${isDisabled ? 'Disable' : 'Enable'} tier ${name}`,
    commands: meant.map((policy) => ({ type: 'set-disabled', policy, disabled: isDisabled })),
  };
}

/** A copy of a policy beside it; a disabled one stays so. */
export function planPolicyCopy(document: ClusterDocument, policy: Resource): TierPlan {
  const { id, name, manifest } = duplicateOf(document, policy);
  const add: Command = { type: 'add-resources', manifests: [manifest], positions: [] };
  const isDisabled = designSpecOf(document).disabled.has(policy.id);
  const commands: readonly Command[] = [add, { type: 'set-disabled', policy: id, disabled: true }];
  const label = `Duplicate ${identityOf(policy.manifest).name}`;
  return { id, name, command: isDisabled ? { type: 'sequence', label, commands } : add };
}

function edited(manifest: Manifest, path: readonly string[], value: JsonValue): Manifest {
  const result = withValue(manifest, path, value);
  if (!result.ok) return manifest;
  return result.value as Manifest; // an edit below the root leaves the root an object
}
