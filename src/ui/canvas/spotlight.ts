import type { Highlight } from '../../app/view.svelte.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { endpointsOf, isArrow, isCard, type ArrowSpec, type CardSpec, type ElementSpec } from './element-spec.ts';

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
