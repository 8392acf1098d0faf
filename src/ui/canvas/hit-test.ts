import type { Point } from '../../core/model/design.ts';
import type { ArrowLine } from './arrow-line.ts';
import { contains, distanceToSegment, type Rect } from './geometry.ts';
import type { Scene } from './scene.ts';

export type Hit =
  | { readonly kind: 'card'; readonly id: string }
  | { readonly kind: 'box'; readonly id: string }
  | { readonly kind: 'arrow'; readonly id: string }
  | { readonly kind: 'empty' };

/**
 * What lies under a point. Cards come first, as they cover the arrows; then the nearest arrow, as arrows cross boxes and
 * could not be met otherwise; then the smallest box.
 *
 * @param reach how near an arrow must be, in model pixels; null where arrows don't count
 */
export function hitTest(scene: Scene, point: Point, reach: number | null): Hit {
  const card = smallestAround(scene.cards, point);
  if (card !== null) return { kind: 'card', id: card };
  const arrow = reach === null ? null : nearestArrow(scene.arrows, point, reach);
  if (arrow !== null) return { kind: 'arrow', id: arrow };
  const box = smallestAround(scene.boxes, point);
  return box === null ? { kind: 'empty' } : { kind: 'box', id: box };
}

function smallestAround(rects: ReadonlyMap<string, Rect>, point: Point): string | null {
  let found: string | null = null;
  let area = Infinity;
  for (const [id, rect] of rects) {
    if (!contains(rect, point) || rect.width * rect.height > area) continue;
    [found, area] = [id, rect.width * rect.height];
  }
  return found;
}

function nearestArrow(arrows: ReadonlyMap<string, ArrowLine>, point: Point, reach: number): string | null {
  let found: string | null = null;
  let best = reach;
  for (const [id, { start, badge, end }] of arrows) {
    // By its badge, as an arrow between the members of a stack is bent there.
    const away = Math.min(distanceToSegment(point, start, badge), distanceToSegment(point, badge, end));
    if (away > best) continue;
    [found, best] = [id, away];
  }
  return found;
}
