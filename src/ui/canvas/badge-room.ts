import type { Point } from '../../core/model/design.ts';
import { aboveBadge, badgeSize, type ArrowLine } from './arrow-line.ts';
import { wishCaption } from './arrow-wish.ts';
import type { ArrowSpec } from './element-spec.ts';
import type { Rect } from './geometry.ts';

const captionCharacter = 5.6;
const captionLine = 20;

/** The room that an arrow's badge takes with what is written right below and above it. */
export function badgeRect({ caption, wish }: ArrowSpec, line: ArrowLine): Rect {
  return withCaption(line.badge, line.captioned ? caption : '', line.wish === aboveBadge ? wishCaption(wish) : '');
}

/** The room that a badge takes with the caption below it, and above it what is expected. */
export function withCaption(badge: Point, caption: string, wish: string): Rect {
  const width = Math.max(badgeSize, caption.length * captionCharacter, wish.length * captionCharacter);
  const [above, below] = [wish === '' ? 0 : captionLine, caption === '' ? 0 : captionLine];
  return { x: badge.x - width / 2, y: badge.y - badgeSize / 2 - above, width, height: badgeSize + above + below };
}
