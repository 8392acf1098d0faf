import { expect, test } from 'vitest';
import { emptyDocument, type Resource } from '../model/document.ts';
import { resourceId } from '../model/ids.ts';
import {
  historyDepth,
  historyFrom,
  movedTo,
  record,
  redoable,
  undoable,
  withoutOldest,
  type History,
  type HistoryStep,
} from './history.ts';
import { applyPatch, type Patch } from './patch.ts';

const id = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const version = (number: number): Resource => ({ id, manifest: { version: number }, origin: null });
const versions = Array.from({ length: historyDepth + 11 }, (_none, number) => (number === 0 ? null : version(number)));

function step(number: number): HistoryStep {
  const patch: Patch = {
    resources: [{ id, before: versions[number - 1] ?? null, after: versions[number] ?? null }],
    sources: null,
  };
  return { label: `${number}`, kind: 'edit', patch };
}

function after(steps: number): History {
  return Array.from({ length: steps }, (_none, index) => step(index + 1)).reduce(record, historyFrom(emptyDocument));
}

test('a new step takes the place of all that was undone', () => {
  const history = record(movedTo(after(3), 1), step(9));
  expect(history.steps.map(({ label }) => label)).toEqual(['1', '9']);
  expect([undoable(history)?.label, redoable(history)]).toEqual(['9', null]);
});

test('beyond its depth the oldest steps become part of the base', () => {
  const history = after(historyDepth + 10);
  expect([history.steps.length, history.position, history.steps[0]?.label]).toEqual([historyDepth, historyDepth, '11']);
  expect(history.base.resources[id]).toBe(versions[10]);
  const now = history.steps.reduce((document, { patch }) => applyPatch(document, patch), history.base);
  expect(now.resources[id]).toBe(versions[historyDepth + 10]);
});

test('steps that are undone are not dropped', () => {
  const history = withoutOldest(movedTo(after(5), 2), 4);
  expect([history.steps.map(({ label }) => label), history.position]).toEqual([['3', '4', '5'], 0]);
  expect(withoutOldest(history, 1)).toBe(history);
});
