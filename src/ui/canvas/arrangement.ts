import type { Grouping, Point } from '../../core/model/design.ts';
import type { ElementSpec } from './element-spec.ts';
import { arrange } from './layout.ts';

/**
 * Remembers the places that were found for elements without a stored one, so that no later edit moves them. A place that
 * the user gave is not remembered: taking it back (undo) brings the found one back.
 */
export class Arrangement {
  #grouping: Grouping = 'namespace';
  #found: ReadonlyMap<string, Point> = new Map();

  /** @param grouping with another one the boxes hold other cards, and all is found afresh */
  places(
    grouping: Grouping,
    specs: readonly ElementSpec[],
    stored: ReadonlyMap<string, Point>,
  ): ReadonlyMap<string, Point> {
    if (grouping !== this.#grouping) this.#found = new Map();
    this.#grouping = grouping;
    const places = arrange(specs, stored, this.#found);
    // What is no longer drawn is forgotten, so that another design finds an empty canvas.
    this.#found = new Map(
      [...places].map(([id, place]) => [id, stored.has(id) ? (this.#found.get(id) ?? place) : place]),
    );
    return places;
  }
}
