import type { Point } from '../../../core/model/design.ts';
import { isArrow, isCard, type ElementSpec } from '../element-spec.ts';
import type { Scene } from '../scene.ts';
import type { Movable } from './align.ts';

/** What has a place of its own and moves when these cards and boxes are moved: a box with cards moves by them. */
export function movedAlong(specs: readonly ElementSpec[], elements: ReadonlySet<string>): readonly string[] {
  const filled = new Set(specs.filter(isCard).map(({ box }) => box));
  return specs
    .filter((spec) => {
      if (isArrow(spec)) return false;
      if (isCard(spec)) return elements.has(spec.id) || (spec.box !== null && elements.has(spec.box));
      return elements.has(spec.id) && !filled.has(spec.id);
    })
    .map(({ id }) => id);
}

/** @param places centres of all that has a place of its own */
export function placesOf(
  ids: readonly string[],
  places: ReadonlyMap<string, Point>,
): readonly (readonly [element: string, centre: Point])[] {
  return ids.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [[id, place] as const];
  });
}

interface Ground {
  readonly specs: readonly ElementSpec[];
  readonly scene: Scene;
  readonly places: ReadonlyMap<string, Point>;
}

/** A card or box as it is moved: with all that moves along. */
export function movableOf(element: string, { specs, scene, places }: Ground): Movable | null {
  const rect = scene.cards.get(element) ?? scene.boxes.get(element);
  return rect === undefined ? null : { rect, places: placesOf(movedAlong(specs, new Set([element])), places) };
}
