import { unreachable } from '../result.ts';
import type { DragPayload, DropContext, DropTarget, Planned, SingleTarget } from './drop-context.ts';
import { planCreate } from './drop-create.ts';
import { planFlowDrop } from './drop-flow.ts';
import { planLabel, planLabelOnAll } from './drop-label.ts';
import { planPolicyMove } from './drop-policy.ts';
import { planRule } from './drop-rule.ts';
import { planTierMove } from './drop-tier.ts';

/**
 * What dropping `payload` on `target` means (product.md section 2). Pure: the same call serves the ring and the ghosts
 * while dragging, the drop itself, and its keyboard way.
 *
 * @returns the ways to do it, or the sentence that says why it can't be
 */
export function planDrop(context: DropContext, payload: DragPayload, target: DropTarget): Planned {
  if (target.kind !== 'stack') return planOnOne(context, payload, target);
  if (payload.kind === 'label') return planLabelOnAll(context, payload, target.ids);
  // The members have the same labels: what selects one of them selects all.
  return planOnOne(context, payload, { kind: 'resource', id: target.ids[0], at: target.at });
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
