import type { Point } from '../../core/model/design.ts';

/** In model coordinates: pixels at zoom 1; `x`, `y` is the upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The outline that an arrow ends at. */
export type Outline = 'rectangle' | 'ellipse';

export function rectAround(centre: Point, width: number, height: number): Rect {
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

export function centreOf({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export function contains(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

/** Touching edges do not overlap; `gap` is the free space that is wanted between the two. */
export function overlap(a: Rect, b: Rect, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/** The smallest rectangle around all; null for none. */
export function boundsOf(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  // Ten thousand rectangles are too many arguments for one call.
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** From a point to the nearest point of the segment between `start` and `end`. */
export function distanceToSegment(point: Point, start: Point, end: Point): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return distance(point, start);
  const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return distance(point, { x: start.x + t * dx, y: start.y + t * dy });
}

/** Points of the segment, as a share (0 to 1) of the way from `start` to `end`. */
export function between(start: Point, end: Point, share: number): Point {
  return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
}

/**
 * Where a ray that starts inside leaves the outline.
 *
 * @param direction need not have length 1; a zero vector gives `from` itself
 */
export function leavePoint(rect: Rect, outline: Outline, from: Point, direction: Point): Point {
  if (direction.x === 0 && direction.y === 0) return from;
  const t = outline === 'ellipse' ? leaveEllipse(rect, from, direction) : leaveRectangle(rect, from, direction);
  return { x: from.x + direction.x * t, y: from.y + direction.y * t };
}

function leaveRectangle(rect: Rect, from: Point, direction: Point): number {
  const toSide = (position: number, step: number, low: number, high: number): number =>
    step > 0 ? (high - position) / step : step < 0 ? (low - position) / step : Infinity;
  const t = Math.min(
    toSide(from.x, direction.x, rect.x, rect.x + rect.width),
    toSide(from.y, direction.y, rect.y, rect.y + rect.height),
  );
  return Math.max(0, t);
}

/** The positive root of |from + t·direction| = 1 in coordinates in which the ellipse is the unit circle. */
function leaveEllipse(rect: Rect, from: Point, direction: Point): number {
  const centre = centreOf(rect);
  const [px, py] = [(from.x - centre.x) / (rect.width / 2), (from.y - centre.y) / (rect.height / 2)];
  const [dx, dy] = [direction.x / (rect.width / 2), direction.y / (rect.height / 2)];
  const [a, b, c] = [dx * dx + dy * dy, 2 * (px * dx + py * dy), px * px + py * py - 1];
  const discriminant = b * b - 4 * a * c;
  return discriminant <= 0 ? 0 : Math.max(0, (-b + Math.sqrt(discriminant)) / (2 * a));
}

/** Lies elsewhere and is as big as before. */
export function isShifted(before: Rect | undefined, after: Rect | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const isElsewhere = before.x !== after.x || before.y !== after.y;
  const grown = [after.width - before.width, after.height - before.height];
  // Sums of fractions are not the same everywhere.
  return isElsewhere && grown.every((by) => Math.abs(by) < 0.01);
}

/** Whether all of `inner` lies in `outer`. */
export function covers(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
