import { cardsByBox, isArrow, isBox, isCard, type ElementSpec } from './element-spec.ts';

/** A line of the canvas's twin: what a screen reader reads and the keyboard walks. */
export interface TwinEntry {
  readonly id: string;
  /** null: the empty canvas, a place to put new things. */
  readonly spec: ElementSpec | null;
  /** 1: a box or a free card; 2: a card in a box. */
  readonly level: 1 | 2;
  readonly text: string;
}

export const emptyPlace: TwinEntry = { id: 'empty-place', spec: null, level: 1, text: 'Empty place on the canvas' };

/** Boxes with their cards below them, then the cards that lie free, as they are drawn. */
export function endpointEntries(specs: readonly ElementSpec[]): readonly TwinEntry[] {
  const held = cardsByBox(specs.filter(isCard));
  const boxes = specs.filter(isBox).flatMap((box): readonly TwinEntry[] => {
    const kind = { namespace: 'Namespace', 'cluster-node': 'Node', unplaced: '' }[box.what];
    const labels = box.labels.length === 0 ? '' : `, labels ${box.labels.join(', ')}`;
    const text = `${kind} ${box.title}${labels}${box.unprotected ? ', unprotected' : ''}`.trim();
    return [{ id: box.id, spec: box, level: 1, text }, ...cardEntries(held.get(box.id) ?? [], 2)];
  });
  return [emptyPlace, ...boxes, ...cardEntries(held.get(null) ?? [], 1)];
}

function cardEntries(cards: readonly ElementSpec[], level: 1 | 2): readonly TwinEntry[] {
  return cards.filter(isCard).map((card) => {
    const labels = card.labels.length === 0 ? '' : `, labels ${card.labels.join(', ')}`;
    return { id: card.id, spec: card, level, text: `${card.spoken}${labels}` };
  });
}

export function arrowEntries(specs: readonly ElementSpec[]): readonly TwinEntry[] {
  return specs.filter(isArrow).map((arrow) => ({ id: arrow.id, spec: arrow, level: 1, text: arrow.spoken }));
}
