import cytoscape from 'cytoscape';
import type { Point } from '../../core/model/design.ts';
import { graphElements, type GraphElement } from './cytoscape-elements.ts';
import type { ElementSpec } from './element-spec.ts';
import { ElementDrag, type Pulled } from './gestures/element-drag.ts';
import { boundsOf, centreOf, isShifted, type Rect } from './geometry.ts';
import type { Viewport, Margins, Picture, CanvasGestures } from './canvas-gestures.ts';
import { MovingLayer } from './moving-layer.ts';
import { Restyling } from './restyling.ts';
import { pulledScene, type Scene } from './scene.ts';
import { glowOf, glows, type Spotlight } from './spotlight.ts';
import { stylesheet, type CanvasTokens } from './stylesheet.ts';

export type { Viewport, Margins, Picture, CanvasGestures } from './canvas-gestures.ts';

const zoomLimits = { minZoom: 0.08, maxZoom: 3 } as const;
/** Fitting never blows a small design up beyond this. */
const largestFit = 1.15;

/** A card or box that is being dragged. */
interface Held {
  readonly drag: ElementDrag;
  /** The cards and boxes that are pulled. */
  readonly elements: ReadonlySet<string>;
  readonly start: PointerState;
}

/** In client pixels. */
interface PointerState extends Point {
  /** A modifier is held that suspends snapping. */
  readonly isFree: boolean;
}

/** How near a dragged card must be to a line to snap to it. */
const snapPx = 6;

/** The one place that knows Cytoscape. It gets copies in, compares them by id, and reports gestures out. */
export class CytoscapeView {
  readonly #cy: cytoscape.Core;
  readonly #gestures: CanvasGestures;
  #shown = new Map<string, GraphElement>();
  #specs: readonly ElementSpec[] = [];
  #places: ReadonlyMap<string, Point> = new Map();
  #scene: Scene = { cards: new Map(), boxes: new Map(), arrows: new Map() };
  #chosen: ReadonlySet<string> = new Set();
  #spotlight: Spotlight | null = null;
  #arePatches = false;
  #held: Held | null = null;
  readonly #movingLayer: MovingLayer;
  readonly #lighting: Restyling<cytoscape.SingularElementArgument>;
  /** Where the pointer is: the graph library doesn't tell it with a drag. */
  #pointer: PointerState = { x: 0, y: 0, isFree: false };
  readonly #listeners = new AbortController();
  #frame = 0;

