import cytoscape from 'cytoscape';
import type { Point } from '../../core/model/design.ts';
import type { Camera } from '../../core/model/scene.ts';
import { graphElements, type GraphElement } from './cytoscape-elements.ts';
import {
  clicksInARow,
  clientPoint,
  cytoscapeStyle,
  definition,
  elementOf,
  imageOf,
  isAt,
  isLitAs,
  isToggle,
  isTouch,
  lightUp,
  rendererOf,
  withoutStyleElement,
} from './cytoscape-ways.ts';
import type { ElementSpec } from './element-spec.ts';
import { DoubleClick } from './gestures/double-click.ts';
import { ElementDrag, type Pulled } from './gestures/element-drag.ts';
import { boundsOf, centreOf, covers, isShifted } from './geometry.ts';
import { Glide } from './glide.ts';
import type { Viewport, Margins, Picture, CanvasGestures } from './canvas-gestures.ts';
import { MovingLayer } from './moving-layer.ts';
import { Restyling } from './restyling.ts';
import { pulledScene, type Scene } from './scene.ts';
import type { Spotlight } from './spotlight.ts';
import type { CanvasTokens } from './stylesheet.ts';
import { cameraOf, centredOn, fitted, sightOf, viewportOf, zoomedAt, zoomLimits, type CanvasSize } from './viewport.ts';
import { ViewportMotion } from './viewport-motion.ts';

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

