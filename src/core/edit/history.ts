import { emptyDocument, type ClusterDocument } from '../model/document.ts';
import { applyPatch, type Patch } from './patch.ts';
import type { StepKind } from './step-kind.ts';

/** One gesture of the user: its name in the undo list and its effect. */
export interface HistoryStep {
  readonly label: string;
  readonly kind: StepKind;
  readonly patch: Patch;
}

/** Everything done since the design was opened, and what was undone and can be done again. */
export interface History {
  /** The design before the first of `steps`. */
  readonly base: ClusterDocument;
  /** Oldest first. */
  readonly steps: readonly HistoryStep[];
  /** How many of `steps` are done; the rest can be redone. */
  readonly position: number;
}

export const emptyHistory: History = historyFrom(emptyDocument);

/** Deep enough for a day of work (the issue list asks for 500); older steps can't be undone any more. */
export const historyDepth = 2000;

/** The history of a design to which nothing was done yet. */
export function historyFrom(base: ClusterDocument): History {
  return { base, steps: [], position: 0 };
}

/** Appends a step; what could have been redone is gone. */
export function record(history: History, step: HistoryStep): History {
  const steps = [...history.steps.slice(0, history.position), step];
  return withoutOldest({ base: history.base, steps, position: steps.length }, steps.length - historyDepth);
}

/** Without its `count` oldest steps, or without all that are done where those are fewer: what is undone stays. */
export function withoutOldest(history: History, count: number): History {
  const gone = history.steps.slice(0, Math.max(0, Math.min(count, history.position)));
  if (gone.length === 0) return history;
  return {
    base: gone.reduce((document, { patch }) => applyPatch(document, patch), history.base),
    steps: history.steps.slice(gone.length),
    position: history.position - gone.length,
  };
}

/** The step that undo would take back, or null. */
export function undoable(history: History): HistoryStep | null {
  return history.steps[history.position - 1] ?? null;
}

/** The step that redo would do again, or null. */
export function redoable(history: History): HistoryStep | null {
  return history.steps[history.position] ?? null;
}

export function movedTo(history: History, position: number): History {
  return { ...history, position };
}
