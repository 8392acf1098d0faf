import type { Viewport } from './canvas-gestures.ts';
import { viewportBetween, type CanvasSize } from './viewport.ts';
import type { ViewportMotion } from './viewport-motion.ts';

const durationMs = 700;

/**
 * Moves the picture to a viewport frame by frame; at once for who wants less motion. Whoever else moves the picture on its
 * way ends it.
 */
export class Glide {
  readonly #motion: Pick<ViewportMotion, 'now' | 'move'>;
  readonly #isBig: () => boolean;
  #frame: number | null = null;

  /** @param isBig whether drawing the picture takes too long for a frame */
  constructor(motion: Pick<ViewportMotion, 'now' | 'move'>, isBig: () => boolean) {
    this.#motion = motion;
    this.#isBig = isBig;
  }

  start(to: Viewport, size: CanvasSize): void {
    this.stop();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.#motion.move(to, this.#isBig());
    const [from, begun] = [this.#motion.now, performance.now()];
    let last = from;
    const step = (): void => {
      this.#frame = null;
      if (!isAlike(this.#motion.now, last)) return;
      const part = Math.min(1, (performance.now() - begun) / durationMs);
      last = viewportBetween(from, to, eased(part), size);
      if (part < 1) this.#frame = requestAnimationFrame(step);
      this.#motion.move(last, this.#isBig());
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }
}

/** But for what gets lost in the graph library's numbers. */
function isAlike(one: Viewport, other: Viewport): boolean {
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 0.1;
  return isNear(one.x, other.x) && isNear(one.y, other.y) && isNear(100 * one.zoom, 100 * other.zoom);
}

/** Slow at both ends. */
function eased(part: number): number {
  return part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2;
}
