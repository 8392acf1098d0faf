import type { Command } from '../edit/command.ts';
import { orderBetween } from '../edit/order-between.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { boardLanes, type BoardPolicy } from '../policy/board.ts';
import type { FixMaker } from './fix.ts';
import { entitiesOf, subjectOf } from './problem-subject.ts';

// Orders that keep the present order of evaluation and no longer hang on names.

const [tierStep, policyStep, mostPriority] = [100_000, 100, 1000];

/** A tier that ties with its neighbour gets an order between its neighbours. */
export function spreadTiers(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const subject = subjectOf(problem, document);
  if (subject?.entity.kind !== 'tier') return null;
  const lanes = lanesOf(document).filter(({ order }) => order !== null);
  const at = lanes.findIndex(({ tier }) => tier === subject.entity.name);
  const neighbours = [lanes[at - 1], lanes[at + 1]].map((lane) => lane && { order: lane.order, isFixed: true });
  const order = orderBetween(neighbours[0] ?? null, neighbours[1] ?? null, tierStep);
  if (at === -1 || order === null) return null;
  return {
    label: `Give tier ${subject.entity.name} the order ${order.toLocaleString('en')}`,
    command: setOrder(subject.resource.id, order),
  };
}

/** Policies behind the first of their order get orders of their own; of those without order, all but the last. */
export function spreadPolicies(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const tie = tieOf(problem.resource, document);
  if (tie === null) return null;
  const { tied, before, after } = tie;
  const isLast = tied[0]?.order === null;
  const moved = isLast ? tied.slice(0, -1) : tied.slice(1);
  const commands: Command[] = [];
  let low = isLast ? before : (tied[0]?.order ?? null);
  for (const { policy } of moved) {
    const order = orderBetween(ordered(low), isLast ? null : ordered(after), policyStep);
    if (order === null || policy.kind !== 'calico-policy') return null;
    commands.push(setOrder(policy.id, order));
    low = order;
  }
  const label = `Give ${tied.length} policies different orders, as they stand now`;
  return commands.length === 0 ? null : { label, command: { type: 'sequence', label, commands } };
}

/** Priorities are whole numbers: the second of two gets the next one if nobody has it. */
export function spreadPriorities(...[problem, document]: Parameters<FixMaker>): ReturnType<FixMaker> {
  const tie = tieOf(problem.resource, document);
  const [first, second, third] = tie?.tied ?? [];
  const order = first?.order ?? null;
  if (tie === null || order === null || second === undefined || third !== undefined) return null;
  const priority = order + 1;
  if (second.policy.kind !== 'unmodelled-policy' || priority > mostPriority || (tie.after ?? Infinity) <= priority)
    return null;
  return {
    label: `Give ${second.policy.name} the priority ${priority}`,
    command: { type: 'set-field', resource: second.policy.id, path: ['spec', 'priority'], value: priority },
  };
}

/** Policies of one tier with the same order. */
interface Tie {
  readonly tied: readonly BoardPolicy[];
  /** Orders of the neighbours; null: none. */
  readonly before: number | null;
  readonly after: number | null;
}

function tieOf(policy: ResourceId | null, document: ClusterDocument): Tie | null {
  const lane = lanesOf(document).find(({ policies }) => policies.some((one) => one.policy.id === policy));
  const inForce = lane?.policies.filter(({ state }) => state === 'in-force') ?? [];
  const one = inForce.find((found) => found.policy.id === policy);
  if (one === undefined) return null;
  const tied = inForce.filter(({ order }) => order === one.order);
  const first = inForce.indexOf(tied[0] ?? one);
  return {
    tied,
    before: inForce[first - 1]?.order ?? null,
    after: inForce[first + tied.length]?.order ?? null,
  };
}

function lanesOf(document: ClusterDocument): ReturnType<typeof boardLanes> {
  const entities = entitiesOf(document);
  const disabled = new Set(entities.flatMap((entity) => (entity.kind === 'design' ? [...entity.spec.disabled] : [])));
  return boardLanes({ entities, disabled, version: settingsOf(document).calicoVersion, staged: 'ignored' });
}

function ordered(order: number | null): { readonly order: number; readonly isFixed: boolean } | null {
  return order === null ? null : { order, isFixed: true };
}

function setOrder(resource: ResourceId, order: number): Command {
  return { type: 'set-field', resource, path: ['spec', 'order'], value: order };
}
