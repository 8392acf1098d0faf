import type { Selection } from '../../../app/selection.svelte.ts';
import type { ElementSpec } from '../element-spec.ts';
import type { Rect } from '../geometry.ts';
import { selectedElements, selectionOfElements } from '../pick.ts';
import type { Scene } from '../scene.ts';
import { elementsInBand } from './rubber-band.ts';

/** A rubber band while it is pulled open: what it touches is selected at once. */
export class BandSelection {
  readonly #selection: Selection;
  #rect = $state.raw<Rect | null>(null);
  /** What was selected before the band, and goes on being so where it adds. */
  #before: Selection['current'];

  constructor(selection: Selection) {
    this.#selection = selection;
    this.#before = selection.current;
  }

  /** From the canvas's upper left corner; null: none is open. */
  get rect(): Rect | null {
    return this.#rect;
  }

  /** @param seen from the canvas's upper left corner @param area the same in the model */
  pull(seen: Rect, area: Rect, adds: boolean, { specs, scene }: { specs: readonly ElementSpec[]; scene: Scene }): void {
    const selection = this.#selection;
    if (this.#rect === null) this.#before = selection.current;
    this.#rect = seen;
    const kept = adds ? selectedElements(specs, this.#before) : [];
    const wanted = [...kept, ...elementsInBand(specs, scene, area).filter((id) => !kept.includes(id))];
    const chosen = selectedElements(specs, selection.current);
    if (wanted.join() !== chosen.join()) selection.select(selectionOfElements(specs, wanted));
  }

  end(how: 'taken' | 'given-up'): void {
    this.#rect = null;
    if (how === 'given-up') this.#selection.select(this.#before);
  }
}
