import type { Point } from '../../core/model/design.ts';
import type { CanvasSize } from '../canvas/viewport.ts';

/** Free space to the canvas's edge. */
const edge = 8;
/** What the packet and its halt take up around their place. */
const below = 30;
const above = 56;
/** The canvas's bar lies over its upper edge. */
const bar = 52;

/**
 * The caption's upper left corner: below the packet, or above it where there is no room below; never out of sight.
 *
 * @param at where the packet is, in pixels of the canvas
 */
export function captionAt({ x, y }: Point, caption: CanvasSize, canvas: CanvasSize): Point {
  const fitsBelow = y + below + caption.height + edge <= canvas.height;
  const top = fitsBelow ? y + below : y - above - caption.height;
  return {
    x: within(x - caption.width / 2, edge, canvas.width - caption.width - edge),
    y: within(top, bar, canvas.height - caption.height - edge),
  };
}

/** Where there is room for neither, the upper or left edge counts. */
function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
