import { ok, unreachable } from '../result.ts';
import type { DragPayload, DropContext, DropTarget, Planned, SingleTarget } from './drop-context.ts';
import { planCreate } from './drop-create.ts';
import { planFlowDrop } from './drop-flow.ts';
import { planInLabelBox } from './drop-label-box.ts';
import { planLabel, planLabelOnAll } from './drop-label.ts';
import { planPolicyMove } from './drop-policy.ts';
import { planRule } from './drop-rule.ts';
import { planTierMove } from './drop-tier.ts';

type Several = Extract<DropTarget, { readonly kind: 'several' }>;
type Stack = Extract<DropTarget, { readonly kind: 'stack' }>;

/**
 * What dropping `payload` on `target` means (product.md section 2). Pure: the same call serves the ring and the ghosts
 * while dragging, the drop itself, and its keyboard way.
 *
 * @returns the ways to do it, or the sentence that says why it can't be
 */
export function planDrop(context: DropContext, payload: DragPayload, target: DropTarget): Planned {
  switch (target.kind) {
    case 'several':
      return planOnSeveral(context, payload, target);
    case 'stack':
      return planOnStack(context, payload, target);
    case 'label-box':
      return planInLabelBox(payload, target, planOnOne(context, payload, { kind: 'canvas', at: target.at }));
    default:
      return planOnOne(context, payload, target);
  }
}

/** A label is offered for all of them, and for the one under the pointer; everything else means that one. */
function planOnSeveral(context: DropContext, payload: DragPayload, { ids, one }: Several): Planned {
  const plan = planDrop(context, payload, one);
  if (payload.kind !== 'label') return plan;
  const onAll = planLabelOnAll(context, payload, ids);
  if (!onAll.ok || !plan.ok) return onAll.ok ? onAll : plan;
  return ok({
    confirm: onAll.value.confirm || plan.value.confirm,
    ask: null,
    options: [...onAll.value.options, ...plan.value.options],
  });
}

function planOnStack(context: DropContext, payload: DragPayload, { ids, at }: Stack): Planned {
  if (payload.kind === 'label') return planLabelOnAll(context, payload, ids);
  // The members have the same labels: what selects one of them selects all.
  return planOnOne(context, payload, { kind: 'resource', id: ids[0], at });
}

function planOnOne(context: DropContext, payload: DragPayload, target: SingleTarget): Planned {
  switch (payload.kind) {
    case 'create':
      return planCreate(context, payload.what, target);
    case 'label':
      return planLabel(context, payload, target);
    case 'rule':
      return planRule(context, payload, target);
    case 'policy':
      return planPolicyMove(context, payload.policy, target);
    case 'tier':
      return planTierMove(context, payload.tier, target);
    case 'flow':
      return planFlowDrop(context, payload.source, target);
    default:
      return unreachable(payload);
  }
}
