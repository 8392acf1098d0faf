import { beforeEach, expect, test } from 'vitest';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { toggleBox } from './box-actions.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';
import type { CanvasPort } from './view.svelte.ts';

const text = ['prod', 'dev']
  .map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`)
  .join('---\n');
// An id as the program has it.
const prod = 'Namespace/prod' as ResourceId;

let bench: TestBench<MemoryHost>;
/** Boxes that a lens draws as cards for now. */
let forNow: readonly string[];
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(text);
  forNow = [];
  const isCollapsed = (box: string): boolean | null => {
    if (!box.startsWith('Namespace/')) return null;
    return bench.app.model.design.layout.collapsed.includes(box) || forNow.includes(box);
  };
  const canvas: Pick<CanvasPort, 'boxes' | 'isCollapsed' | 'setForNow'> = {
    boxes: () => ['Namespace/dev', prod],
    isCollapsed,
    setForNow(boxes) {
      const others = boxes.filter((box) => !forNow.includes(box));
      forNow = [];
      return others;
    },
  };
  // Nothing else of the canvas is asked here.
  bench.app.view.canvas = canvas as CanvasPort;
});
const collapsed = (): readonly string[] => bench.app.model.design.layout.collapsed;

test('the selected box is collapsed and expanded, each as one step', () => {
  bench.app.selection.select({ kind: 'resource', id: prod });
  runUiAction(bench.app, 'collapse');
  expect(collapsed()).toEqual([prod]);
  runUiAction(bench.app, 'collapse');
  expect(collapsed()).toEqual([]);
  expect(bench.app.session.history.map(({ label }) => label)).toEqual(['Collapse prod', 'Expand prod']);
});

test('all boxes at once are one step, and there is nothing to do twice', () => {
  runUiAction(bench.app, 'collapse-all');
  expect(collapsed()).toEqual(['Namespace/dev', prod]);
  runUiAction(bench.app, 'collapse-all');
  bench.app.session.undo();
  expect(collapsed()).toEqual([]);
  expect(bench.app.session.history.map(({ label }) => label)).toEqual(['Collapse 2 boxes']);
});

test('a box that is a card for now opens without a step', () => {
  forNow = [prod];
  toggleBox(bench.app, prod);
  expect(bench.app.session.history).toEqual([]);
});

test('what is no box is left alone', () => {
  toggleBox(bench.app, 'Pod/prod/web');
  expect(bench.app.session.history).toEqual([]);
});
