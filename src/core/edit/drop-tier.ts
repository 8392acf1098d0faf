import { err, ok } from '../result.ts';
import type { DropContext, DropTier, Planned, SingleTarget } from './drop-context.ts';

/** Tiers of a design made by hand leave room between them; Calico's own default is 1,000,000. */
const orderStep = 100_000;

/** A lane of the tier board between two others: an order between theirs (R4.1). */
export function planTierMove({ tiers }: DropContext, name: string, target: SingleTarget): Planned {
  if (target.kind !== 'tier-gap') return err({ reason: 'Drop it between two tiers.' });
  const tier = tiers.find((candidate) => candidate.name === name);
  if (tier === undefined) return err({ reason: 'It is not there any more.' });
  const refusal = whyFixed(tier);
  if (tier.resource === null || refusal !== null) return err({ reason: refusal ?? '' });
  const others = tiers.filter((candidate) => candidate.name !== name);
  const order = orderBetween(others[target.index - 1]?.order ?? null, others[target.index]?.order ?? null);
  if (order === null) {
    return err({
      reason: 'Its neighbours have the same order, so their names decide: give one of them another order.',
    });
  }
  return ok({
    confirm: false,
    ask: null,
    options: [
      {
        label: `Move tier ${name} to order ${order}`,
        detail: '',
        command: { type: 'set-field', resource: tier.resource, path: ['spec', 'order'], value: order },
        sentence: `Tier ${name} now has order ${order}.`,
      },
    ],
  });
}

/** The order of a tier that every cluster has can't be changed (R1.6); one that is only named has no order. */
function whyFixed({ name, resource, builtIn }: DropTier): string | null {
  if (builtIn) return `${name} is built in: its place is fixed.`;
  return resource === null ? `Tier ${name} does not exist yet: create it first.` : null;
}

/** null: no number lies between. */
function orderBetween(before: number | null, after: number | null): number | null {
  if (before === null) return after === null ? orderStep : after - orderStep;
  if (after === null) return before + orderStep;
  return before < after ? Math.round((before + after) / 2) : null;
}
