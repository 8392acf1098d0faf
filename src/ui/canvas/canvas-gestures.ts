import type { Placement } from '../../core/edit/command.ts';
import type { Point } from '../../core/model/design.ts';
import type { ElementSpec } from './element-spec.ts';
import type { Guide } from './gestures/snap.ts';
import type { Scene } from './scene.ts';

/** How model coordinates lie on the canvas: `client = model * zoom + (x, y)`, from the canvas's upper left corner. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Room that a fitted design leaves free: what lies over the canvas there. In pixels. */
export interface Margins {
  readonly side: number;
  readonly top: number;
  readonly bottom: number;
  /** The zoom that a small design is not blown up beyond. */
  readonly largest: number;
}

/** `scene` is `sceneOf(specs, places)`. */
export interface Picture {
  readonly specs: readonly ElementSpec[];
  readonly places: ReadonlyMap<string, Point>;
  readonly scene: Scene;
}

/** What the user does on the canvas, told outwards; the view changes nothing but its own picture. */
export interface CanvasGestures {
  /** Clicked; `toggles` with Shift, Ctrl or Command. null: the empty canvas was touched. */
  readonly picked: (elementId: string | null, toggles: boolean) => void;
  readonly hovered: (elementId: string | null) => void;
  /** Clicked twice, at a place of the model. */
  readonly opened: (elementId: string, at: Point) => void;
  /** Asked for what can be done with it: by the other button, or by a long touch. null: the empty canvas; `at` is in client pixels. */
  readonly asked: (elementId: string | null, at: Point) => void;
  /** Everything's place while something is dragged, and what it is in line with. */
  readonly shifted: (scene: Scene, guides: readonly Guide[]) => void;
  /** Let go, with the new places of all that moved. */
  readonly moved: (placements: readonly Placement[]) => void;
  /** Where the picture is, and where it rested last: while a big one moves its details stay as they are there. */
  readonly viewport: (now: Viewport, resting: Viewport) => void;
}
