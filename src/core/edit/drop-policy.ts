import type { ResourceId } from '../model/ids.ts';
import { err, ok, unreachable } from '../result.ts';
import type { Command } from './command.ts';
import type { DropContext, DropOption, DropPolicy, DropTier, Planned, SingleTarget } from './drop-context.ts';
import { orderBetween, renumbered } from './order-between.ts';

/** Between policies of a lane that is numbered by hand. */
export const policyStep = 100;

/** A policy card onto a tier lane: sets its tier and an order between its new neighbours. */
export function planPolicyMove({ tiers }: DropContext, id: ResourceId, target: SingleTarget): Planned {
  if (target.kind !== 'tier') return err({ reason: 'Drop it on a tier.' });
  const home = tiers.find(({ policies }) => policies.some((candidate) => candidate.id === id));
  const policy = home?.policies.find((candidate) => candidate.id === id);
  const lane = tiers.find(({ name }) => name === target.tier);
  if (policy === undefined || lane === undefined) return err({ reason: 'It is not there any more.' });
  const fixed = whyPolicyIsFixed(policy.kind);
  if (fixed !== null) return err({ reason: fixed });
  if (home === lane && lane.policies.indexOf(policy) === target.index)
    return err({ reason: 'It stands here already.' });
  const others = lane.policies.filter((candidate) => candidate.id !== id);
  const index = Math.min(target.index, others.length);
  const neighbours = [others[index - 1], others[index]].map(orderedOf);
  const order = orderBetween(neighbours[0] ?? null, neighbours[1] ?? null, policyStep);
  if (order === null) return planRenumbering(policy, lane, others.toSpliced(index, 0, policy));
  const place = `${target.tier}, order ${order.toLocaleString('en')}`;
  return single({
    label: `Move to ${place}`,
    detail: '',
    command: { type: 'set-tier', policy: id, tier: target.tier, order },
    sentence: `${policy.name} is now in tier ${place}.`,
  });
}

/** Why a card can't be moved; null: it can. */
export function whyPolicyIsFixed(kind: DropPolicy['kind']): string | null {
  switch (kind) {
    case 'calico':
      return null;
    case 'kubernetes':
      // R4.20.
      return 'A Kubernetes NetworkPolicy always stands in tier default at order 1,000.';
    case 'other':
      // R7.10, R7.20.
      return 'Its kind says its tier, its priority its place: change the priority in Properties.';
    default:
      return unreachable(kind);
  }
}

function orderedOf(policy: DropPolicy | undefined): { order: number | null; isFixed: boolean } | null {
  return policy === undefined ? null : { order: policy.order, isFixed: policy.kind !== 'calico' };
}

/** No number lies between: the whole lane is numbered anew, which the user is asked for first. */
function planRenumbering(policy: DropPolicy, { name: tier }: DropTier, wanted: readonly DropPolicy[]): Planned {
  const orders = renumbered(
    wanted.map(({ order, kind }) => ({ order, isFixed: kind !== 'calico' })),
    policyStep,
  );
  if (orders === null)
    return err({ reason: 'Its neighbours have the same order, which is fixed: only their names decide here.' });
  const moves = wanted.flatMap((one, index) => {
    const order = orders[index] ?? null;
    return one !== policy && one.order === order ? [] : [{ one, order }];
  });
  const commands: readonly Command[] = moves.map(({ one, order }) => ({
    type: 'set-tier',
    policy: one.id,
    tier,
    order,
  }));
  const label = `Renumber tier ${tier} and move ${policy.name}`;
  const planned = single({
    label: `Renumber ${tier}: ${moves.length} ${moves.length === 1 ? 'policy' : 'policies'}`,
    detail: `No number lies between its neighbours: ${moves.map(({ one, order }) => `${one.name} ${order ?? ''}`).join(', ')}`,
    command: { type: 'sequence', label, commands },
    sentence: `Renumbered tier ${tier}; ${policy.name} is now at order ${moves.find(({ one }) => one === policy)?.order ?? ''}.`,
  });
  return planned.ok ? ok({ ...planned.value, confirm: true }) : planned;
}

function single(option: DropOption): Planned {
  return ok({ confirm: false, ask: null, options: [option] });
}
