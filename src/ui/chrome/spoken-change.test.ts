import { expect, test } from 'vitest';
import type { HistoryStep } from '../../core/edit/history.ts';
import { spokenMove, type HistoryPlace } from './spoken-change.ts';

const steps: readonly HistoryStep[] = ['one', 'two', 'three'].map((label) => ({
  label,
  kind: 'edit',
  patch: { resources: [], sources: null },
}));
const at = (position: number): HistoryPlace => ({ opened: 1, steps, position });

const cases: readonly (readonly [before: HistoryPlace, now: HistoryPlace, sentence: string])[] = [
  [at(3), at(2), 'Undone: three.'],
  [at(2), at(3), 'Done again: three.'],
  [at(3), at(1), 'Undone: 2 steps.'],
  [at(1), at(1), ''],
  [at(2), { ...at(3), steps: [...steps] }, ''],
  [at(2), { ...at(0), opened: 2 }, ''],
];
test.each(cases)('%#', (before, now, sentence) => {
  expect(spokenMove(before, now)).toBe(sentence);
});
