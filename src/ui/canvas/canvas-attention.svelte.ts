import type { App } from '../../app/app.ts';
import { changedElements } from '../../app/scene-turn.svelte.ts';
import type { Crumb } from '../../app/view.svelte.ts';
import type { Point } from '../../core/model/design.ts';
import { crumbsOf } from './crumbs.ts';
import type { Viewport } from './canvas-gestures.ts';
import { isArrow, isCard, type ElementSpec } from './element-spec.ts';
import { hitTest } from './hit-test.ts';
import type { Scene } from './scene.ts';
import { focusedOn, spotlightAround, spotlightOf, spotlightOn, withoutLight, type Spotlight } from './spotlight.ts';

/** The pointer rests on something after this: passing over the canvas must not make it flicker. */
const restMs = 120;
/** More cards than this can't be overlooked without a map. */
const bigDesign = 60;

/** Only boxes are looked for. */
const noCards: Scene['cards'] = new Map();

/** What the canvas shows now; read whenever it is needed, the two apart as what is in sight changes with every frame. */
export interface Shown {
  pointing(): {
    readonly specs: readonly ElementSpec[];
    /** What the pointer is over, else what has the keyboard's focus. */
    readonly at: string | null;
    /** Cards are pulled about: what stands out stays as it is, since to change that costs frames. */
    readonly isPulling: boolean;
    /** A chip, a flow or a rubber band is dragged: nothing but that matters. */
    readonly isBusy: boolean;
  };
  place(): {
    readonly specs: readonly ElementSpec[];
    readonly scene: Scene;
    readonly viewport: Viewport;
    readonly size: { readonly width: number; readonly height: number };
    /** Ids of the selected cards and boxes. */
    readonly chosen: readonly string[];
  };
}

/** What the user is at on the canvas: what stands out for it, and the path to it. Made while a component is. */
export class CanvasAttention {
  readonly #app: App;
  readonly #shown: Shown;
  #about = $state<string | null>(null);
  readonly #spotlight = $derived.by(() => this.#findSpotlight());

  constructor(app: App, shown: Shown) {
    this.#app = app;
    this.#shown = shown;
    $effect(() => {
      const { at: wanted, isPulling } = shown.pointing();
      if (isPulling) return;
      const timer = setTimeout(() => (this.#about = wanted), restMs);
      return () => clearTimeout(timer);
    });
    $effect(() => {
      if (shown.pointing().isPulling) return;
      app.view.crumbs = this.#crumbs();
    });
    $effect(() => {
      app.view.isDesignBig = shown.pointing().specs.filter(isCard).length > bigDesign;
    });
  }

  /** What the pointer or the focus has rested on for a moment. */
  get about(): string | null {
    return this.#about;
  }
  get spotlight(): Spotlight | null {
    return this.#spotlight;
  }

  /** A presenter's pointer passes over much that it does not mean. */
  get #isPointing(): boolean {
    return !this.#app.present.isOn || this.#app.present.isChromeShown;
  }

  #findSpotlight(): Spotlight | null {
    const { specs, isBusy } = this.#shown.pointing();
    const { blast, finder, view } = this.#app;
    const { highlight } = finder;
    if (isBusy) return null;
    if (this.#app.present.isFocusing) return focusedOn(specs);
    if (blast.highlight !== null && view.highlight === null) return withoutLight(spotlightOf(specs, blast.highlight));
    if (highlight !== null) return spotlightOf(specs, highlight);
    return (
      this.#sceneSpotlight(specs) ??
      (this.#about === null || !this.#isPointing ? null : spotlightAround(specs, this.#about))
    );
  }

  /** What a scene has just changed, then what it is about. */
  #sceneSpotlight(specs: readonly ElementSpec[]): Spotlight | null {
    const { change, focus } = this.#app.scenes;
    const changed = change === null ? null : spotlightOn(specs, changedElements(change));
    return changed ?? (focus.length === 0 ? null : spotlightOn(specs, focus));
  }

  #crumbs(): readonly Crumb[] {
    const { specs, chosen } = this.#shown.place();
    const arrows = this.#app.selection.pair === null ? [] : specs.filter(isArrow);
    const marked = arrows.filter(({ emphasis }) => emphasis === 'selected').map(({ id }) => id);
    return crumbsOf(specs, marked.length > 0 ? marked : chosen, this.#middleBox());
  }

  /** The box around the middle of what is in sight, where nothing is selected to say where the user is. */
  #middleBox(): string | null {
    const { scene, viewport, size, chosen } = this.#shown.place();
    if (chosen.length > 0 || scene.boxes.size === 0 || size.width === 0) return null;
    const { x, y, zoom } = viewport;
    const middle: Point = { x: (size.width / 2 - x) / zoom, y: (size.height / 2 - y) / zoom };
    const hit = hitTest({ ...scene, cards: noCards }, middle, null);
    return hit.kind === 'empty' ? null : hit.id;
  }
}
