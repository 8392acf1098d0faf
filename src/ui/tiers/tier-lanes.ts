import type { Entity } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { Direction } from '../../core/model/policy.ts';
import type { TierLane } from '../../core/policy/inspect.ts';
import type { LoweredPolicy, Ruleset } from '../../core/policy/ruleset.ts';
import { printSelector } from '../../core/selector/print.ts';
import type { Selector } from '../../core/selector/ast.ts';

/** A tier as a lane of the board, with its policies in the order in which they are asked. */
export interface Lane {
  readonly name: string;
  /** null: built in, or named by policies only. */
  readonly resource: ResourceId | null;
  readonly order: string;
  readonly atEnd: 'Deny' | 'Pass';
  /** `missing`: policies name it, but nobody made it. */
  readonly origin: 'written' | 'built-in' | 'missing';
  readonly cards: readonly LaneCard[];
}

export interface LaneCard {
  readonly id: ResourceId;
  readonly name: string;
  readonly namespace: string | null;
  readonly dialect: 'Calico' | 'Kubernetes';
  readonly order: string;
  readonly appliesTo: string;
  readonly directions: readonly Direction[];
  readonly rules: number;
  /** Has the same order as the one before it: the name decides (R4.2). */
  readonly tie: boolean;
}

/** The lanes of the board, left to right as they are evaluated (R4.1, R4.2). */
export function lanesOf(
  resolved: readonly TierLane[],
  ruleset: Ruleset,
  entities: ReadonlyMap<ResourceId, Entity>,
): readonly Lane[] {
  const lowered = new Map(ruleset.policies.map((policy) => [policy.resource, policy]));
  return resolved.map(({ tier, resource, order, defaultAction, policies }) => ({
    name: tier,
    resource,
    order: order === null ? 'last' : order.toLocaleString('en'),
    atEnd: defaultAction === 'pass' ? 'Pass' : 'Deny',
    origin: order === null ? 'missing' : resource === null ? 'built-in' : 'written',
    cards: policies.flatMap((id, index) => {
      const previous = policies[index - 1];
      const entity = entities.get(id);
      const policy = lowered.get(id);
      if (entity === undefined || policy === undefined) return [];
      return [cardOf(entity, policy, previous === undefined ? undefined : lowered.get(previous))];
    }),
  }));
}

function cardOf(entity: Entity, policy: LoweredPolicy, previous: LoweredPolicy | undefined): LaneCard {
  return {
    id: entity.id,
    name: entity.name,
    namespace: 'namespace' in entity ? entity.namespace : null,
    dialect: entity.kind === 'calico-policy' ? 'Calico' : 'Kubernetes',
    order: policy.order === null ? 'last' : policy.order.toLocaleString('en'),
    appliesTo: subjectOf(entity),
    directions: policy.directions,
    rules: policy.rules.ingress.length + policy.rules.egress.length,
    tie: previous !== undefined && previous.order === policy.order,
  };
}

function subjectOf(entity: Entity): string {
  switch (entity.kind) {
    case 'calico-policy':
      return [
        printed(entity.selector),
        entity.namespaceSelector === null ? '' : `in ${printed(entity.namespaceSelector)}`,
      ]
        .filter((part) => part !== '')
        .join(' ');
    case 'kube-network-policy':
      return printed(entity.podSelector);
    default:
      return '';
  }
}

function printed(selector: Selector | null): string {
  return selector === null ? 'all()' : printSelector(selector);
}

/** Among which of a lane's cards a pointer at `clientY` stands, counted without the card that is dragged. */
export function laneIndexAt(lane: Element, clientY: number, dragged: ResourceId | null): number {
  const cards = [...lane.querySelectorAll<HTMLElement>('[data-policy]')].filter(
    (card) => card.dataset['policy'] !== dragged,
  );
  const after = cards.findIndex((card) => {
    const { top, height } = card.getBoundingClientRect();
    return clientY < top + height / 2;
  });
  return after === -1 ? cards.length : after;
}
