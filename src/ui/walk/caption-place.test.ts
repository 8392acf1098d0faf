import { expect, test } from 'vitest';
import type { Point } from '../../core/model/design.ts';
import { between, contains } from '../canvas/geometry.ts';
import { captionAt } from './caption-place.ts';

const canvas = { width: 1000, height: 600 };
const caption = { width: 300, height: 100 };

function straight(from: Point, to: Point): readonly Point[] {
  return Array.from({ length: 21 }, (_, index) => between(from, to, index / 20));
}

const across = straight({ x: 100, y: 200 }, { x: 900, y: 200 });
const down = straight({ x: 500, y: 80 }, { x: 500, y: 560 });

test.each([
  ['below a way that runs across', { x: 500, y: 200 }, across, { x: 350, y: 230 }],
  [
    'above it near the lower edge',
    { x: 500, y: 550 },
    straight({ x: 100, y: 550 }, { x: 900, y: 550 }),
    { x: 350, y: 420 },
  ],
  ['not out of sight at the left', { x: 20, y: 200 }, across, { x: 8, y: 230 }],
  ['in sight where the packet is not', { x: 500, y: -900 }, [], { x: 350, y: 52 }],
  ['to the right of a way that runs down', { x: 500, y: 300 }, down, { x: 530, y: 250 }],
  [
    'to its left near the right edge',
    { x: 900, y: 300 },
    straight({ x: 900, y: 80 }, { x: 900, y: 560 }),
    { x: 570, y: 250 },
  ],
])('the caption is %s', (_where, at, way, place) => {
  expect(captionAt(at, way, caption, canvas)).toEqual(place);
});

test('a way that runs aslant is not covered where there is room beside it', () => {
  const way = straight({ x: 100, y: 60 }, { x: 900, y: 580 });
  const { x, y } = captionAt({ x: 500, y: 320 }, way, caption, canvas);
  expect(way.filter((point) => contains({ x, y, ...caption }, point))).toEqual([]);
});
