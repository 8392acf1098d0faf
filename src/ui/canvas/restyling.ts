/** The part of Cytoscape's renderer that a frame is left out by; not in its types, by the version that package.json pins. */
interface SkippingRenderer {
  /** The next frame draws nothing. */
  skipFrame: boolean;
}

/** So many elements get their styles at once: a small part of a frame. */
const slice = 150;

/** Styles many elements anew, some at a time, so that what is typed meanwhile is answered; drawn when all are done. */
export class Restyling<E> {
  readonly #renderer: SkippingRenderer;
  readonly #restyle: (elements: readonly E[]) => void;
  #left: readonly E[] = [];
  #areMany = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param renderer `cy.renderer()`
   * @param restyle must style these elements as they are to look now
   */
  constructor(renderer: unknown, restyle: (elements: readonly E[]) => void) {
    this.#renderer = renderer as SkippingRenderer; // untyped in the library; see above
    this.#restyle = restyle;
  }

  /** Takes the place of a restyling that is under way. The first elements are styled at once. */
  start(elements: readonly E[]): void {
    this.stop();
    this.#left = elements;
    this.#areMany = elements.length > slice;
    this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#left = [];
  }

  #next(): void {
    const [now, left] = [this.#left.slice(0, slice), this.#left.slice(slice)];
    this.#left = left;
    this.#restyle(now);
    // Many are drawn in a frame that has nothing else to do.
    if (this.#areMany) this.#renderer.skipFrame = true;
    if (left.length > 0) this.#timer = setTimeout(() => this.#next());
  }
}
