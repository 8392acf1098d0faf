import type { Point } from '../../core/model/design.ts';
import type { ElementSpec } from './element-spec.ts';
import { arrange } from './layout.ts';

/**
 * Remembers the places that were found for elements without a stored one, so that no later edit moves them. A place that
 * the user gave is not remembered: taking it back (undo) brings the found one back.
 */
export class Arrangement {
  #picture = '';
  #found: ReadonlyMap<string, Point> = new Map();

  /** @param picture names the design and its grouping: in another one all is found afresh */
  places(
    picture: string,
    specs: readonly ElementSpec[],
    stored: ReadonlyMap<string, Point>,
  ): ReadonlyMap<string, Point> {
    if (picture !== this.#picture) this.#found = new Map();
    this.#picture = picture;
    const places = arrange(specs, stored, this.#found);
    // What is no longer drawn is forgotten, so that another design finds an empty canvas.
    this.#found = new Map(
      [...places].map(([id, place]) => [id, stored.has(id) ? (this.#found.get(id) ?? place) : place]),
    );
    return places;
  }
}
