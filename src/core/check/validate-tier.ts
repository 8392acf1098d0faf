import type { Tier } from '../model/policy.ts';
import type { Settings } from '../model/settings.ts';
import type { Field } from '../manifest/field-reader.ts';
import { builtInTiers } from '../manifest/read-tier.ts';

/** R8.11: a built-in tier must say its fixed order and default action. */
export function validateTier(tier: Tier, manifest: Field, settings: Settings): void {
  const fixed = builtInTiers(settings.calicoVersion).find(({ name }) => name === tier.name);
  if (fixed === undefined) return;
  const [order, defaultAction] = [manifest.at('spec').at('order'), manifest.at('spec').at('defaultAction')];
  if (order.number() !== fixed.order)
    order.error('TIER-BUILT-IN', `${order.label} of the built-in tier ${tier.name} must be ${fixed.order}.`);
  const word = fixed.defaultAction === 'pass' ? 'Pass' : 'Deny';
  // The API fills in Deny where nothing is said.
  if ((defaultAction.text() ?? 'Deny') !== word)
    defaultAction.error('TIER-BUILT-IN', `${defaultAction.label} of the built-in tier ${tier.name} must be ${word}.`);
}
