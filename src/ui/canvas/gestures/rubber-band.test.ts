import { describe, expect, test } from 'vitest';
import type { BoxSpec, CardSpec, ElementSpec } from '../element-spec.ts';
import type { Rect } from '../geometry.ts';
import { bandBetween, elementsInBand } from './rubber-band.ts';

const card = (id: string, box: string | null): CardSpec => ({ kind: 'card', id, box }) as unknown as CardSpec; // the rest plays no part
const box = (id: string): BoxSpec => ({ kind: 'box', id }) as unknown as BoxSpec; // the rest plays no part
const specs: readonly ElementSpec[] = [box('ns'), card('a', 'ns'), card('b', 'ns'), card('free', null)];
const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
const scene = {
  boxes: new Map([['ns', rect(0, 0, 300, 100)]]),
  cards: new Map([
    ['a', rect(20, 40, 100, 40)],
    ['b', rect(160, 40, 100, 40)],
    ['free', rect(400, 40, 100, 40)],
  ]),
};

test('a band may be pulled to any side', () => {
  expect(bandBetween({ x: 10, y: 50 }, { x: 4, y: 20 })).toEqual(rect(4, 20, 6, 30));
});

describe('a band chooses', () => {
  const rows: readonly [what: string, band: Rect, chosen: readonly string[]][] = [
    ['the cards that it touches', rect(100, 50, 70, 10), ['a', 'b']],
    ['not the box that it lies in', rect(10, 45, 30, 5), ['a']],
    ['a box that lies wholly inside, in the place of its cards', rect(-5, -5, 320, 120), ['ns']],
    ['free cards beside it', rect(-5, -5, 450, 120), ['ns', 'free']],
    ['nothing where nothing is', rect(600, 600, 10, 10), []],
    ['not what only touches its edge', rect(120, 40, 40, 10), []],
  ];
  test.each(rows)('%s', (_, band, chosen) => {
    expect(elementsInBand(specs, scene, band)).toEqual(chosen);
  });
});
