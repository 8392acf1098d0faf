import type { Point } from '../../../core/model/design.ts';

/** As long as desktops give the second tap. */
const withinMs = 500;
/** As far as a finger trembles, in px. */
const withinPx = 6;

interface Click<Target> {
  readonly target: Target;
  /** In px of the canvas as it is seen. */
  readonly at: Point;
  /** Any clock that only goes forward. */
  readonly timeMs: number;
  /**
   * How many clicks in a row the system counted, as fast and as far as the user set it there (UI Events, `detail`).
   * Null for a finger: nobody counts its taps.
   */
  readonly inARow: number | null;
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

  /** @returns whether this click is the second one of a double click; a third one begins anew */
  isSecond(click: Click<Target>): boolean {
    const first = this.#first;
    const isSecond = first?.target === click.target && this.#pressesSince === 1 && isQuick(first, click);
    this.#first = isSecond ? null : click;
    this.#pressesSince = 0;
    return isSecond;
  }
}

function isQuick(first: Click<unknown>, second: Click<unknown>): boolean {
  if (second.inARow !== null) return second.inARow > 1;
  const isNear = Math.hypot(second.at.x - first.at.x, second.at.y - first.at.y) <= withinPx;
  return isNear && second.timeMs - first.timeMs <= withinMs;
}
