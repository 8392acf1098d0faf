import { unreachable } from '../src/core/result.ts';

export type ZoomStep = 'in' | 'out' | 'reset';

// In Chromium's levels: each is 1.2 times the one before, 0 is the actual size. Half a step is what browsers take.
const step = 0.5;
const [least, most] = [-3, 5];

/** The zoom level after a step, between about half and two and a half times the actual size. */
export function nextZoomLevel(level: number, wanted: ZoomStep): number {
  switch (wanted) {
    case 'in':
      return withinZoomLimits(level + step);
    case 'out':
      return withinZoomLimits(level - step);
    case 'reset':
      return 0;
    default:
      return unreachable(wanted);
  }
}

/** For levels that come from elsewhere: a window that nobody can read could not be zoomed back either. */
export function withinZoomLimits(level: number): number {
  return Math.max(least, Math.min(most, level));
}
