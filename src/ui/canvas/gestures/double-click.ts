import type { Point } from '../../../core/model/design.ts';

/** As long as desktops give the second click. */
const withinMs = 500;
/** As far as a hand trembles, in px. */
const withinPx = 6;

interface Click<Target> {
  readonly target: Target;
  readonly at: Point;
  readonly timeMs: number;
}

/**
 * Tells a double click from two clicks that follow each other quickly. The graph library has one of its own that asks
 * neither where the first click was nor on what: whoever clicked two cards in a hurry opened the second one.
 */
export class DoubleClick<Target> {
  #first: Click<Target> | null = null;
  #pressesSince = 0;

  /** A button or a finger goes down, anywhere in the window. */
  pressed(): void {
    this.#pressesSince += 1;
  }

  /**
   * @param at in px of the canvas as it is seen
   * @param timeMs any clock that only goes forward
   * @returns whether this click is the second one of a double click; a third one begins anew
   */
  isSecond(target: Target, at: Point, timeMs: number): boolean {
    const first = this.#first;
    const isSecond =
      first?.target === target &&
      this.#pressesSince === 1 &&
      timeMs - first.timeMs <= withinMs &&
      Math.hypot(at.x - first.at.x, at.y - first.at.y) <= withinPx;
    this.#first = isSecond ? null : { target, at, timeMs };
    this.#pressesSince = 0;
    return isSecond;
  }
}
