import type { Point } from '../../../core/model/design.ts';
import { isArrow, isBox, isCard, type ElementSpec } from '../element-spec.ts';
import { contains, overlap, type Rect } from '../geometry.ts';
import type { Scene } from '../scene.ts';

/** The rectangle between two corners, whichever they are. */
export function bandBetween(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/**
 * What a rubber band chooses: every card that it touches, and every box that lies wholly inside, which then stands for
 * its cards. In the order in which they are drawn.
 */
export function elementsInBand(
  specs: readonly ElementSpec[],
  { cards, boxes }: Pick<Scene, 'cards' | 'boxes'>,
  band: Rect,
): readonly string[] {
  const whole = new Set(
    specs.filter(isBox).flatMap(({ id }) => {
      const rect = boxes.get(id);
      return rect !== undefined && isInside(rect, band) ? [id] : [];
    }),
  );
  return specs
    .filter((spec) => !isArrow(spec))
    .filter((spec) => {
      if (isBox(spec)) return whole.has(spec.id);
      if (isCard(spec) && spec.box !== null && whole.has(spec.box)) return false;
      const rect = cards.get(spec.id);
      return rect !== undefined && overlap(rect, band);
    })
    .map(({ id }) => id);
}

function isInside(rect: Rect, around: Rect): boolean {
  return contains(around, rect) && contains(around, { x: rect.x + rect.width, y: rect.y + rect.height });
}
