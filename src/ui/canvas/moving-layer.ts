/**
 * The part of Cytoscape's canvas renderer that decides which of its layers is drawn anew. Not in its types; by the names of
 * the version that package.json pins.
 */
interface LayeredRenderer {
  /** Called before each frame; the lower the priority, the later. */
  beforeRender(decide: (willDraw: boolean) => void, priority: number): void;
  /** `eles` is the layer with everything that lies still. */
  redrawHint(group: 'eles' | 'drag', isNeeded: boolean): void;
  /** Sorts the elements into those that lie still and those on the moving layer. */
  updateCachedGrabbedEles(): void;
}

/** An element as the renderer sees it. */
interface DrawnElement {
  readonly _private: { readonly rscratch: { inDragLayer?: boolean } };
}

/** After everything of the library's own that asks for the still layer. */
const lastPriority = 0;

/**
 * Cytoscape has a layer for what is dragged, but draws the still one anew as soon as anything is placed: of 500 vertices and
 * 400 arrows all, in each frame. Here everything that moves along is lifted to the moving layer, and while something is
 * lifted the still layer is drawn only when something on it is another one.
 */
export class MovingLayer {
  readonly #renderer: LayeredRenderer;
  #lifted: ReadonlyMap<string, DrawnElement> = new Map();
  #isStale = false;

  /** @param renderer `cy.renderer()` */
  constructor(renderer: unknown) {
    this.#renderer = renderer as LayeredRenderer; // untyped in the library; see above
    this.#renderer.beforeRender((willDraw) => this.#decide(willDraw), lastPriority);
  }

  /** @param moving the elements that move along, by id, and how to find one (the first of Cytoscape's collection) */
  lift(moving: readonly string[], find: (id: string) => unknown): void {
    if (moving.every((id) => this.#lifted.has(id))) return;
    const found = moving.flatMap((id): readonly (readonly [string, DrawnElement])[] => {
      const element = find(id) as DrawnElement | undefined; // untyped in the library; see above
      return element === undefined ? [] : [[id, element]];
    });
    this.#lifted = new Map([...this.#lifted, ...found]);
    for (const element of this.#lifted.values()) element._private.rscratch.inDragLayer = true;
    this.#renderer.updateCachedGrabbedEles();
    this.#isStale = true;
  }

  /** These elements look or lie otherwise than before. */
  changed(ids: readonly string[]): void {
    this.#isStale ||= ids.some((id) => !this.#lifted.has(id));
  }

  /** What lies still looks otherwise than before, or lies elsewhere on the screen. */
  allChanged(): void {
    this.#isStale = true;
  }

  /** Nothing moves any more: all is on one layer again, and the library draws as it likes. */
  settle(): void {
    if (this.#lifted.size === 0) return;
    for (const element of this.#lifted.values()) element._private.rscratch.inDragLayer = false;
    this.#lifted = new Map();
    this.#renderer.updateCachedGrabbedEles();
    this.#renderer.redrawHint('eles', true);
    this.#renderer.redrawHint('drag', true);
  }

  #decide(willDraw: boolean): void {
    if (!willDraw || this.#lifted.size === 0) return;
    this.#renderer.redrawHint('eles', this.#isStale);
    this.#isStale = false;
  }
}
