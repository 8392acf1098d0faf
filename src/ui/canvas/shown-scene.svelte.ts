/* eslint-disable svelte/prefer-svelte-reactivity -- the scene's maps are never changed; what reacts are the spots */
import { untrack } from 'svelte';
import type { ArrowLine } from './arrow-line.ts';
import type { Rect } from './geometry.ts';
import type { Scene } from './scene.ts';

class Spot<Place> {
  at = $state.raw<Place>();
  constructor(at: Place | undefined) {
    this.at = at;
  }
}

/** The places of one kind of element. A spot must not be made by who reads it: Svelte would not tell the reader of it. */
class Spots<Place> {
  readonly #isSame: (before: Place, after: Place) => boolean;
  #spots: ReadonlyMap<string, Spot<Place>> = new Map();
  /** Counts, for those that read a place that is not there yet. */
  #added = $state(0);

  constructor(isSame: (before: Place, after: Place) => boolean) {
    this.#isSame = isSame;
  }

  at(id: string): Place | undefined {
    const spot = this.#spots.get(id);
    if (spot === undefined && this.#added >= 0) return undefined;
    return spot?.at;
  }

  show(before: ReadonlyMap<string, Place>, after: ReadonlyMap<string, Place>): void {
    const known = this.#spots;
    const added = [...after].filter(([id]) => !known.has(id));
    const gone = [...known].filter(([id]) => !after.has(id));
    for (const [id, place] of after) {
      const was = before.get(id);
      const isKept = was === place || (was !== undefined && this.#isSame(was, place));
      const spot = known.get(id);
      if (spot !== undefined && !isKept) spot.at = place;
    }
    for (const [, spot] of gone) spot.at = undefined;
    if (added.length === 0 && gone.length === 0) return;
    this.#spots = new Map([...after].map(([id, place]) => [id, known.get(id) ?? new Spot(place)]));
    if (added.length > 0) this.#added = untrack(() => this.#added) + 1;
  }
}

/**
 * The scene as components read it: one that reads a card's place is worked out anew when that card moves, not when any does.
 * Of a big picture all would be, in each frame of a drag.
 */
export class ShownScene {
  #scene: Scene = { cards: new Map(), boxes: new Map(), arrows: new Map() };
  readonly #cards = new Spots<Rect>(isSameRect);
  readonly #boxes = new Spots<Rect>(isSameRect);
  // Lines are compared as objects: most of them are kept while something is dragged.
  readonly #arrows = new Spots<ArrowLine>(() => false);

  constructor(scene: Scene) {
    this.show(scene);
  }

  card(id: string): Rect | undefined {
    return this.#cards.at(id);
  }
  box(id: string): Rect | undefined {
    return this.#boxes.at(id);
  }
  arrow(id: string): ArrowLine | undefined {
    return this.#arrows.at(id);
  }

  /** Takes the place of the scene before. */
  show(scene: Scene): void {
    const before = this.#scene;
    this.#scene = scene;
    this.#cards.show(before.cards, scene.cards);
    this.#boxes.show(before.boxes, scene.boxes);
    this.#arrows.show(before.arrows, scene.arrows);
  }
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
