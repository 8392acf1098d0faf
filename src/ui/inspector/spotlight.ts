import type { Highlight, View } from '../../app/view.svelte.ts';
import type { EndpointId } from '../../core/model/ids.ts';

/** Lights up endpoints on the canvas while something in the inspector is hovered or typed in. */
export class Spotlight {
  readonly #view: View;
  #mine: Highlight | null = null;
  /** What lit up before, to which the canvas goes back. */
  #before: Highlight | null = null;

  constructor(view: View) {
    this.#view = view;
  }

  show(endpoints: readonly EndpointId[]): void {
    if (this.#isShowing(endpoints)) return;
    if (this.#view.highlight !== this.#mine || this.#mine === null) this.#before = this.#view.highlight;
    this.#mine = { endpoints: new Set(endpoints), arrows: new Set() };
    this.#view.highlight = this.#mine;
  }

  /** Leaves alone what somebody else has lit up since. */
  hide(): void {
    if (this.#mine !== null && this.#view.highlight === this.#mine) this.#view.highlight = this.#before;
    this.#mine = null;
    this.#before = null;
  }

  /** Most keys change nothing in what a selector means; the canvas is spared them. */
  #isShowing(endpoints: readonly EndpointId[]): boolean {
    const mine = this.#mine;
    if (mine === null || this.#view.highlight !== mine || mine.endpoints.size !== new Set(endpoints).size) return false;
    return endpoints.every((endpoint) => mine.endpoints.has(endpoint));
  }
}
