import type { Placement } from '../core/edit/command.ts';
import type { Point } from '../core/model/design.ts';
import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import type { JsonPath } from '../core/model/json.ts';
import type { Camera } from '../core/model/scene.ts';
import type { DrawnPicture, PictureWish } from './drawn-picture.ts';

export type Lens = 'drawn' | 'all' | 'denied' | 'allowed' | 'changed' | 'compared' | 'boundary' | 'failing';
export type Theme = 'system' | 'light' | 'dark';
export type DialogName =
  | 'shortcuts'
  | 'share'
  | 'about'
  | 'licences'
  | 'export'
  | 'palette'
  | 'start'
  | 'new-object'
  | 'cluster'
  | 'guard'
  | 'lessons'
  | 'picture'
  | 'handout';

/** Of several cards and boxes: a common edge or middle, or equal gaps between them. */
export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'horizontal' | 'vertical';

/** In model coordinates; `x`, `y` is the upper left corner. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the mounted canvas can be asked to do. */
export interface CanvasPort {
  fit(): void;
  /** Brings what is selected into the middle, as large as it can be. */
  fitSelection(): void;
  /** Between the window's pixels and the model's, as the picture lies now. */
  toModel(client: Point): Point;
  toClient(model: Point): Point;
  /** `actual`: one pixel of the canvas on one of the window. */
  zoomBy(factor: number | 'actual'): void;
  /** Places for all cards, found anew. */
  tidy(): readonly Placement[];
  reveal(element: string): void;
  /** Where the picture is looked at from, on its way as well. */
  camera(): Camera;
  /** All that is drawn is in sight. */
  isWholeInSight(): boolean;
  /** Once what has changed is drawn; `camera` null: the whole design is in sight. Reduced motion makes jumps of glides. */
  moveTo(camera: Camera | null, motion: 'glide' | 'jump'): void;
  /** Selects an element and brings it into sight. */
  show(element: string): void;
  /** All boxes, those that are drawn as one card too. */
  boxes(): readonly string[];
  /** null: there is no such box. */
  isCollapsed(box: string): boolean | null;
  /** For boxes that are cards for now only; the others, which the design remembers, are returned. */
  setForNow(boxes: readonly string[], collapsed: boolean): readonly string[];
  selectAll(): void;
  /** Where the pointer is over it, in client pixels; null: it is elsewhere. */
  pointer(): Point | null;
  /** Where everything lies that has a place of its own. */
  places(): ReadonlyMap<string, Point>;
  /** What these take up together; null: they are not there. */
  boundsOf(elements: readonly string[]): Area | null;
  /** How far something must be shifted to lie free, near where it is; a box lies free of all others. */
  roomFor(area: Area, what: 'cards' | 'boxes'): Point;
  /** The pairs that the drawn arrows stand for, of a stack or a collapsed box all of them. */
  pairs(): readonly { readonly source: EndpointId; readonly destination: EndpointId }[];
  /** What is drawn, as a picture; null: nothing is. */
  picture(wish: PictureWish): Promise<DrawnPicture | null>;
  /** New places of the selected cards and boxes. */
  align(alignment: Alignment): readonly Placement[];
}

/** A part of the path to where the user is on the canvas. */
export interface Crumb {
  readonly text: string;
  /** null: the design as a whole. */
  readonly element: string | null;
}

/** What lights up on the canvas while the pointer or focus is on something elsewhere. */
export interface Highlight {
  readonly endpoints: ReadonlySet<EndpointId>;
  /** Arrows, as `source → destination`. */
  readonly arrows: ReadonlySet<string>;
}

/** A value in an object. */
export interface ManifestPlace {
  readonly resource: ResourceId;
  readonly path: JsonPath;
}

/** What is the same in all windows. */
export interface Look {
  readonly theme: Theme;
  readonly colours: 'standard' | 'safe';
}

/** How the window looks; never undone, saved as preferences at most. */
export class View {
  theme = $state<Theme>('system');
  /** `safe`: blue in the place of green. */
  colours = $state<'standard' | 'safe'>('standard');
  /** As it was kept last, by this window or another one: only what differs from it is a new wish of the user. */
  keptLook: Look = { theme: 'system', colours: 'standard' };
  /** What the system prefers; fed from outside. */
  systemTheme = $state<'light' | 'dark'>('light');
  lens = $state<Lens>('drawn');
  inspectorTab = $state<'properties' | 'verdict' | 'yaml'>('properties');
  drawer = $state<'matrix' | 'problems' | 'expectations' | 'history' | 'scenes' | 'packet' | 'compare' | null>(
    'matrix',
  );
  stage = $state<'canvas' | 'tiers'>('canvas');
  /** The tier board leaves the upper half of the stage to the canvas. */
  isBoardBeside = $state(false);
  dialog = $state<DialogName | null>(null);
  /** Set by the canvas while it is mounted. */
  canvas = $state.raw<CanvasPort | null>(null);
  /** Of a policy card, a rule or a selector that is hovered or typed; null: nothing. */
  highlight = $state.raw<Highlight | null>(null);
  /** Expressions over endpoints and arrows (`verdict = deny and to ~ host/`): what is found stands out, what is hidden is not drawn. */
  find = $state('');
  hide = $state('');
  /** The small map in the canvas's corner; null: as the canvas sees fit. */
  minimap = $state<boolean | null>(null);
  /** Fed by the canvas: there is so much that a map helps. */
  isDesignBig = $state(false);
  /** Where the user is on the canvas: fed by it. */
  crumbs = $state.raw<readonly Crumb[]>([]);
  /** The note whose text is being written on the canvas. */
  editedNote = $state<string | null>(null);
  /** The value that the user is at, in the form or by a problem's link: the YAML tab shows the same one. */
  place = $state.raw<ManifestPlace | null>(null);
  /** What the canvas says of the arrows it draws: "24 arrows", "400 arrows drawn, 860 pairs left out: …". */
  arrowSummary = $state('');

  get isMinimapShown(): boolean {
    return this.minimap ?? this.isDesignBig;
  }

  /** Whole, or above the tier board. */
  get isCanvasShown(): boolean {
    return this.stage === 'canvas' || this.isBoardBeside;
  }

  get effectiveTheme(): 'light' | 'dark' {
    return this.theme === 'system' ? this.systemTheme : this.theme;
  }

  showKept({ theme, colours }: Look): void {
    this.keptLook = { theme, colours };
    this.theme = theme;
    this.colours = colours;
  }
}
