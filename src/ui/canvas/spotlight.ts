import type { Highlight } from '../../app/view.svelte.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import {
  endpointsOf,
  isArrow,
  isBox,
  isCard,
  type ArrowSpec,
  type CardSpec,
  type ElementSpec,
} from './element-spec.ts';
import { standsFor } from './emphasis.ts';

/** What stands out for a moment; all that is in neither set steps back. Nothing moves and no spec changes. */
export interface Spotlight {
  /** Asked for by name. */
  readonly lit: ReadonlySet<string>;
  /** Goes with it: stays as it is. */
  readonly kept: ReadonlySet<string>;
}

/** How an element can look that does not look as ever. */
export const glows = ['lit', 'faded'] as const;

/** How an element looks in it; null: as ever. */
export function glowOf(spotlight: Spotlight | null, id: string): (typeof glows)[number] | null {
  if (spotlight?.lit.has(id) === true) return 'lit';
  return spotlight === null || spotlight.kept.has(id) ? null : 'faded';
}

/** Between the ends of an arrow in a `Highlight`. */
const arrowSign = ' → ';

/** The cards that stand for these endpoints, the arrows that stand for these pairs, and what these hang on. */
export function spotlightOf(specs: readonly ElementSpec[], { endpoints, arrows }: Highlight): Spotlight {
  const cards = specs.filter(isCard);
  const lit = new Set(cards.filter((card) => endpointsOf(card).some((id) => endpoints.has(id))).map(({ id }) => id));
  const wanted = cardPairs(cards, arrows);
  const kept = new Set<string>();
  for (const arrow of specs.filter(isArrow)) {
    if (!wanted.has(pairKey(arrow.from, arrow.to))) continue;
    lit.add(arrow.id);
    keepEnds(arrow, kept);
  }
  keepBoxes(cards, lit, kept);
  return { lit, kept };
}

/**
 * What these names stand for: elements, objects in them, endpoints, and pairs as `source → destination`. What lies in a
 * box that stands out, and the arrows between cards that do, go with it.
 *
 * @returns null where nothing of it is drawn
 */
export function spotlightOn(specs: readonly ElementSpec[], names: readonly string[]): Spotlight | null {
  const isNamed = new Set(names);
  // A name that is no endpoint's or pair's finds none.
  const of = spotlightOf(specs, { endpoints: new Set(names as readonly EndpointId[]), arrows: isNamed });
  const [lit, kept] = [new Set(of.lit), new Set(of.kept)];
  for (const spec of specs)
    if (isNamed.has(spec.id) || (!isArrow(spec) && names.some((name) => standsFor(spec, name as ResourceId))))
      lit.add(spec.id);
  if (lit.size === 0) return null;
  const boxes = new Set(specs.filter(isBox).flatMap(({ id }) => (lit.has(id) ? [id] : [])));
  const cards = specs.filter(isCard);
  for (const { id, box } of cards) if (box !== null && boxes.has(box)) kept.add(id);
  const stays = (id: string): boolean =>
    lit.has(id) || cards.some((card) => card.id === id && boxes.has(card.box ?? ''));
  for (const arrow of specs.filter(isArrow)) if (stays(arrow.from) && stays(arrow.to)) kept.add(arrow.id);
  keepBoxes(cards, lit, kept);
  return { lit, kept };
}

/** Nothing in it shines: it stays as it is, and all else steps back. */
export function withoutLight({ lit, kept }: Spotlight): Spotlight {
  return { lit: new Set(), kept: new Set([...lit, ...kept]) };
}

/**
 * A card with its arrows and their other ends, or an arrow with its ends.
 *
 * @returns null where nothing would stand out: a box, a card without arrows, something that is not drawn
 */
export function spotlightAround(specs: readonly ElementSpec[], id: string): Spotlight | null {
  const arrows = specs.filter(isArrow).filter((arrow) => arrow.id === id || arrow.from === id || arrow.to === id);
  if (arrows.length === 0) return null;
  const kept = new Set<string>([id]);
  for (const arrow of arrows) {
    kept.add(arrow.id);
    keepEnds(arrow, kept);
  }
  keepBoxes(specs.filter(isCard), kept, kept);
  return { lit: new Set(), kept };
}

/** What is selected: an arrow with its ends, or cards and boxes with all that hangs on them. */
export function focusedOn(specs: readonly ElementSpec[]): Spotlight | null {
  const arrows = specs.filter(isArrow).filter(({ emphasis }) => emphasis === 'selected');
  const about = arrows.length > 0 ? arrows : specs.filter((spec) => !isArrow(spec) && spec.emphasis === 'selected');
  const kept = new Set<string>(about.map(({ id }) => id));
  for (const { id } of about) for (const other of spotlightAround(specs, id)?.kept ?? []) kept.add(other);
  const cards = specs.filter(isCard);
  for (const { id, box } of cards) if (box !== null && about.some((spec) => spec.id === box)) kept.add(id);
  keepBoxes(cards, kept, kept);
  return kept.size === 0 ? null : { lit: new Set(), kept };
}

function keepEnds({ from, to }: ArrowSpec, kept: Set<string>): void {
  kept.add(from);
  kept.add(to);
}

/** The boxes around what stands out. */
function keepBoxes(cards: readonly CardSpec[], lit: ReadonlySet<string>, kept: Set<string>): void {
  for (const { id, box } of cards) if (box !== null && (lit.has(id) || kept.has(id))) kept.add(box);
}

/** The pairs of cards behind pairs of endpoints; those that no card stands for are left out. */
function cardPairs(cards: readonly CardSpec[], arrows: ReadonlySet<string>): ReadonlySet<string> {
  if (arrows.size === 0) return new Set();
  const cardOf = new Map<EndpointId, string>(
    cards.flatMap((card) => endpointsOf(card).map((endpoint) => [endpoint, card.id] as const)),
  );
  const pairs = new Set<string>();
  for (const arrow of arrows) {
    // Ids as a highlight writes them.
    const [source, destination] = arrow.split(arrowSign) as readonly string[] as readonly EndpointId[];
    const [from, to] = [source && cardOf.get(source), destination && cardOf.get(destination)];
    if (from !== undefined && to !== undefined) pairs.add(pairKey(from, to));
  }
  return pairs;
}

function pairKey(from: string, to: string): string {
  return `${from}${arrowSign}${to}`;
}
