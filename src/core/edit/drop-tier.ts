import type { ResourceId } from '../model/ids.ts';
import { err, ok } from '../result.ts';
import type { Command } from './command.ts';
import type { DropContext, DropTier, Planned, SingleTarget } from './drop-context.ts';
import { orderBetween, renumbered, type Ordered } from './order-between.ts';

/** Tiers of a design made by hand leave room between them; Calico's own default is 1,000,000. */
const tierStep = 100_000;

/** A lane of the tier board between two others: an order between theirs (R4.1). */
export function planTierMove({ tiers }: DropContext, name: string, target: SingleTarget): Planned {
  if (target.kind !== 'tier-gap') return err({ reason: 'Drop it between two tiers.' });
  const tier = tiers.find((candidate) => candidate.name === name);
  if (tier === undefined) return err({ reason: 'It is not there any more.' });
  const refusal = whyTierIsFixed(tier);
  if (tier.resource === null || refusal !== null) return err({ reason: refusal ?? '' });
  if (tiers.indexOf(tier) === target.index) return err({ reason: 'It stands here already.' });
  const others = tiers.filter((candidate) => candidate !== tier);
  // R4.1: a tier that does not exist has no order.
  if (target.index > 0 && others[target.index - 1]?.order === null)
    return err({ reason: 'A tier that does not exist is always evaluated last: create it first.' });
  const order = tierOrderAt(others, target.index);
  if (order === null) return planRenumbering(tier, others.toSpliced(target.index, 0, tier));
  return ok({
    confirm: false,
    ask: null,
    options: [
      {
        label: `Move tier ${name} to order ${order.toLocaleString('en')}`,
        detail: '',
        command: setOrder(tier.resource, order),
        sentence: `Tier ${name} now has order ${order.toLocaleString('en')}.`,
      },
    ],
  });
}

/** The order of a new tier among `tiers`; null: its neighbours have the same one. */
export function tierOrderAt(tiers: readonly DropTier[], index: number): number | null {
  const [before, after] = [tiers[index - 1], tiers[index]];
  return orderBetween(before ? orderedOf(before) : null, after ? orderedOf(after) : null, tierStep);
}

/** The order of a tier that every cluster has can't be changed (R1.6); one that is only named has no order. */
export function whyTierIsFixed({ name, resource, builtIn }: Omit<DropTier, 'policies'>): string | null {
  if (builtIn) return `${name} is built in: its place is fixed.`;
  return resource === null ? `Tier ${name} does not exist yet: create it first.` : null;
}

function orderedOf({ order, builtIn }: DropTier): Ordered {
  return { order, isFixed: builtIn };
}

/** No number lies between: the design's own tiers are numbered anew, which the user is asked for first. */
function planRenumbering(tier: DropTier, wanted: readonly DropTier[]): Planned {
  const existing = wanted.filter(({ order }) => order !== null);
  const orders = renumbered(existing.map(orderedOf), tierStep);
  if (orders === null)
    return err({ reason: 'Its neighbours are built in with the same order: only names decide here.' });
  const moves = existing.flatMap(({ name, resource, order: old }, index) => {
    const order = orders[index];
    return resource === null || order === undefined || order === old ? [] : [{ name, resource, order }];
  });
  const named = moves.map(({ name, order }) => `${name} ${order.toLocaleString('en')}`).join(', ');
  const commands: readonly Command[] = moves.map(({ resource, order }) => setOrder(resource, order));
  return ok({
    confirm: true,
    ask: null,
    options: [
      {
        label: `Renumber ${moves.length} tiers`,
        detail: `No number lies between its neighbours: ${named}`,
        command: { type: 'sequence', label: `Renumber tiers and move ${tier.name}`, commands },
        sentence: `Renumbered the tiers: ${named}.`,
      },
    ],
  });
}

function setOrder(resource: ResourceId, order: number): Command {
  return { type: 'set-field', resource, path: ['spec', 'order'], value: order };
}
