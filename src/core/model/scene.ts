import type { Point } from './design.ts';

/** How the audience looks at the design. */
export interface Camera {
  /** What lies in the middle of the canvas, in model coordinates. */
  readonly centre: Point;
  /** Pixels of the canvas for one of the model. */
  readonly zoom: number;
}

export const sceneLenses = ['drawn', 'all', 'denied', 'allowed', 'boundary', 'failing'] as const;
/** Which arrows a scene shows. */
export type SceneLens = (typeof sceneLenses)[number];

/** One picture of a presentation: the design at a moment and how to look at it (product.md section 7). */
export interface Scene {
  /** Unique in the design, never changed: lessons refer to it. */
  readonly id: string;
  readonly title: string;
  /** For the presenter. */
  readonly notes: string;
  /** null: the whole design is in sight. */
  readonly camera: Camera | null;
  /** Element ids of what stands out; none: everything is alike. */
  readonly focus: readonly string[];
  readonly lens: SceneLens;
  /**
   * The whole design at that moment, as the text of a design file without scenes and lesson; its flows say what is
   * expected. null: the design as it is when the scene is shown.
   */
  readonly content: string | null;
}
