import type { ResourceId } from '../model/ids.ts';
import { err, ok } from '../result.ts';
import type { DropContext, DropPolicy, SingleTarget, Planned } from './drop-context.ts';

const orderStep = 100;

/** A policy card onto a tier lane: sets its tier and an order between its new neighbours. */
export function planPolicyMove({ tiers }: DropContext, id: ResourceId, target: SingleTarget): Planned {
  if (target.kind !== 'tier') return err({ reason: 'Drop it on a tier.' });
  const policy = tiers.flatMap(({ policies }) => policies).find((candidate) => candidate.id === id);
  const lane = tiers.find(({ name }) => name === target.tier);
  if (policy === undefined || lane === undefined) return err({ reason: 'It is not there any more.' });
  if (policy.kind !== 'calico') return err({ reason: 'The tier and order of this kind of policy are fixed.' });
  const others = lane.policies.filter((candidate) => candidate.id !== id);
  const order = orderBetween(others[target.index - 1], others[target.index]);
  if (order === undefined) {
    return err({
      reason: 'Its neighbours have the same order, so their names decide: give one of them another order.',
    });
  }
  const place = `${target.tier}, order ${order ?? 'none'}`;
  return ok({
    confirm: false,
    ask: null,
    options: [
      {
        label: `Move to ${place}`,
        detail: '',
        command: { type: 'set-tier', policy: id, tier: target.tier, order },
        sentence: `${policy.name} is now in tier ${place}.`,
      },
    ],
  });
}

/** null is "no order" (after every number); undefined: no number lies between. */
function orderBetween(before: DropPolicy | undefined, after: DropPolicy | undefined): number | null | undefined {
  const low = before === undefined ? null : (before.order ?? Number.POSITIVE_INFINITY);
  const high = after?.order ?? Number.POSITIVE_INFINITY;
  if (low === null) return high === Number.POSITIVE_INFINITY ? orderStep : high - orderStep;
  if (low === Number.POSITIVE_INFINITY) return after === undefined ? null : undefined;
  if (high === Number.POSITIVE_INFINITY) return low + orderStep;
  return low < high ? (low + high) / 2 : undefined;
}
