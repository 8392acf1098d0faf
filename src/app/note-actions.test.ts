import { beforeEach, expect, test } from 'vitest';
import { MemoryHost } from '../host/memory-host.ts';
import { editSelectedNote, writeNote } from './note-actions.ts';
import { TestBench } from './test-bench.ts';

const text =
  'apiVersion: firewright.dev/v1\nkind: Design\nmetadata: {name: d}\nspec: {layout: {notes: {"1": Ask Ann}}}\n';
let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(text);
});
const notes = (): unknown => [...bench.app.model.design.layout.notes];

test('what was written is one step, without the space around it', () => {
  writeNote(bench.app, '1', ' Ask Bob \n');
  expect(notes()).toEqual([['1', 'Ask Bob']]);
  expect(bench.app.session.history).toHaveLength(1);
});

test.each([
  ['the same words', '1', 'Ask Ann '],
  ['a note that is gone', '2', 'x'],
])('%s are no step', (_what, note, words) => {
  writeNote(bench.app, note, words);
  expect(bench.app.session.history).toHaveLength(0);
});

test('a note without words goes, and comes back by undo', () => {
  bench.app.selection.select({ kind: 'note', name: '1' });
  writeNote(bench.app, '1', ' ');
  expect([notes(), bench.app.selection.current.kind]).toEqual([[], 'nothing']);
  bench.app.session.undo();
  expect(notes()).toEqual([['1', 'Ask Ann']]);
});

test('the selected note is opened for writing', () => {
  editSelectedNote(bench.app);
  expect(bench.app.view.editedNote).toBeNull();
  bench.app.selection.select({ kind: 'note', name: '1' });
  editSelectedNote(bench.app);
  expect(bench.app.view.editedNote).toBe('1');
});
