import {
  cardsByBox,
  isArrow,
  isBox,
  isCard,
  type CardSpec,
  type ElementSpec,
  type StackMember,
} from './element-spec.ts';

/** A line of the canvas's twin: what a screen reader reads and the keyboard walks. */
export interface TwinEntry {
  readonly id: string;
  /** null: the empty canvas, a place to put new things. Of a member it is the card of its stack. */
  readonly spec: ElementSpec | null;
  /** One of the pods that `spec` stands for. */
  readonly member: StackMember | null;
  /** 1: a box or a free card; 2: a card in a box; one deeper: what a card stands for. */
  readonly level: 1 | 2 | 3;
  /** Of a stack: whether its members are listed below it; of a box, whether it is drawn with what it holds. null: of all else. */
  readonly expanded: boolean | null;
  readonly text: string;
}

export const emptyPlace: TwinEntry = {
  id: 'empty-place',
  spec: null,
  member: null,
  level: 1,
  expanded: null,
  text: 'Empty place on the canvas',
};

/**
 * Boxes with their cards below them, then the cards that lie free, as they are drawn.
 *
 * @param expanded cards of stacks whose members are listed
 */
export function endpointEntries(
  specs: readonly ElementSpec[],
  expanded: ReadonlySet<string> = new Set(),
): readonly TwinEntry[] {
  const held = cardsByBox(specs.filter(isCard));
  const boxes = specs.filter(isBox).flatMap((box): readonly TwinEntry[] => {
    const kind = { namespace: 'Namespace', 'cluster-node': 'Node', label: 'Pods', unplaced: '' }[box.what];
    const text = `${kind} ${box.title}${labelWords(box.labels)}${box.unprotected ? ', unprotected' : ''}`.trim();
    const entry: TwinEntry = { id: box.id, spec: box, member: null, level: 1, expanded: true, text };
    return [entry, ...cardEntries(held.get(box.id) ?? [], 2, expanded)];
  });
  return [emptyPlace, ...boxes, ...cardEntries(held.get(null) ?? [], 1, expanded)];
}

function cardEntries(cards: readonly CardSpec[], level: 1 | 2, expanded: ReadonlySet<string>): readonly TwinEntry[] {
  return cards.flatMap((card): readonly TwinEntry[] => {
    const isOpen = card.stack.length > 0 && expanded.has(card.id);
    const text = `${card.spoken}${labelWords(card.labels)}`;
    const state = card.stack.length === 0 && card.collapsed === null ? null : isOpen;
    const entry: TwinEntry = { id: card.id, spec: card, member: null, level, expanded: state, text };
    return [entry, ...(isOpen ? memberEntries(card, level === 1 ? 2 : 3) : [])];
  });
}

function memberEntries(card: CardSpec, level: 2 | 3): readonly TwinEntry[] {
  return card.stack.map((member) => ({
    id: `${member.id} in its stack`,
    spec: card,
    member,
    level,
    expanded: null,
    text: member.spoken,
  }));
}

function labelWords(labels: readonly string[]): string {
  return labels.length === 0 ? '' : `, labels ${labels.join(', ')}`;
}

export function arrowEntries(specs: readonly ElementSpec[]): readonly TwinEntry[] {
  return specs.filter(isArrow).map((arrow) => ({
    id: arrow.id,
    spec: arrow,
    member: null,
    level: 1,
    expanded: null,
    text: arrow.spoken,
  }));
}
