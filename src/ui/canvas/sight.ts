import { covers, type Rect } from './geometry.ts';

/** Cards so far out of sight have faces already, in model pixels. */
const marginPx = 400;

/**
 * The part of the picture whose cards have faces: what is in sight and a margin around it. It stays the same, as an object
 * too, until what is in sight leaves it or it has become far too big: a picture that is panned to and fro makes no faces.
 *
 * @param last the answer before; null: there was none
 */
export function sightAround(inSight: Rect, last: Rect | null): Rect {
  const { x, y, width, height } = inSight;
  if (last !== null && covers(last, inSight) && last.width <= width + 4 * marginPx) return last;
  return { x: x - marginPx, y: y - marginPx, width: width + 2 * marginPx, height: height + 2 * marginPx };
}
