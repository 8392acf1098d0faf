import { boundsOf, type Rect } from './geometry.ts';

/** Free space around the design, as a share of it. */
const margin = 0.06;
/** What an empty design is looked at as. */
const nothing: Rect = { x: 0, y: 0, width: 1000, height: 600 };

/** The part of the model that a small map of this size shows: all there is, in the map's own proportions. */
export function mapFrame(
  rects: readonly Rect[],
  { width, height }: { readonly width: number; readonly height: number },
): Rect {
  const bounds = boundsOf(rects) ?? nothing;
  const scale = Math.max(bounds.width / width, bounds.height / height) * (1 + 2 * margin);
  const [shownWidth, shownHeight] = [width * scale, height * scale];
  return {
    x: bounds.x + bounds.width / 2 - shownWidth / 2,
    y: bounds.y + bounds.height / 2 - shownHeight / 2,
    width: shownWidth,
    height: shownHeight,
  };
}
