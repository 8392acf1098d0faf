import type { DragState } from '../../app/drag.svelte.ts';
import type { Command } from '../../core/edit/command.ts';
import type { DropOption } from '../../core/edit/drop-context.ts';
import type { Lane } from './tier-lanes.ts';

/** Where the card or lane in the hand would go, and the number that it would get. */
export type Insertion =
  | { readonly kind: 'none' }
  | { readonly kind: 'card'; readonly tier: string; readonly before: string | null; readonly number: string }
  | { readonly kind: 'lane'; readonly before: string | null; readonly number: string };

const none: Insertion = { kind: 'none' };

/** `before` null: at the end. */
export function insertionOf(state: DragState, lanes: readonly Lane[]): Insertion {
  if (state.kind !== 'dragging' && state.kind !== 'choosing') return none;
  const { payload, target, plan } = state;
  if (target === null || plan === null) return none;
  const option = 'options' in plan ? plan.options[0] : plan.ok ? plan.value.options[0] : null;
  if (option === null) return none;
  if (payload.kind === 'policy' && target.kind === 'tier') {
    const cards = lanes.find(({ name }) => name === target.tier)?.cards ?? [];
    const others = cards.filter(({ id }) => id !== payload.policy);
    const number = numberFor(option, payload.policy);
    return { kind: 'card', tier: target.tier, before: others[target.index]?.id ?? null, number };
  }
  if (payload.kind === 'tier' && target.kind === 'tier-gap') {
    const others = lanes.filter(({ name }) => name !== payload.tier);
    const resource = lanes.find(({ name }) => name === payload.tier)?.resource ?? '';
    return { kind: 'lane', before: others[target.index]?.name ?? null, number: numberFor(option, resource) };
  }
  return none;
}

function numberFor({ command }: DropOption, resource: string): string {
  const order = orderIn(command, resource);
  return order === null ? '' : order.toLocaleString('en');
}

function orderIn(command: Command, resource: string): number | null {
  switch (command.type) {
    case 'set-tier':
      return command.policy === resource ? command.order : null;
    case 'set-field':
      return command.resource === resource && typeof command.value === 'number' ? command.value : null;
    case 'sequence':
      return command.commands.map((part) => orderIn(part, resource)).find((order) => order !== null) ?? null;
    default:
      return null;
  }
}
