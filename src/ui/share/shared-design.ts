import type { Verdict } from '../../core/policy/trace.ts';

/** What a page for attendees holds, as data in it. Texts are numbers: each stands once in `texts`. */
export interface SharedDesign {
  readonly title: string;
  readonly calicoVersion: string;
  readonly texts: readonly string[];
  /** Each distinct answer of all designs once. */
  readonly answers: readonly SharedAnswer[];
  readonly judged: readonly JudgedDesign[];
  /** At least one; each scene is one. */
  readonly views: readonly SharedView[];
}

/** What the evaluator says of a pair. */
export interface SharedAnswer {
  readonly verdict: Verdict;
  /** What passes, in words; of a text with places for the ends' names. */
  readonly allowed: number;
  readonly reason: number;
  readonly notes: readonly number[];
}

/** The design at one moment: scenes that show it share it. */
export interface JudgedDesign {
  readonly endpoints: readonly string[];
  /** The answer for the pair (row, column) at `row * endpoints.length + column`. */
  readonly pairs: readonly number[];
  /** Its manifests. */
  readonly yaml: string;
}

export interface SharedView {
  readonly title: string;
  /** '': none, or not for attendees. */
  readonly notes: string;
  readonly judged: number;
  /** What stands in the element `svg` of this size; '': there is nothing to draw. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  /** null: all of it is in sight. `x`, `y` in the picture's coordinates. */
  readonly camera: { readonly x: number; readonly y: number; readonly zoom: number } | null;
  /** Element ids of what stands out; none: everything is alike. */
  readonly focus: readonly string[];
  /** Element id of a card → its row; of one that stands for several, the first one's. */
  readonly cards: Readonly<Record<string, number>>;
}

/** In a reason, where the name of the pair's first end goes, and that of its second. */
export const [sourceMark, destinationMark] = ['\u0001', '\u0002'] as const;

/** The reason of a pair with the names of its ends. */
export function named(text: string, source: string, destination: string): string {
  return text.replaceAll(sourceMark, source).replaceAll(destinationMark, destination);
}
