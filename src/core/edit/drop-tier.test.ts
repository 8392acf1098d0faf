import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Command } from './command.ts';
import type { DropContext, DropPlan, DropTier } from './drop-context.ts';
import { planDrop } from './drop.ts';
import { tierOrderAt } from './drop-tier.ts';

function own(name: string, order: number): DropTier {
  return { name, resource: `Tier/${name}` as ResourceId, order, builtIn: false, policies: [] };
}
function builtIn(name: string, order: number): DropTier {
  return { name, resource: null, order, builtIn: true, policies: [] };
}
const [admin, standard] = [builtIn('kube-admin', 1_000), builtIn('default', 1_000_000)];
const missing: DropTier = { name: 'gone', resource: null, order: null, builtIn: false, policies: [] };

function plan(tiers: readonly DropTier[], tier: string, index: number): ReturnType<typeof planDrop> {
  const context: DropContext = { document: emptyDocument, endpoints: [], tiers };
  return planDrop(context, { kind: 'tier', tier }, { kind: 'tier-gap', index });
}

function planned(tiers: readonly DropTier[], tier: string, index: number): DropPlan {
  const result = plan(tiers, tier, index);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

function orders(command: Command): readonly string[] {
  if (command.type === 'sequence') return command.commands.flatMap(orders);
  return command.type === 'set-field' ? [`${command.resource} ${JSON.stringify(command.value)}`] : [];
}

describe('a lane between two others gets an order between theirs', () => {
  const tiers = [admin, own('a', 5_000), standard, own('b', 2_000_000)];
  const rows: readonly [what: string, tier: string, index: number, order: string][] = [
    ['first', 'a', 0, 'Tier/a 500'],
    ['before the default tier', 'b', 2, 'Tier/b 500000'],
    ['behind the default tier', 'a', 2, 'Tier/a 1500000'],
    ['last', 'a', 3, 'Tier/a 2100000'],
  ];
  test.each(rows)('%s', (_what, tier, index, order) => {
    const { options, confirm } = planned(tiers, tier, index);
    expect([orders(options[0].command), confirm]).toEqual([[order], false]);
  });
});

test('where no number lies between, the design’s own tiers are numbered anew, after a question', () => {
  const tied = [own('a', 500), standard, own('b', 1_000_000), own('c', 2_000_000)];
  const { options, confirm } = planned(tied, 'c', 2);
  expect([orders(options[0].command), confirm]).toEqual([['Tier/a 100000', 'Tier/c 1100000', 'Tier/b 1200000'], true]);
});

describe('is refused with a reason', () => {
  const tiers = [own('a', 5), standard, builtIn('other', 1_000_000), missing];
  const rows: readonly [what: string, tier: string, index: number, reason: RegExp][] = [
    ['a built-in one', 'default', 0, /built in: its place is fixed/],
    ['one that does not exist', 'gone', 0, /does not exist yet/],
    ['one that is gone', 'x', 0, /not there any more/],
    ['where it stands', 'a', 0, /stands here already/],
    ['behind one that does not exist', 'a', 3, /always evaluated last/],
    ['between built-in ones of one order', 'a', 1, /only names decide/],
  ];
  test.each(rows)('%s', (_what, tier, index, reason) => {
    const result = plan(tiers, tier, index);
    expect(!result.ok && result.error.reason).toMatch(reason);
  });
});

test('a new tier finds an order at any place that leaves one', () => {
  expect(tierOrderAt([admin, standard], 1)).toBe(500_000);
  expect(tierOrderAt([], 0)).toBe(100_000);
  expect(tierOrderAt([standard, own('b', 1_000_000)], 1)).toBe(null);
});
