import type { Patch } from './patch.ts';

/** One gesture of the user: its name in the undo list and its effect. */
export interface HistoryStep {
  readonly label: string;
  readonly patch: Patch;
}

/** Everything done since the design was opened, and what was undone and can be done again. */
export interface History {
  /** Oldest first. */
  readonly steps: readonly HistoryStep[];
  /** How many of `steps` are done; the rest can be redone. */
  readonly position: number;
}

export const emptyHistory: History = { steps: [], position: 0 };

/** Deep enough for a day of work (the issue list asks for 500); older steps can't be undone any more. */
export const historyDepth = 2000;

/** Appends a step; what could have been redone is gone. */
export function record(history: History, step: HistoryStep): History {
  const steps = [...history.steps.slice(0, history.position), step].slice(-historyDepth);
  return { steps, position: steps.length };
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
  return { steps: history.steps, position };
}
