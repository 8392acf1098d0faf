import type { Point } from '../../../core/model/design.ts';
import { overlap, type Rect } from '../geometry.ts';
import type { Scene } from '../scene.ts';

/** Between the original and its copy. */
const gap = 24;
const furthest = 12;

/**
 * How far `rect` must be shifted to lie free of `taken`: not at all, or the nearest of the places right of it, below it,
 * and so on.
 *
 * @returns a step to the lower right where all near places are taken
 */
export function freeShift(rect: Rect, taken: readonly Rect[]): Point {
  const step = { x: rect.width + gap, y: rect.height + gap };
  if (!taken.some((one) => overlap(one, rect))) return { x: 0, y: 0 };
  for (let ring = 1; ring <= furthest; ring += 1) {
    const shifts = [
      { x: ring * step.x, y: 0 },
      { x: 0, y: ring * step.y },
      { x: ring * step.x, y: ring * step.y },
    ];
    const free = shifts.find(({ x, y }) => {
      const shifted = { ...rect, x: rect.x + x, y: rect.y + y };
      return !taken.some((one) => overlap(one, shifted, gap / 2));
    });
    if (free !== undefined) return free;
  }
  return { x: gap, y: gap };
}

/** How far cards or boxes must be shifted to lie free. Cards may lie in the box that they are in. */
export function roomIn({ boxes, cards }: Scene, area: Rect, what: 'cards' | 'boxes'): Point {
  const inTheWay = [...boxes.values()].filter((box) => what === 'boxes' || !overlap(box, area));
  return freeShift(area, [...inTheWay, ...cards.values()]);
}
