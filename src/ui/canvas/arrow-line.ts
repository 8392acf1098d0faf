import type { Point } from '../../core/model/design.ts';
import { between, centreOf, contains, distance, leavePoint, overlap, type Outline, type Rect } from './geometry.ts';

/** Where an arrow runs: from the source's outline to the destination's, with its badge where the halves meet. */
export interface ArrowLine {
  readonly start: Point;
  readonly badge: Point;
  readonly end: Point;
  /** There is room for a caption below the badge. */
  readonly captioned: boolean;
  /** Where there is room for what is expected of it: the middle of the words' lower edge, from the badge; null: nowhere. */
  readonly wish: Point | null;
}

/** What has room: all, all but the caption below the badge, the badge alone, or nothing. */
export type Room = 'free' | 'no-caption' | 'badge-only' | 'taken';

export interface ArrowEnd {
  readonly rect: Rect;
  readonly outline: Outline;
}

/** Two arrows between the same cards run this far from the middle, each on its right-hand side. */
const sideways = 9;
/** Free space between an arrow and a card's outline. */
const gapAtEnd = 3;
export const badgeSize = 18;
/** The best place for what is expected of an arrow. */
export const aboveBadge: Point = { x: 0, y: -12 };
/** Where along the arrow the badge may sit, best first. */
const badgeShares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8];

/**
 * A straight line between two cards.
 *
 * @param paired there is an arrow the other way: both step aside
 * @param roomAt says whether a badge with its caption would cover a card or another badge
 */
export function arrowLine(from: ArrowEnd, to: ArrowEnd, paired: boolean, roomAt: (badge: Point) => Room): ArrowLine {
  const [a, b] = [centreOf(from.rect), centreOf(to.rect)];
  const length = distance(a, b) || 1;
  const along: Point = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const aside = paired ? sideways : 0;
  const shift: Point = { x: -along.y * aside, y: along.x * aside };
  const back: Point = { x: -along.x, y: -along.y };
  const start = leaveFrom(from, a, shift, along);
  const end = leaveFrom(to, b, shift, back);
  const places = badgeShares.map((share) => between(start, end, share));
  for (const room of ['free', 'no-caption', 'badge-only'] as const) {
    const badge = places.find((place) => roomAt(place) === room);
    if (badge !== undefined)
      return { start, badge, end, captioned: room === 'free', wish: room === 'badge-only' ? null : aboveBadge };
  }
  return { start, badge: between(start, end, 0.5), end, captioned: false, wish: null };
}

/** Around the card's upper right corner, in pixels from it. */
const loop = { start: { x: -34, y: -gapAtEnd }, badge: { x: 17, y: -19 }, end: { x: gapAtEnd, y: 26 } } as const;

/** From a card out at its upper edge and back at its right one: what the members of a stack are to each other. */
export function loopLine({ x, y, width }: Rect): ArrowLine {
  const at = (offset: Point): Point => ({ x: x + width + offset.x, y: y + offset.y });
  return { start: at(loop.start), badge: at(loop.badge), end: at(loop.end), captioned: false, wish: null };
}

function leaveFrom({ rect, outline }: ArrowEnd, centre: Point, shift: Point, direction: Point): Point {
  const inside = { x: centre.x + shift.x, y: centre.y + shift.y };
  const point = leavePoint(rect, outline, contains(rect, inside) ? inside : centre, direction);
  return { x: point.x + direction.x * gapAtEnd, y: point.y + direction.y * gapAtEnd };
}

/** Remembers the rectangles that badges must keep off, in cells of a grid so that asking is cheap. */
export class TakenPlaces {
  readonly #cells = new Map<string, Rect[]>();

  add(rect: Rect): void {
    for (const key of cellsOf(rect)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [rect]);
      else cell.push(rect);
    }
  }

  has(rect: Rect): boolean {
    return cellsOf(rect).some((key) => (this.#cells.get(key) ?? []).some((other) => overlap(rect, other)));
  }
}

const cellSize = 256;

function cellsOf({ x, y, width, height }: Rect): readonly string[] {
  const keys: string[] = [];
  for (let column = Math.floor(x / cellSize); column <= Math.floor((x + width) / cellSize); column++)
    for (let row = Math.floor(y / cellSize); row <= Math.floor((y + height) / cellSize); row++)
      keys.push(`${column}:${row}`);
  return keys;
}
