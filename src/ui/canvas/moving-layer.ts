/**
 * The part of Cytoscape's canvas renderer that decides which of its layers is drawn anew. Not in its types; by the names of
 * the version that package.json pins.
 */
interface LayeredRenderer {
  /** Number of the layer with everything that lies still. */
  readonly NODE: number;
  readonly data: { readonly canvasNeedsRedraw: readonly boolean[] };
  redrawHint(group: 'eles' | 'drag', isNeeded: boolean): void;
  /** Sorts the elements into those that lie still and those on the moving layer. */
  updateCachedGrabbedEles(): void;
}

/** An element as the renderer sees it. It takes all of them off the moving layer when the drag ends. */
interface DrawnElement {
  readonly _private: { readonly rscratch: { inDragLayer?: boolean } };
}

/**
 * Cytoscape draws what is dragged on a layer of its own, but draws the still ones anew as well as soon as anything but the
 * one grabbed vertex is placed: of 500 vertices and 400 arrows all, in each frame. Here everything that moves along is on
 * the moving layer too, and the still ones are drawn once.
 */
export class MovingLayer {
  readonly #renderer: LayeredRenderer;
  #lifted: ReadonlySet<string> = new Set();

  /** @param renderer `cy.renderer()` */
  constructor(renderer: unknown) {
    this.#renderer = renderer as LayeredRenderer; // untyped in the library; see above
  }

  /** Another drag begins, or none is on any more. */
  reset(): void {
    this.#lifted = new Set();
  }

  /** @param moving the elements that move along, by id, and how to find one (Cytoscape's singular collection) */
  lift(moving: readonly string[], find: (id: string) => { readonly 0?: unknown }): void {
    if (moving.every((id) => this.#lifted.has(id))) return;
    this.#lifted = new Set([...this.#lifted, ...moving]);
    for (const id of this.#lifted) {
      const element = find(id)[0] as DrawnElement | undefined; // untyped in the library; see above
      if (element !== undefined) element._private.rscratch.inDragLayer = true;
    }
    this.#renderer.updateCachedGrabbedEles();
    this.#renderer.redrawHint('eles', true);
  }

  /** @param place places elements; answers the ids of those that it changed */
  whilePlacing(place: () => readonly string[]): void {
    const wasNeeded = this.#renderer.data.canvasNeedsRedraw[this.#renderer.NODE] === true;
    const placed = place();
    if (!wasNeeded && placed.every((id) => this.#lifted.has(id))) this.#renderer.redrawHint('eles', false);
  }
}