  constructor(container: HTMLElement, tokens: CanvasTokens, gestures: CanvasGestures) {
    this.#gestures = gestures;
    // It complains on the console of every arrow between cards that lie over each other.
    cytoscape.warnings(false);
    this.#cy = cytoscape({
      container,
      style: cytoscapeStyle(tokens),
      ...zoomLimits,
      // Facts of Cytoscape's canvas renderer: more pixels cost frames, and selection is ours.
      pixelRatio: 1,
      motionBlur: false,
      autounselectify: true,
      boxSelectionEnabled: false,
      // By ground-gestures.ts; touch is the exception.
      userPanningEnabled: false,
      userZoomingEnabled: false,
      layout: { name: 'preset' },
    });
    this.#movingLayer = new MovingLayer(rendererOf(this.#cy));
    this.#lighting = new Restyling(rendererOf(this.#cy), (elements) => this.#lightUp(elements));
    this.#listen();
  }

  /** Where everything lies now, in the middle of a drag as well. */
  get scene(): Scene {
    return this.#scene;
  }

  get viewport(): Viewport {
    return { ...this.#cy.pan(), zoom: this.#cy.zoom() };
  }

  /** Shows these elements at these places; only what differs from the last time is touched. */
  sync({ specs, places, scene }: Picture): void {
    this.#specs = specs;
    this.#places = places;
    this.#held = null;
    this.#draw(scene);
  }

  restyle(tokens: CanvasTokens): void {
    this.#movingLayer.allChanged();
    this.#cy.style(cytoscapeStyle(tokens));
  }

  /** The elements that are selected: whichever of them is dragged, all of them move. */
  choose(elements: ReadonlySet<string>): void {
    this.#chosen = elements;
  }

  /** By touch the graph library pans and pinches itself. */
  leaveMoving(isTouch: boolean): void {
    this.#cy.userPanningEnabled(isTouch);
    this.#cy.userZoomingEnabled(isTouch);
  }

  /** Shows cards and boxes moved by so much, as while they are dragged. */
  shift(elements: ReadonlySet<string>, by: Point): void {
    const drag = new ElementDrag({
      specs: this.#specs,
      scene: this.#scene,
      places: this.#places,
      elements,
      sight: { x: 0, y: 0, width: 0, height: 0 },
    });
    this.#follow(drag.pull(by, null).places);
    this.#gestures.shifted(this.#scene, []);
  }

  /** Where the pointer was last, in client pixels. */
  get pointer(): Point {
    return { x: this.#pointer.x, y: this.#pointer.y };
  }

  panBy(by: Point): void {
    this.#cy.panBy({ ...by });
  }

  /** @param at what stays where it is, in pixels from the canvas's upper left corner */
  zoomAt(factor: number, at: Point): void {
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: { ...at } });
  }

  /** Lets some elements stand out and the rest step back, by their classes alone; null: all are equal again. */
  light(spotlight: Spotlight | null): void {
    if (spotlight === null && this.#spotlight === null) return;
    this.#spotlight = spotlight;
    this.#movingLayer.allChanged();
    this.#lighting.start(
      this.#cy
        .elements()
        .filter((element) => !this.#isLitAsWanted(element))
        .toArray(),
    );
  }

  /** Marks the arrow that a drop would hit. */
  aimAt(arrowId: string | null): void {
    this.#cy.batch(() => {
      this.#cy.$('.aimed').removeClass('aimed');
      if (arrowId !== null)
        this.#cy
          .elements()
          .filter((element) => element.data('arrow') === arrowId)
          .addClass('aimed');
    });
  }

  fit(margins: Margins): void {
    const bounds = boundsOf([...this.#scene.cards.values(), ...this.#scene.boxes.values()]);
    if (bounds !== null) this.#show(bounds, margins);
  }

  /** Zooms about the middle. */
  zoomBy(factor: number): void {
    const middle = { x: this.#cy.width() / 2, y: this.#cy.height() / 2 };
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: middle });
  }

  /** Moves the picture so that the element lies in the middle, if it is out of sight. */
  reveal(elementId: string): void {
    const rect = this.#scene.cards.get(elementId) ?? this.#scene.boxes.get(elementId);
    if (rect === undefined || this.#isInSight(rect)) return;
    const [centre, zoom] = [centreOf(rect), this.#cy.zoom()];
    this.#cy.pan({ x: this.#cy.width() / 2 - centre.x * zoom, y: this.#cy.height() / 2 - centre.y * zoom });
  }

  /** From far away cards have no faces: then they are patches in the colours of their kinds. */
  showPatches(isFar: boolean): void {
    if (isFar === this.#arePatches) return;
    this.#arePatches = isFar;
    this.#cy.batch(() => this.#cy.nodes('.card').toggleClass('patch', isFar));
  }

  /** Brings a place of the model into the middle. */
  centre(at: Point): void {
    const zoom = this.#cy.zoom();
    this.#cy.pan({ x: this.#cy.width() / 2 - at.x * zoom, y: this.#cy.height() / 2 - at.y * zoom });
  }

  resize(): void {
    this.#cy.resize();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#lighting.stop();
    this.#listeners.abort();
    this.#cy.destroy();
  }

  #isLitAsWanted(element: cytoscape.SingularElementArgument): boolean {
    const glow = glowOf(this.#spotlight, elementOf(element));
    return glows.every((look) => element.hasClass(look) === (glow === look));
  }

  #lightUp(elements: readonly cytoscape.SingularElementArgument[]): void {
    this.#cy.batch(() => {
      for (const element of elements)
        for (const look of glows) element.toggleClass(look, glowOf(this.#spotlight, elementOf(element)) === look);
    });
    // Else the library finds all styles in the frame that draws them.
    for (const element of elements) element.numericStyle('opacity');
  }

  #show(bounds: Rect, { side, top, bottom }: Margins): void {
    const [width, height] = [this.#cy.width() - 2 * side, this.#cy.height() - top - bottom];
    if (width <= 0 || height <= 0) return;
    const wanted = Math.min(width / bounds.width, height / bounds.height, largestFit);
    const zoom = Math.max(zoomLimits.minZoom, wanted);
    const centre = centreOf(bounds);
    const pan = { x: side + width / 2 - centre.x * zoom, y: top + height / 2 - centre.y * zoom };
    this.#cy.viewport({ zoom, pan });
  }

  #isInSight(rect: Rect): boolean {
    const { x, y, zoom } = this.viewport;
    const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
    return (
      left >= 0 &&
      top >= 0 &&
      left + rect.width * zoom <= this.#cy.width() &&
      top + rect.height * zoom <= this.#cy.height()
    );
  }

  #draw(scene: Scene): void {
    this.#movingLayer.settle();
    this.#scene = scene;
    const wanted = new Map(graphElements(this.#specs, scene).map((element) => [element.id, element]));
    this.#cy.batch(() => {
      // All at once: each removal goes through every vertex.
      const isGone = (id: string): boolean => this.#shown.has(id) && !wanted.has(id);
      if ([...this.#shown.keys()].some(isGone)) this.#cy.remove(this.#cy.elements().filter((one) => isGone(one.id())));
      const added = [...wanted.values()].filter(({ id }) => !this.#shown.has(id));
      this.#cy.add(added.map(definition));
      for (const [id, element] of wanted) this.#change(this.#shown.get(id), element);
    });
    this.#shown = wanted;
    // New elements have no part in these yet, and changed ones have lost theirs.
    this.light(this.#spotlight);
    if (this.#arePatches) this.#cy.batch(() => this.#cy.nodes('.card').addClass('patch'));
  }

  /** Only what hangs on the pulled cards is looked at: a big picture must keep up with the pointer. */
  #follow(pulled: ReadonlyMap<string, Point>): void {
    const before = this.#scene.boxes;
    const { scene, changed } = pulledScene(this.#scene, this.#specs, pulled);
    this.#scene = scene;
    const elements = graphElements(changed, scene);
    // The box around pulled cards stays below the others, unless they are all that it holds: then it moves with them.
    const grabbed = this.#held?.elements ?? new Set<string>();
    const moving = elements.filter(
      ({ id }) => grabbed.has(id) || !scene.boxes.has(id) || isShifted(before.get(id), scene.boxes.get(id)),
    );
    this.#movingLayer.lift(
      moving.map(({ id }) => id),
      (id) => this.#cy.getElementById(id)[0],
    );
    const placed: string[] = [];
    this.#cy.batch(() => {
      for (const element of elements) {
        if (this.#change(this.#shown.get(element.id), element)) placed.push(element.id);
        this.#shown.set(element.id, element);
      }
    });
    this.#movingLayer.changed(placed);
  }

  /** @returns whether it looks or lies otherwise than before */
  #change(before: GraphElement | undefined, after: GraphElement): boolean {
    if (before === undefined) return false;
    const element = this.#cy.getElementById(after.id);
    const changed = Object.entries(after.data).filter(([key, value]) => before.data[key] !== value);
    // A half keeps its ends for life: the arrow's id names them.
    for (const [key, value] of changed) element.data(key, value);
    if (before.classes !== after.classes) element.classes(after.classes);
    const isMoved = after.position !== null && !isAt(element.position(), after.position);
    if (isMoved) element.position({ ...after.position });
    return isMoved || changed.length > 0 || before.classes !== after.classes;
  }

  #listen(): void {
    const cy = this.#cy;
    cy.on('viewport', () => {
      this.#movingLayer.allChanged();
      this.#gestures.viewport(this.viewport);
    });
    cy.on('tap', (event) =>
      this.#gestures.picked(event.target === cy ? null : elementOf(event.target), isToggle(event)),
    );
    cy.on('dbltap', 'node, edge', (event) => this.#gestures.opened(elementOf(event.target), { ...event.position }));
    cy.on('cxttap taphold', (event) =>
      this.#gestures.asked(event.target === cy ? null : elementOf(event.target), clientPoint(event)),
    );
    cy.on('mouseover', 'node, edge', (event) => this.#gestures.hovered(elementOf(event.target)));
    cy.on('mouseout', 'node, edge', () => this.#gestures.hovered(null));
    cy.on('grab', 'node', (event) => this.#grab(event.target));
    cy.on('drag', 'node', () => this.#pull());
    cy.on('free', 'node', () => this.#release());
    const follow = (event: PointerEvent): void => {
      const isFree = event.ctrlKey || event.metaKey || event.altKey;
      this.#pointer = { x: event.clientX, y: event.clientY, isFree };
    };
    const { signal } = this.#listeners;
    window.addEventListener('pointerdown', follow, { capture: true, signal });
    window.addEventListener('pointermove', follow, { capture: true, signal });
  }

  #grab(grabbed: cytoscape.NodeSingular): void {
    const elements = this.#chosen.has(grabbed.id()) ? this.#chosen : new Set([grabbed.id()]);
    const { x, y, zoom } = this.viewport;
    const sight = { x: -x / zoom, y: -y / zoom, width: this.#cy.width() / zoom, height: this.#cy.height() / zoom };
    const drag = new ElementDrag({ specs: this.#specs, scene: this.#scene, places: this.#places, elements, sight });
    this.#held = { drag, elements, start: this.#pointer };
  }

  /** Once a frame: everything that hangs on the dragged element follows. */
  #pull(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (this.#held === null) return;
      const { places, guides } = this.#pulled(this.#held);
      this.#follow(places);
      this.#gestures.shifted(this.#scene, guides);
    });
  }

  #pulled({ drag, start }: Held): Pulled {
    const zoom = this.#cy.zoom();
    const by = { x: (this.#pointer.x - start.x) / zoom, y: (this.#pointer.y - start.y) / zoom };
    return drag.pull(by, this.#pointer.isFree ? null : snapPx / zoom);
  }

  #release(): void {
    this.#movingLayer.settle();
    cancelAnimationFrame(this.#frame);
    const held = this.#held;
    this.#held = null;
    if (held === null || (held.start.x === this.#pointer.x && held.start.y === this.#pointer.y)) return;
    const { places } = this.#pulled(held);
    this.#gestures.moved(
      [...places].map(([element, { x, y }]) => ({ element, at: { x: Math.round(x), y: Math.round(y) } })),
    );
  }
}

/** There, but not in the library's types. */
function rendererOf(cy: cytoscape.Core): unknown {
  return (cy as unknown as { readonly renderer: () => unknown }).renderer();
}

function isAt(place: Point, wanted: Point): boolean {
  return place.x === wanted.x && place.y === wanted.y;
}

/** Halves and badges stand for their arrow. */
function elementOf(target: cytoscape.SingularElementArgument): string {
  const arrow: unknown = target.data('arrow');
  return typeof arrow === 'string' ? arrow : target.id();
}

function isToggle({ originalEvent }: cytoscape.EventObject): boolean {
  return (
    originalEvent instanceof MouseEvent && (originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey)
  );
}

function clientPoint({ originalEvent }: cytoscape.EventObject): Point {
  const { clientX = 0, clientY = 0 } = originalEvent instanceof MouseEvent ? originalEvent : {};
  return { x: clientX, y: clientY };
}

/** A copy: Cytoscape keeps and changes what it is given. */
function definition({ data, classes, position, grabbable }: GraphElement): cytoscape.ElementDefinition {
  return { data: { ...data }, classes, grabbable, ...(position === null ? {} : { position: { ...position } }) };
}

function cytoscapeStyle(tokens: CanvasTokens): cytoscape.StylesheetJson {
  // Its types narrow each property by selector, which a table of rules can't follow; wrong rules are reported at run time.
  return stylesheet(tokens).map(({ selector, style }) => ({
    selector,
    style: { ...style },
  })) as cytoscape.StylesheetJson;
}
