import type { Policy } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import { directions, type Direction } from '../../core/model/policy.ts';
import type { CalicoVersion } from '../../core/model/settings.ts';
import type { BoardLane, BoardPolicy, PolicyState } from '../../core/policy/board.ts';
import { printSelector } from '../../core/selector/print.ts';
import type { Selector } from '../../core/selector/ast.ts';
import { fullName } from '../controls/kinds.ts';
import { unreachable } from '../../core/result.ts';

/** A tier as a lane of the board, with its policies in the order in which they are asked. */
export interface Lane {
  readonly name: string;
  /** null: built in, or named by policies only. */
  readonly resource: ResourceId | null;
  readonly order: string;
  readonly atEnd: 'Deny' | 'Pass';
  /** `missing`: policies name it, but nobody made it. */
  readonly origin: BoardLane['origin'];
  /** Why it can't be moved; '' where it can. */
  readonly fixed: string;
  readonly cards: readonly LaneCard[];
}

export interface LaneCard {
  readonly id: ResourceId;
  readonly name: string;
  /** With its namespace, if it has one. */
  readonly fullName: string;
  /** As users write it in a manifest; both NetworkPolicies say whose they are. */
  readonly kind: string;
  readonly order: string;
  /** Why it can't be moved; '' where it can. */
  readonly fixed: string;
  readonly appliesTo: string;
  /** Those it takes part in, with the number of their rules. */
  readonly directions: readonly { readonly direction: Direction; readonly rules: number | null }[];
  /** null: they are not counted here, as for all kinds of policy.networking.k8s.io. */
  readonly rules: number | null;
  readonly state: PolicyState;
  /** `Staged: delete`; '' where there is nothing to say. */
  readonly stateWords: string;
  readonly tie: Tie | null;
}

/** Cards that have the same order, or none, stand by their names (R4.2). */
export interface Tie {
  readonly at: 'first' | 'middle' | 'last';
  readonly words: string;
  readonly rule: string;
}

/** The lanes of the board, left to right as they are evaluated (R4.1, R4.2). */
export function lanesOf(board: readonly BoardLane[], version: CalicoVersion): readonly Lane[] {
  return board.map(({ tier, resource, order, defaultAction, origin, policies }) => ({
    name: tier,
    resource,
    order: order === null ? 'last' : order.toLocaleString('en'),
    atEnd: defaultAction === 'pass' ? 'Pass' : 'Deny',
    origin,
    fixed: fixedLane[origin],
    cards: policies.map((policy, index) => cardOf(policy, tieAt(policies, index, version))),
  }));
}

const fixedLane: Readonly<Record<BoardLane['origin'], string>> = {
  written: '',
  'built-in': 'Built into every cluster: its order and its default action can’t be changed.',
  missing: 'Policies name this tier, but it does not exist: it is evaluated last and denies at its end.',
};

function cardOf({ policy, order, state }: BoardPolicy, tie: Tie | null): LaneCard {
  const counts = ruleCounts(policy);
  return {
    id: policy.id,
    name: policy.name,
    fullName: fullName(policy),
    kind: kindOf(policy),
    order: order === null ? 'no order' : order.toLocaleString('en'),
    fixed: whyFixed(policy),
    appliesTo: subjectOf(policy),
    directions: directions
      .filter((direction) => policy.types.includes(direction))
      .map((direction) => ({ direction, rules: counts?.[direction] ?? null })),
    rules: counts === null ? null : counts.ingress + counts.egress,
    state,
    stateWords: stateWords(policy, state),
    tie,
  };
}

/** null: its rules are not read as entities. */
function ruleCounts(policy: Policy): Readonly<Record<Direction, number>> | null {
  return policy.kind === 'unmodelled-policy' ? null : { ingress: policy.ingress.length, egress: policy.egress.length };
}

function kindOf(policy: Policy): string {
  switch (policy.kind) {
    case 'calico-policy':
      return policy.namespace === null ? 'GlobalNetworkPolicy' : 'NetworkPolicy · Calico';
    case 'kube-network-policy':
      return 'NetworkPolicy · Kubernetes';
    case 'unmodelled-policy':
      return policy.manifestKind;
    default:
      return unreachable(policy);
  }
}

