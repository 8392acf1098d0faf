import type { Point } from '../../core/model/design.ts';
import type { Margins, Viewport } from './canvas-gestures.ts';
import { centreOf, type Rect } from './geometry.ts';

export const zoomLimits = { minZoom: 0.08, maxZoom: 3 } as const;
/** Fitting never blows a small design up beyond this. */
const largestFit = 1.15;

/** Pixels of the canvas. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** @param at what stays where it is, in pixels from the canvas's upper left corner */
export function zoomedAt({ x, y, zoom }: Viewport, factor: number, at: Point): Viewport {
  const wanted = Math.max(zoomLimits.minZoom, Math.min(zoomLimits.maxZoom, zoom * factor));
  const scale = wanted / zoom;
  return { x: at.x - (at.x - x) * scale, y: at.y - (at.y - y) * scale, zoom: wanted };
}

/** @returns the viewport that brings a place of the model into the middle */
export function centredOn(at: Point, zoom: number, { width, height }: CanvasSize): Viewport {
  return { x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom };
}

/** @returns the viewport that shows all of `bounds`; null where there is no room for anything */
export function fitted(bounds: Rect, size: CanvasSize, { side, top, bottom }: Margins): Viewport | null {
  const [width, height] = [size.width - 2 * side, size.height - top - bottom];
  if (width <= 0 || height <= 0) return null;
  const wanted = Math.min(width / bounds.width, height / bounds.height, largestFit);
  const zoom = Math.max(zoomLimits.minZoom, wanted);
  const centre = centreOf(bounds);
  return { x: side + width / 2 - centre.x * zoom, y: top + height / 2 - centre.y * zoom, zoom };
}

/** @returns the part of the model that is in sight */
export function sightOf({ x, y, zoom }: Viewport, { width, height }: CanvasSize): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}