/** More than so many are not drawn within a frame. */
const mostDrawnAtOnce = 300;

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
  readonly #motion: ViewportMotion;
  readonly #glide: Glide;
  readonly #doubleClick = new DoubleClick<string | null>();
  readonly #lighting: Restyling<cytoscape.SingularElementArgument>;
  /** Where the pointer is: the graph library doesn't tell it with a drag. */
  #pointer: PointerState = { x: 0, y: 0, isFree: false };
  readonly #listeners = new AbortController();
  #frame = 0;

  constructor(container: HTMLElement, tokens: CanvasTokens, gestures: CanvasGestures) {
    this.#gestures = gestures;
    // It complains on the console of every arrow between cards that lie over each other.
    cytoscape.warnings(false);
    withoutStyleElement(container.ownerDocument);
    this.#cy = cytoscape({
      container,
      style: cytoscapeStyle(tokens, null),
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
    this.#motion = new ViewportMotion(this.#drawnViewport, {
      image: imageOf(container).style,
      draw: (viewport) => this.#show(viewport),
      told: gestures.viewport,
    });
    this.#glide = new Glide(this.#motion, () => this.#isBig);
    this.#lighting = new Restyling(rendererOf(this.#cy), (elements) => this.#lightUp(elements));
    this.#listen();
  }

  /** Where everything lies now, in the middle of a drag as well. */
  get scene(): Scene {
    return this.#scene;
  }

  get viewport(): Viewport {
    return this.#motion.now;
  }

  get #drawnViewport(): Viewport {
    return { ...this.#cy.pan(), zoom: this.#cy.zoom() };
  }

  /** Shows these elements at these places; only what differs from the last time is touched. */
  sync({ specs, places, scene }: Picture): void {
    this.#specs = specs;
    this.#places = places;
    this.#held = null;
    this.#draw(scene);
  }

  /** @param presentedAt the zoom that lines are to be wide enough for at the back of a room; null: nobody sits there */
  restyle(tokens: CanvasTokens, presentedAt: number | null): void {
    this.#movingLayer.allChanged();
    this.#cy.style(cytoscapeStyle(tokens, presentedAt));
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
    const { x, y, zoom } = this.viewport;
    this.#motion.move({ x: x + by.x, y: y + by.y, zoom }, this.#isBig);
  }

  /** @param at what stays where it is, in pixels from the canvas's upper left corner */
  zoomAt(factor: number, at: Point): void {
    this.#motion.move(zoomedAt(this.viewport, factor, at), this.#isBig);
  }

  get #isBig(): boolean {
    return this.#shown.size > mostDrawnAtOnce;
  }

  /** Lets some elements stand out and the rest step back, by their classes alone; null: all are equal again. */
  light(spotlight: Spotlight | null): void {
    if (spotlight === null && this.#spotlight === null) return;
    this.#spotlight = spotlight;
    this.#movingLayer.allChanged();
    this.#lighting.start(
      this.#cy
        .elements()
        .filter((element) => !isLitAs(this.#spotlight, element))
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
    this.moveTo(null, margins, 'jump');
  }

  get camera(): Camera {
    return cameraOf(this.viewport, this.#size);
  }

  /** @param margins of the whole picture, where that is to be seen */
  moveTo(camera: Camera | null, margins: Margins, motion: 'glide' | 'jump'): void {
    const bounds = boundsOf([...this.#scene.cards.values(), ...this.#scene.boxes.values()]);
    const to = camera === null ? bounds && fitted(bounds, this.#size, margins) : viewportOf(camera, this.#size);
    if (to === null) return;
    if (motion === 'jump') this.#show(to);
    else this.#glide.start(to, this.#size);
  }

  /** Zooms about the middle; `actual`: to one pixel on one pixel. */
  zoomBy(factor: number | 'actual'): void {
    const { width, height } = this.#size;
    this.zoomAt(factor === 'actual' ? 1 / this.viewport.zoom : factor, { x: width / 2, y: height / 2 });
  }

  /** Moves the picture so that the element lies in the middle, if it is out of sight. */
  reveal(elementId: string): void {
    const rect = this.#scene.cards.get(elementId) ?? this.#scene.boxes.get(elementId);
    if (rect === undefined || covers(sightOf(this.viewport, this.#size), rect)) return;
    this.centre(centreOf(rect));
  }

  /** From far away cards have no faces: then they are patches in the colours of their kinds. */
  showPatches(isFar: boolean): void {
    if (isFar === this.#arePatches) return;
    this.#arePatches = isFar;
    this.#cy.batch(() => this.#cy.nodes('.card').toggleClass('patch', isFar));
  }

  /** Brings a place of the model into the middle. */
  centre(at: Point): void {
    this.#show(centredOn(at, this.viewport.zoom, this.#size));
  }

  resize(): void {
    this.#cy.resize();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#lighting.stop();
    this.#glide.stop();
    this.#motion.stop();
    this.#listeners.abort();
    this.#cy.destroy();
  }

  #lightUp(elements: readonly cytoscape.SingularElementArgument[]): void {
    this.#cy.batch(() => elements.forEach((element) => lightUp(this.#spotlight, element)));
    // Else the library finds all styles in the frame that draws them.
    for (const element of elements) element.numericStyle('opacity');
  }

  #show({ x, y, zoom }: Viewport): void {
    this.#cy.viewport({ zoom, pan: { x, y } });
  }

  get #size(): CanvasSize {
    return { width: this.#cy.width(), height: this.#cy.height() };
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
    // The box around pulled cards stays below the others, unless they are all that it holds: then it moves with them. In a
    // big picture it lies above them for so long, else all of them would be drawn in each frame in which it grows.
    const grabbed = this.#held?.elements ?? new Set<string>();
    const moving = elements.filter(
      ({ id }) =>
        grabbed.has(id) || this.#isBig || !scene.boxes.has(id) || isShifted(before.get(id), scene.boxes.get(id)),
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
      this.#motion.follow(this.#drawnViewport);
    });
    cy.on('render', () => this.#motion.drawn());
    cy.on('tap', (event) => {
      const element = event.target === cy ? null : elementOf(event.target);
      this.#gestures.picked(element, isToggle(event));
      const { renderedPosition: at, timeStamp: timeMs } = event;
      const isOpening = this.#doubleClick.isSecond({ target: element, at, timeMs, inARow: clicksInARow(event) });
      if (isOpening && element !== null) this.#gestures.opened(element, { ...event.position });
    });
    const ask = (event: cytoscape.EventObject): void =>
      this.#gestures.asked(event.target === cy ? null : elementOf(event.target), clientPoint(event));
    cy.on('cxttap', ask);
    // A mouse button that is held still for a while is the beginning of a drag.
    cy.on('taphold', (event) => isTouch(event) && ask(event));
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
    window.addEventListener('pointerdown', () => this.#doubleClick.pressed(), { capture: true, signal });
    // The graph library finds what is pressed in what it has drawn.
    window.addEventListener('pointerdown', () => this.#motion.rest(), { capture: true, signal });
    window.addEventListener('pointermove', follow, { capture: true, signal });
  }

  #grab(grabbed: cytoscape.NodeSingular): void {
    const elements = this.#chosen.has(grabbed.id()) ? this.#chosen : new Set([grabbed.id()]);
    const sight = sightOf(this.viewport, this.#size);
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