function whyFixed(policy: Policy): string {
  switch (policy.kind) {
    case 'calico-policy':
      return '';
    case 'kube-network-policy':
      return 'Fixed: a Kubernetes NetworkPolicy always stands in tier default at order 1,000.';
    case 'unmodelled-policy':
      return policy.manifestKind === 'BaselineAdminNetworkPolicy'
        ? 'Fixed: there is one of its kind, at order 1,000.'
        : 'Fixed: its kind says its tier, its priority its place.';
    default:
      return unreachable(policy);
  }
}

function stateWords(policy: Policy, state: PolicyState): string {
  switch (state) {
    case 'in-force':
      return '';
    case 'disabled':
      return 'disabled';
    case 'as-enforced':
      return 'as enforced';
    case 'replaced':
      return 'replaced in preview';
    case 'staged': {
      const action = 'stagedAction' in policy ? policy.stagedAction : 'set';
      return action === 'set' ? 'staged' : `staged: ${action}`;
    }
    default:
      return unreachable(state);
  }
}

function tieAt(policies: readonly BoardPolicy[], index: number, version: CalicoVersion): Tie | null {
  const order = policies[index]?.order ?? null;
  const isTied = (other: BoardPolicy | undefined): boolean => other !== undefined && other.order === order;
  const [before, after] = [isTied(policies[index - 1]), isTied(policies[index + 1])];
  if (!before && !after) return null;
  const at = !before ? 'first' : after ? 'middle' : 'last';
  const words =
    order === null
      ? 'no order: after all numbers, by name'
      : `same order (${order.toLocaleString('en')}): decided by name`;
  return { at, words, rule: tieRule(version) };
}

/** R4.2. */
function tieRule(version: CalicoVersion): string {
  return version === '3.32' || version === '3.33'
    ? 'Calico 3.32 and newer compare name/namespace/kind byte by byte: a-b comes before a.'
    : `Calico ${version} compares the names with their tier in front, byte by byte: a comes before a-b.`;
}

function subjectOf(policy: Policy): string {
  switch (policy.kind) {
    case 'calico-policy': {
      const { selector, namespaceSelector, serviceAccountSelector } = policy;
      const terms = [
        ...(selector === null && (namespaceSelector ?? serviceAccountSelector) !== null ? [] : [printed(selector)]),
        ...(namespaceSelector === null ? [] : [`in ${printed(namespaceSelector)}`]),
        ...(serviceAccountSelector === null ? [] : [`as ${printed(serviceAccountSelector)}`]),
      ];
      return terms.join(' ');
    }
    case 'kube-network-policy':
      return printed(policy.podSelector);
    case 'unmodelled-policy': {
      if (policy.subject === null) return 'everyone: its subject can’t be read';
      const { podSelector, namespaceSelector } = policy.subject;
      return `${printed(podSelector)} in ${printed(namespaceSelector)}`;
    }
    default:
      return unreachable(policy);
  }
}

function printed(selector: Selector | null): string {
  return selector === null ? 'all()' : printSelector(selector);
}

/** Among which of a lane's cards a pointer at `clientY` stands, counted without the card that is dragged. */
export function laneIndexAt(lane: Element, clientY: number, dragged: ResourceId | null): number {
  return indexAmong(
    lane,
    '[data-policy]',
    (card) => card.dataset['policy'] === dragged,
    ({ top, height }) => {
      return clientY < top + height / 2;
    },
  );
}

/** Among which lanes a pointer at `clientX` stands, counted without the lane that is dragged. */
export function boardIndexAt(board: Element, clientX: number, dragged: string): number {
  return indexAmong(
    board,
    '[data-lane]',
    (lane) => lane.dataset['lane'] === dragged,
    ({ left, width }) => {
      return clientX < left + width / 2;
    },
  );
}

function indexAmong(
  parent: Element,
  selector: string,
  isDragged: (element: HTMLElement) => boolean,
  isBefore: (box: DOMRect) => boolean,
): number {
  const others = [...parent.querySelectorAll<HTMLElement>(selector)].filter((element) => !isDragged(element));
  const after = others.findIndex((element) => isBefore(element.getBoundingClientRect()));
  return after === -1 ? others.length : after;
}
