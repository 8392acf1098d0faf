import type { Viewport } from './canvas-gestures.ts';
import { viewportBetween, type CanvasSize } from './viewport.ts';

const durationMs = 700;

/** Moves the picture from one viewport to another, frame by frame; at once for who wants less motion. */
export class Glide {
  readonly #move: (to: Viewport) => void;
  #frame: number | null = null;

  constructor(move: (to: Viewport) => void) {
    this.#move = move;
  }

  /** A glide that is under way ends where it is. */
  start(from: Viewport, to: Viewport, size: CanvasSize): void {
    this.stop();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.#move(to);
    const begun = performance.now();
    const step = (): void => {
      const part = Math.min(1, (performance.now() - begun) / durationMs);
      // Asked for first: moving may stop it.
      this.#frame = part < 1 ? requestAnimationFrame(step) : null;
      this.#move(viewportBetween(from, to, eased(part), size));
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }
}

/** Slow at both ends. */
function eased(part: number): number {
  return part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2;
}
