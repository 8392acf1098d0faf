import { isArrow, isBox, isCard, type CardSpec, type ElementSpec } from '../canvas/element-spec.ts';
import { frameAround, type Scene } from '../canvas/scene.ts';
import type { Rect } from '../canvas/geometry.ts';

/** What goes into a picture, and where it lies. */
export interface PictureContent {
  readonly specs: readonly ElementSpec[];
  readonly scene: Scene;
}

/**
 * What is selected, with what belongs to it: of a box its cards, of an arrow its ends. One card by itself takes the arrows
 * along that begin or end at it, with the cards there; of several only what is between them. Boxes that are not selected
 * are drawn around what is left in them.
 *
 * @param selected ids of cards, boxes and arrows
 */
export function selectedContent({ specs, scene }: PictureContent, selected: ReadonlySet<string>): PictureContent {
  const cards = specs.filter(isCard);
  const arrows = specs.filter(isArrow);
  const own = new Set(cards.filter(({ id, box }) => selected.has(id) || selected.has(box ?? '')).map(({ id }) => id));
  const chosenArrows = arrows.filter(({ id }) => selected.has(id));
  const isOne = own.size === 1 && chosenArrows.length === 0;
  const kept = arrows.filter(
    ({ id, from, to }) => selected.has(id) || (isOne ? own.has(from) || own.has(to) : own.has(from) && own.has(to)),
  );
  for (const { from, to } of kept) own.add(from).add(to);
  const keptCards = cards.filter(({ id }) => own.has(id));
  const boxes = boxesAround(specs, scene, keptCards, selected);
  const keptIds = new Set([...boxes.keys(), ...own, ...kept.map(({ id }) => id)]);
  return {
    specs: specs.filter(({ id }) => keptIds.has(id)),
    scene: {
      boxes,
      cards: new Map([...scene.cards].filter(([id]) => keptIds.has(id))),
      arrows: new Map([...scene.arrows].filter(([id]) => keptIds.has(id))),
    },
  };
}

function boxesAround(
  specs: readonly ElementSpec[],
  scene: Scene,
  cards: readonly CardSpec[],
  selected: ReadonlySet<string>,
): ReadonlyMap<string, Rect> {
  return new Map(
    specs.filter(isBox).flatMap(({ id }): readonly (readonly [string, Rect])[] => {
      const whole = scene.boxes.get(id);
      const inside = cards.filter(({ box }) => box === id).flatMap((card) => scene.cards.get(card.id) ?? []);
      const rect = selected.has(id) ? whole : frameAround(inside);
      return rect === undefined || rect === null ? [] : [[id, rect]];
    }),
  );
}

/** As if nothing were selected: nothing stands out or steps back. */
export function withoutEmphasis(specs: readonly ElementSpec[]): readonly ElementSpec[] {
  return specs.map((spec) => (spec.emphasis === 'normal' ? spec : { ...spec, emphasis: 'normal' }));
}
