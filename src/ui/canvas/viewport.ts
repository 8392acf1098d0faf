import type { Point } from '../../core/model/design.ts';
import type { Camera } from '../../core/model/scene.ts';
import type { Margins, Viewport } from './canvas-gestures.ts';
import { centreOf, type Rect } from './geometry.ts';

export const zoomLimits = { minZoom: 0.08, maxZoom: 3 } as const;
/** Fitting never blows a small design up beyond this: to work with, and at the back of a room. */
export const largestFit = { atDesk: 1.15, presented: 2.2 } as const;

/** Pixels of the canvas. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/** @param at in pixels from the canvas's upper left corner */
export function inModel(at: Point, { x, y, zoom }: Viewport): Point {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
}

/** @returns in pixels from the canvas's upper left corner */
export function onSurface(at: Point, { x, y, zoom }: Viewport): Point {
  return { x: x + at.x * zoom, y: y + at.y * zoom };
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

export function cameraOf({ x, y, zoom }: Viewport, { width, height }: CanvasSize): Camera {
  return { centre: { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom }, zoom };
}

/** Within what can be zoomed to: a camera may come from a file. */
export function viewportOf({ centre, zoom }: Camera, size: CanvasSize): Viewport {
  return centredOn(centre, Math.max(zoomLimits.minZoom, Math.min(zoomLimits.maxZoom, zoom)), size);
}

/**
 * Part of the way from one viewport to another, seen from the middle of the canvas: in the same time the picture grows by
 * the same factor, and what is in sight moves as far as it looks.
 *
 * @param part from 0 to 1
 */
export function viewportBetween(from: Viewport, to: Viewport, part: number, size: CanvasSize): Viewport {
  if (part <= 0) return from;
  if (part >= 1) return to;
  const [start, end] = [cameraOf(from, size), cameraOf(to, size)];
  const zoom = start.zoom * (end.zoom / start.zoom) ** part;
  // As much of the way as of the change of the width that is in sight, so that the way is a line on the screen.
  const isZooming = Math.abs(start.zoom - end.zoom) > start.zoom * 1e-6;
  const way = isZooming ? (1 / zoom - 1 / start.zoom) / (1 / end.zoom - 1 / start.zoom) : part;
  const along = (a: number, b: number): number => a + (b - a) * way;
  return centredOn({ x: along(start.centre.x, end.centre.x), y: along(start.centre.y, end.centre.y) }, zoom, size);
}

/** @returns the viewport that shows all of `bounds`; null where there is no room for anything */
export function fitted(bounds: Rect, size: CanvasSize, { side, top, bottom, largest }: Margins): Viewport | null {
  const [width, height] = [size.width - 2 * side, size.height - top - bottom];
  if (width <= 0 || height <= 0) return null;
  const wanted = Math.min(width / bounds.width, height / bounds.height, largest);
  const zoom = Math.max(zoomLimits.minZoom, wanted);
  const centre = centreOf(bounds);
  return { x: side + width / 2 - centre.x * zoom, y: top + height / 2 - centre.y * zoom, zoom };
}

/** @returns the part of the model that is in sight */
export function sightOf({ x, y, zoom }: Viewport, { width, height }: CanvasSize): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}
