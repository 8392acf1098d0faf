import { isArrow, isCard, type ElementSpec } from '../element-spec.ts';

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
