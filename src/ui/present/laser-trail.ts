import type { Point } from '../../core/model/design.ts';

/** Where the pointer was, and when. */
export interface TrailPoint extends Point {
  readonly at: number;
}

/** So long the tail of a laser pointer glows, in milliseconds. */
export const glowMs = 280;

export function withPoint(trail: readonly TrailPoint[], point: TrailPoint): readonly TrailPoint[] {
  return [...stillGlowing(trail, point.at), point];
}

export function stillGlowing(trail: readonly TrailPoint[], now: number): readonly TrailPoint[] {
  return trail.filter(({ at }) => now - at < glowMs);
}

/** 1 at the pointer, towards 0 at the end of the tail. */
export function glowAt({ at }: TrailPoint, now: number): number {
  return Math.max(0, 1 - (now - at) / glowMs);
}
