import type { Alignment } from '../../../app/view.svelte.ts';
import type { Placement } from '../../../core/edit/command.ts';
import type { Point } from '../../../core/model/design.ts';
import { unreachable } from '../../../core/result.ts';
import { boundsOf, centreOf, type Rect } from '../geometry.ts';

/** Something that is moved as one: a card, or a box with its cards. */
export interface Movable {
  readonly rect: Rect;
  /** Centres of all that has a place of its own and moves along. */
  readonly places: readonly (readonly [element: string, centre: Point])[];
}

/**
 * Where everything lies once it is aligned to the bounds of all, or distributed between the outermost two.
 *
 * @returns new places of what moves; empty where all lie so already, or are too few
 */
export function aligned(movables: readonly Movable[], alignment: Alignment): readonly Placement[] {
  const bounds = boundsOf(movables.map(({ rect }) => rect));
  if (bounds === null) return [];
  const shifts = isDistribution(alignment)
    ? distributionShifts(movables, alignment)
    : new Map(movables.map((movable) => [movable, alignmentShift(movable.rect, bounds, alignment)] as const));
  return movables.flatMap((movable) => {
    const { x, y } = shifts.get(movable) ?? { x: 0, y: 0 };
    if (Math.abs(x) < 0.5 && Math.abs(y) < 0.5) return [];
    return movable.places.map(([element, centre]) => ({
      element,
      at: { x: Math.round(centre.x + x), y: Math.round(centre.y + y) },
    }));
  });
}

type Distribution = 'horizontal' | 'vertical';

function isDistribution(alignment: Alignment): alignment is Distribution {
  return alignment === 'horizontal' || alignment === 'vertical';
}

function alignmentShift(rect: Rect, bounds: Rect, alignment: Exclude<Alignment, Distribution>): Point {
  const [own, common] = [centreOf(rect), centreOf(bounds)];
  switch (alignment) {
    case 'left':
      return { x: bounds.x - rect.x, y: 0 };
    case 'centre':
      return { x: common.x - own.x, y: 0 };
    case 'right':
      return { x: bounds.x + bounds.width - rect.x - rect.width, y: 0 };
    case 'top':
      return { x: 0, y: bounds.y - rect.y };
    case 'middle':
      return { x: 0, y: common.y - own.y };
    case 'bottom':
      return { x: 0, y: bounds.y + bounds.height - rect.y - rect.height };
    default:
      return unreachable(alignment);
  }
}

/** Equal gaps; where there is too little room they are equal overlaps. */
function distributionShifts(movables: readonly Movable[], along: Distribution): ReadonlyMap<Movable, Point> {
  const start = ({ rect }: Movable): number => (along === 'horizontal' ? rect.x : rect.y);
  const length = ({ rect }: Movable): number => (along === 'horizontal' ? rect.width : rect.height);
  const sorted = movables.toSorted((a, b) => start(a) + length(a) / 2 - (start(b) + length(b) / 2));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3) return new Map();
  const taken = sorted.reduce((sum, movable) => sum + length(movable), 0);
  const gap = (start(last) + length(last) - start(first) - taken) / (sorted.length - 1);
  let at = start(first);
  return new Map(
    sorted.map((movable) => {
      const shift = at - start(movable);
      at += length(movable) + gap;
      return [movable, along === 'horizontal' ? { x: shift, y: 0 } : { x: 0, y: shift }];
    }),
  );
}
