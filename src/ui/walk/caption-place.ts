import type { Point } from '../../core/model/design.ts';
import { contains } from '../canvas/geometry.ts';
import type { CanvasSize } from '../canvas/viewport.ts';

/** Free space to the canvas's edge. */
const edge = 8;
/** What a halt takes up around its place, with the packet beside it. */
const atHalt = 30;
/** The canvas's bar lies over its upper edge. */
const bar = 52;
/** Halts, and the way between them, are not covered up to here. */
const margin = 14;

/**
 * The caption's upper left corner: on that side of the packet where it covers least of the way, below it where it can;
 * never out of sight.
 *
 * @param at where the packet is, in pixels of the canvas
 * @param way points along its way
 */
export function captionAt(at: Point, way: readonly Point[], caption: CanvasSize, canvas: CanvasSize): Point {
  const places = sides.map(([across, down]) => ({
    x: within(at.x + across * (atHalt + caption.width / 2) - caption.width / 2, canvas.width - caption.width, edge),
    y: within(at.y + down * (atHalt + caption.height / 2) - caption.height / 2, canvas.height - caption.height, bar),
  }));
  const covered = ({ x, y }: Point): number => {
    const area = {
      ...{ x: x - margin, y: y - margin },
      ...{ width: caption.width + 2 * margin, height: caption.height + 2 * margin },
    };
    // What it is about must not be covered in any case.
    return way.filter((point) => contains(area, point)).length + (contains(area, at) ? 100 : 0);
  };
  return places.reduce((best, place) => (covered(place) < covered(best) ? place : best));
}

/** Best first. */
const sides = [
  ...[[0, 1] as const, [1, 0] as const, [-1, 0] as const, [0, -1] as const],
  ...[[1, 1] as const, [-1, 1] as const, [1, -1] as const, [-1, -1] as const],
] as const;

/** Where there is room for neither, the upper or left edge counts. */
function within(value: number, room: number, least: number): number {
  return Math.max(least, Math.min(value, room - edge));
}
