import type { Point } from '../../core/model/design.ts';
import type { CanvasSize } from './viewport.ts';

export interface SurfaceWatch {
  resized(size: CanvasSize): void;
  /** Its colours are others than before. */
  restyled(): void;
}

/** @returns ends it */
export function watchSurface(surface: HTMLElement, { resized, restyled }: SurfaceWatch): () => void {
  const size = new ResizeObserver(() => resized({ width: surface.clientWidth, height: surface.clientHeight }));
  size.observe(surface);
  // The theme is an attribute of the page; its colours are known once that is set.
  const theme = new MutationObserver(restyled);
  theme.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-colours', 'data-present'],
  });
  return () => {
    size.disconnect();
    theme.disconnect();
  };
}

/** @returns where its upper left corner is in the window */
export function cornerOf(surface: HTMLElement | null): Point {
  return surface?.getBoundingClientRect() ?? { x: 0, y: 0 };
}
