import type { Point } from '../../core/model/design.ts';
import { isCard, type CardSpec, type ElementSpec } from './element-spec.ts';
import { arrange } from './layout.ts';

/**
 * Remembers the places that were found for elements without a stored one, so that no later edit moves them. A place that
 * the user gave is not remembered: taking it back (undo) brings the found one back.
 */
export class Arrangement {
  #picture = '';
  #found: ReadonlyMap<string, Point> = new Map();
  /** Card of a stack → its members, as they were drawn last. */
  #stacks: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  /** @param picture names the design and its grouping: in another one all is found afresh */
  places(
    picture: string,
    specs: readonly ElementSpec[],
    stored: ReadonlyMap<string, Point>,
  ): ReadonlyMap<string, Point> {
    if (picture !== this.#picture) [this.#found, this.#stacks] = [new Map(), new Map()];
    this.#picture = picture;
    const cards = specs.filter(isCard);
    this.#found = this.#handedOn(cards, stored);
    this.#stacks = new Map(
      cards.flatMap(({ id, stack }) => (stack.length === 0 ? [] : [[id, new Set(stack.map((member) => member.id))]])),
    );
    const places = arrange(specs, stored, this.#found);
    // What is no longer drawn is forgotten, so that another design finds an empty canvas.
    this.#found = new Map(
      [...places].map(([id, place]) => [id, stored.has(id) ? (this.#found.get(id) ?? place) : place]),
    );
    return places;
  }

  /** A stack whose first member leaves it is called by another one, and stays where it is: the one that leaves moves. */
  #handedOn(cards: readonly CardSpec[], stored: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
    const found = new Map(this.#found);
    for (const { id, stack } of cards) {
      if (stack.length === 0 || found.has(id)) continue;
      const [former] = [...this.#stacks].find(([, members]) => members.has(id)) ?? [];
      const place = former === undefined ? undefined : found.get(former);
      // A place of the user's stays with the one that it was given to.
      if (former === undefined || place === undefined || stored.has(former)) continue;
      found.delete(former);
      found.set(id, place);
    }
    return found;
  }
}
