import type { DrawnFlow } from './design.ts';

/** `spec.lesson` of a Design: what makes a design file a lesson (product.md section 7). */
export interface Lesson {
  /** Progress is kept under it. */
  readonly id: string;
  readonly title: string;
  /** A sentence or two for the list of lessons. */
  readonly summary: string;
  /** 0: not said. */
  readonly minutes: number;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  /** Unique in the lesson, never changed: progress is kept under it. */
  readonly id: string;
  readonly title: string;
  /** Markdown: paragraphs, lists, tables, code. */
  readonly text: string;
  /** The scene that the step begins with; null: the design stays as it is. */
  readonly scene: string | null;
  readonly task: LessonTask | null;
  readonly quiz: Quiz | null;
  /** Where the lesson's own statement is loose (S 10.5): what the engine really does. */
  readonly engineNotes: readonly EngineNote[];
}

/** A pair of a lesson and what becomes of it, or shall become. */
export interface LessonPair extends DrawnFlow {
  /**
   * What the source dials where that is not the destination's first address, such as 127.0.0.1 from a host to itself: the
   * packet is judged by `evaluateFlow` with `toAddress`. null: the flow is judged as a drawn one.
   */
  readonly toAddress: string | null;
}

/** Done once every goal holds on the design as it is. */
export interface LessonTask {
  /** What to do, in Markdown. */
  readonly wish: string;
  /** Each has an expectation. */
  readonly goals: readonly LessonPair[];
  /** From a nudge to nearly the answer; shown one by one. */
  readonly hints: readonly string[];
  /** The scene that holds the solution; null: there is none yet. */
  readonly solution: string | null;
}

export interface Quiz {
  readonly question: string;
  readonly options: readonly string[];
  /** Index of the right one. */
  readonly answer: number;
  readonly explanation: string;
}

/** A statement that is loose, and the pair that proves what is true. */
export interface EngineNote {
  readonly claim: string;
  readonly truth: string;
  /** Rules of semantics.md, such as `R5.24`. */
  readonly rules: readonly string[];
  /** With its expectation; judged on the design of the step's scene. null: there is none yet. */
  readonly proof: LessonPair | null;
}

/** More than a lesson ever needs; what a file has beyond is not read. */
export const lessonLimits = {
  steps: 100,
  goals: 50,
  hints: 20,
  options: 10,
  engineNotes: 20,
  rules: 20,
  characters: 20_000,
} as const;
