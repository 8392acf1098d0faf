import { describe, expect, test } from 'vitest';
import { emptyDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Command } from './command.ts';
import type { DropContext, DropPlan, DropPolicy, DropTier } from './drop-context.ts';
import { planDrop } from './drop.ts';

const id = (name: string): ResourceId => name as ResourceId;

function policy(name: string, order: number | null, kind: DropPolicy['kind'] = 'calico'): DropPolicy {
  const facts = { namespace: null, staged: false, selects: new Set<never>(), directions: [] };
  return { id: id(name), name, kind, order, ...facts };
}

function lane(name: string, ...policies: readonly DropPolicy[]): DropTier {
  return { name, resource: null, order: 1_000_000, builtIn: name === 'default', policies };
}

const moved = policy('moved', 100);

function context(...policies: readonly DropPolicy[]): DropContext {
  return { document: emptyDocument, endpoints: [], tiers: [lane('home', moved), lane('target', ...policies)] };
}

function numbered(...orders: readonly (number | null)[]): DropContext {
  return context(...orders.map((order, index) => policy(`p${index}`, order)));
}

function planned(within: DropContext, name: string, tier: string, index: number): DropPlan {
  const plan = planDrop(within, { kind: 'policy', policy: id(name) }, { kind: 'tier', tier, index });
  if (!plan.ok) throw new Error(plan.error.reason);
  return plan.value;
}

function refusal(within: DropContext, name: string, tier: string, index: number): string {
  const plan = planDrop(within, { kind: 'policy', policy: id(name) }, { kind: 'tier', tier, index });
  return plan.ok ? '' : plan.error.reason;
}

/** `name order` of every policy that a command moves. */
function moves(command: Command): readonly string[] {
  if (command.type === 'sequence') return command.commands.flatMap(moves);
  return command.type === 'set-tier' ? [`${command.policy} ${command.tier} ${command.order ?? '-'}`] : [];
}

describe('a policy card on a lane gets an order between its neighbours', () => {
  const rows: readonly [what: string, orders: (number | null)[], index: number, order: number][] = [
    ['into an empty tier', [], 0, 100],
    ['before the first', [50], 0, 30],
    ['between two', [50, 60], 1, 55],
    ['behind the last', [50], 1, 150],
    ['behind all of them, however many they are', [50, 60], 9, 160],
    ['before one without order', [null], 0, 100],
    ['between one with and one without order', [50, null], 1, 150],
  ];
  test.each(rows)('%s', (_, orders, index, order) => {
    const { options, confirm } = planned(numbered(...orders), 'moved', 'target', index);
    expect([options.map(({ command }) => command), confirm]).toEqual([
      [{ type: 'set-tier', policy: id('moved'), tier: 'target', order }],
      false,
    ]);
  });
  test('which is said before and after', () => {
    const [option] = planned(numbered(1900), 'moved', 'target', 1).options;
    expect([option.label, option.sentence]).toEqual([
      'Move to target, order 2,000',
      'moved is now in tier target, order 2,000.',
    ]);
  });
  test('a Kubernetes NetworkPolicy counts with its fixed 1,000', () => {
    const within = context(policy('k', 1000, 'kubernetes'));
    expect(moves(planned(within, 'moved', 'target', 0).options[0].command)).toEqual(['moved target 500']);
    expect(moves(planned(within, 'moved', 'target', 1).options[0].command)).toEqual(['moved target 1100']);
  });
});

describe('where no number lies between, the lane is numbered anew, after a question', () => {
  const rows: readonly [what: string, within: DropContext, index: number, moves: readonly string[]][] = [
    ['between two of one order', numbered(7, 7), 1, ['p0 target 100', 'moved target 200', 'p1 target 300']],
    ['behind one without order', numbered(null), 1, ['p0 target 100', 'moved target 200']],
    ['only those whose order changes', numbered(100, 100), 1, ['moved target 200', 'p1 target 300']],
    [
      'around what is fixed',
      context(policy('a', 1000), policy('k', 1000, 'kubernetes'), policy('z', null)),
      1,
      ['a target 100', 'moved target 200', 'z target 1100'],
    ],
  ];
  test.each(rows)('%s', (_what, within, index, expected) => {
    const { options, confirm } = planned(within, 'moved', 'target', index);
    expect([moves(options[0].command), confirm]).toEqual([expected, true]);
    expect(options[0].command).toMatchObject({ type: 'sequence', label: 'Renumber tier target and move moved' });
  });
  test('within one lane the card itself is numbered in its new place', () => {
    const within = context(policy('a', 5), policy('b', 5), policy('c', 5));
    expect(moves(planned(within, 'c', 'target', 1).options[0].command)).toEqual([
      'a target 100',
      'c target 200',
      'b target 300',
    ]);
  });
});

describe('is refused with a reason', () => {
  const between = context(policy('k', 1000, 'kubernetes'), policy('l', 1000, 'kubernetes'), policy('c', 3, 'other'));
  const rows: readonly [what: string, name: string, tier: string, index: number, reason: RegExp][] = [
    ['where it stands', 'moved', 'home', 0, /stands here already/],
    ['between fixed ones of one order', 'moved', 'target', 1, /only their names decide/],
    ['a Kubernetes NetworkPolicy', 'k', 'home', 0, /always stands in tier default at order 1,000/],
    ['a cluster policy', 'c', 'home', 0, /change the priority in Properties/],
    ['one that is gone', 'gone', 'home', 0, /not there any more/],
    ['a lane that is gone', 'moved', 'gone', 0, /not there any more/],
  ];
  test.each(rows)('%s', (_what, name, tier, index, reason) => {
    expect(refusal(between, name, tier, index)).toMatch(reason);
  });
});
