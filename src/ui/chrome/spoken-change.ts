import type { HistoryStep } from '../../core/edit/history.ts';

/** Where an undo list stood. */
export interface HistoryPlace {
  /** Another number is another design. */
  readonly opened: number;
  readonly steps: readonly HistoryStep[];
  readonly position: number;
}

/** What undo, redo or a jump did, as a sentence; '' for a change of another kind, which has a notice of its own. */
export function spokenMove(before: HistoryPlace, now: HistoryPlace): string {
  if (before.opened !== now.opened || before.steps !== now.steps || before.position === now.position) return '';
  const [from, to] = [Math.min(before.position, now.position), Math.max(before.position, now.position)];
  const word = now.position < before.position ? 'Undone' : 'Done again';
  const labels = now.steps.slice(from, to).map(({ label }) => label);
  return labels.length === 1 ? `${word}: ${labels[0]}.` : `${word}: ${labels.length} steps.`;
}
