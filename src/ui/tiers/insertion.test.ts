import { expect, test } from 'vitest';
import type { DragState } from '../../app/drag.svelte.ts';
import type { Command } from '../../core/edit/command.ts';
import type { DragPayload, DropTarget } from '../../core/edit/drop-context.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import { ok, err } from '../../core/result.ts';
import { insertionOf } from './insertion.ts';
import type { Lane, LaneCard } from './tier-lanes.ts';

const id = (name: string): ResourceId => name as ResourceId;

function lane(name: string, ...cards: readonly string[]): Lane {
  const laneCards = cards.map((card): LaneCard => ({
    id: id(card),
    name: card,
    fullName: card,
    kind: 'GlobalNetworkPolicy',
    order: '1',
    fixed: '',
    appliesTo: 'all()',
    directions: [],
    rules: 0,
    state: 'in-force',
    stateWords: '',
    tie: null,
  }));
  const facts = { order: '1', atEnd: 'Deny', origin: 'written', fixed: '' } as const;
  return { name, resource: id(`Tier/${name}`), ...facts, cards: laneCards };
}
const lanes = [lane('one', 'a', 'b', 'c'), lane('two')];

function dragging(payload: DragPayload, target: DropTarget, command: Command | null): DragState {
  const option = command === null ? null : { label: '', detail: '', sentence: '', command };
  const plan = option === null ? err({ reason: 'no' }) : ok({ confirm: false, ask: null, options: [option] as const });
  return { kind: 'dragging', payload, pointer: null, target, plan };
}
const card: DragPayload = { kind: 'policy', policy: id('b') };
const setTier = (order: number, policy = 'b'): Command => ({
  type: 'set-tier',
  policy: id(policy),
  tier: 'one',
  order,
});
const at = (tier: string, index: number): DropTarget => ({ kind: 'tier', tier, index });

const rows: readonly [what: string, state: DragState, insertion: unknown][] = [
  ['nothing in the hand', { kind: 'idle' }, { kind: 'none' }],
  ['a refusal', dragging(card, at('one', 0), null), { kind: 'none' }],
  [
    'a card before another, counted without itself',
    dragging(card, at('one', 1), setTier(1500)),
    { kind: 'card', tier: 'one', before: 'c', number: '1,500' },
  ],
  [
    'a card at the end of a lane',
    dragging(card, at('two', 0), setTier(100)),
    { kind: 'card', tier: 'two', before: null, number: '100' },
  ],
  [
    'a card where the lane is numbered anew',
    dragging(card, at('one', 0), { type: 'sequence', label: '', commands: [setTier(1, 'a'), setTier(200)] }),
    { kind: 'card', tier: 'one', before: 'a', number: '200' },
  ],
  [
    'a lane at the end',
    dragging(
      { kind: 'tier', tier: 'one' },
      { kind: 'tier-gap', index: 1 },
      { type: 'set-field', resource: id('Tier/one'), path: ['spec', 'order'], value: 7 },
    ),
    { kind: 'lane', before: null, number: '7' },
  ],
  [
    'a rule on a card is no place',
    dragging(
      { kind: 'rule', action: 'Allow', direction: 'ingress', service: null },
      { kind: 'policy', id: id('a') },
      setTier(1),
    ),
    { kind: 'none' },
  ],
];
test.each(rows)('%s', (_what, state, insertion) => expect(insertionOf(state, lanes)).toEqual(insertion));
