import type { Hiding } from '../../app/find.svelte.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { endpointsOf, isArrow, isCard, type BoxSpec, type CardSpec, type ElementSpec } from '../canvas/element-spec.ts';

interface Ground {
  readonly boxes: readonly BoxSpec[];
  readonly cards: readonly CardSpec[];
}

/**
 * The boxes and cards that are not hidden. A card goes when all that it stands for is hidden, a box with its cards, and
 * when the last of its cards goes. Where nothing is hidden the ground is the same object.
 */
export function visibleGround<Given extends Ground>(ground: Given, hiding: Hiding): Ground | Given {
  if (hiding.endpoints.size === 0 && hiding.resources.size === 0) return ground;
  const hiddenBoxes = new Set(ground.boxes.filter((box) => isHiddenBox(box, hiding)).map(({ id }) => id));
  const isIn = ({ box }: CardSpec, boxes: ReadonlySet<string>): boolean => box !== null && boxes.has(box);
  const cards = ground.cards.filter((card) => !isIn(card, hiddenBoxes) && !isHiddenCard(card, hiding));
  const held = new Set(ground.cards.map(({ box }) => box));
  const holding = new Set(cards.map(({ box }) => box));
  const boxes = ground.boxes.filter(({ id }) => !hiddenBoxes.has(id) && (holding.has(id) || !held.has(id)));
  return { boxes, cards };
}

function isHiddenBox({ target }: BoxSpec, hiding: Hiding): boolean {
  return target.kind === 'resource' && hiding.resources.has(target.id);
}

function isHiddenCard(card: CardSpec, hiding: Hiding): boolean {
  const endpoints = endpointsOf(card);
  if (endpoints.length > 0) return endpoints.every((id) => hiding.endpoints.has(id));
  return card.target.kind === 'resource' && hiding.resources.has(card.target.id);
}

/** Without the arrows all of whose pairs are hidden; where none is, the same list. */
export function withoutHiddenArrows(specs: readonly ElementSpec[], { pair }: Hiding): readonly ElementSpec[] {
  if (pair === null) return specs;
  const endpoints = new Map(specs.filter(isCard).map((card) => [card.id, endpointsOf(card)]));
  return specs.filter((spec) => {
    if (!isArrow(spec)) return true;
    const [from, to] = [endpoints.get(spec.from) ?? [spec.source], endpoints.get(spec.to) ?? [spec.destination]];
    return from.some((source) => to.some((destination) => isShown(source, destination, pair)));
  });
}

function isShown(source: EndpointId, destination: EndpointId, pair: NonNullable<Hiding['pair']>): boolean {
  return source !== destination && !pair(source, destination);
}

/** The id of the card that stands for an endpoint; of anything else that is drawn, its own. */
export function cardFor(specs: readonly ElementSpec[], id: string): string {
  const card = specs.find((spec) => isCard(spec) && endpointsOf(spec).some((endpoint) => endpoint === id));
  return card === undefined ? id : card.id;
}
