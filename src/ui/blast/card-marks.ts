import type { BlastMark } from '../../app/blast.svelte.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { endpointsOf, type CardSpec } from '../canvas/element-spec.ts';

/** What is drawn on a card of those behind it that are or may be reached. */
export interface CardMark {
  readonly card: CardSpec;
  readonly kind: BlastMark['kind'];
  /** Of the nearest of them; 0 at the origin. */
  readonly hop: number;
  /** `2 of 12` where a card stands for several and not all of them are; '' otherwise. */
  readonly share: string;
}

/** Cards that stand for nobody who is reached are left out. */
export function cardMarks(cards: readonly CardSpec[], marks: ReadonlyMap<EndpointId, BlastMark>): readonly CardMark[] {
  return cards.flatMap((card): readonly CardMark[] => {
    const endpoints = endpointsOf(card);
    const met = endpoints.flatMap((id) => marks.get(id) ?? []);
    const [first, ...others] = met.map(({ kind, ...mark }) => ({ kind, hop: 'hop' in mark ? mark.hop : 0 }));
    if (first === undefined) return [];
    const nearest = others.reduce((near, mark) => (isNearer(mark, near) ? mark : near), first);
    const share = met.length === endpoints.length ? '' : `${met.length} of ${endpoints.length}`;
    return [{ card, ...nearest, share }];
  });
}

type Nearness = Pick<CardMark, 'kind' | 'hop'>;

const certainFirst: readonly BlastMark['kind'][] = ['origin', 'reached', 'possible'];

/** What is sure counts more than what is near. */
function isNearer(one: Nearness, other: Nearness): boolean {
  const [own, others] = [certainFirst.indexOf(one.kind), certainFirst.indexOf(other.kind)];
  return own < others || (own === others && one.hop < other.hop);
}

/** The look of a ring: each further hop is drawn with less weight, in grey as in colour. */
export function ringOf({ kind, hop }: Nearness): 'origin' | 'near' | 'next' | 'far' | 'possible' {
  if (kind !== 'reached') return kind;
  return hop === 1 ? 'near' : hop === 2 ? 'next' : 'far';
}
