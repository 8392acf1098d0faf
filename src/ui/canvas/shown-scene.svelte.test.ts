import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { Rect } from './geometry.ts';
import type { Scene } from './scene.ts';
import { ShownScene } from './shown-scene.svelte.ts';

const rect = (x: number): Rect => ({ x, y: 0, width: 10, height: 10 });
const scene = (cards: Readonly<Record<string, Rect>>): Scene => ({
  cards: new Map(Object.entries(cards)),
  boxes: new Map(),
  arrows: new Map(),
});

/** Which cards were worked out anew, after each `show`. */
function readers(shown: ShownScene, ids: readonly string[]): { readonly read: () => string[]; stop: () => void } {
  let seen: string[] = [];
  const stop = $effect.root(() => {
    for (const id of ids) $effect(() => void seen.push(`${id} ${shown.card(id)?.x ?? 'gone'}`));
  });
  const read = (): string[] => {
    flushSync();
    const now = seen;
    seen = [];
    return now;
  };
  return { read, stop };
}

test('only those that lie elsewhere are worked out anew', () => {
  const shown = new ShownScene(scene({ a: rect(1), b: rect(2) }));
  const { read, stop } = readers(shown, ['a', 'b', 'c']);
  expect(read()).toEqual(['a 1', 'b 2', 'c gone']);
  shown.show(scene({ a: rect(1), b: rect(5) }));
  expect(read()).toEqual(['b 5']);
  shown.show(scene({ a: rect(1), c: rect(3) }));
  expect(read()).toEqual(['b gone', 'c 3']);
  shown.show(scene({ a: rect(1), b: rect(2), c: rect(3) }));
  expect(read()).toEqual(['b 2']);
  stop();
});
