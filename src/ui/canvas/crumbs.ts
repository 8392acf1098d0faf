import type { Crumb } from '../../app/view.svelte.ts';
import { isArrow, isBox, isCard, type CardSpec, type ElementSpec } from './element-spec.ts';

/**
 * Where the user is: the box and the card of what is selected, or the box in the middle of the screen.
 *
 * @param chosen ids of the selected elements; an arrow counts as one
 * @param middle id of the box in the middle of what is in sight
 */
export function crumbsOf(
  specs: readonly ElementSpec[],
  chosen: readonly string[],
  middle: string | null,
): readonly Crumb[] {
  const found = specs.filter(({ id }) => chosen.includes(id));
  const [first] = found;
  if (found.length > 1) return [design, { text: `${found.length} selected`, element: null }];
  if (first === undefined) return [design, ...boxCrumb(specs, middle)];
  if (isArrow(first)) return [design, { text: first.title, element: first.id }];
  if (isBox(first)) return [design, ...boxCrumb(specs, first.id)];
  return [design, ...boxCrumb(specs, first.box), { text: cardText(first), element: first.id }];
}

const design: Crumb = { text: 'Design', element: null };

function boxCrumb(specs: readonly ElementSpec[], id: string | null): readonly Crumb[] {
  const box = id === null ? undefined : specs.find((spec) => spec.id === id);
  return box === undefined || isArrow(box) ? [] : [{ text: box.title, element: box.id }];
}

function cardText(card: CardSpec): string {
  return isCard(card) && card.face === 'note' ? 'Note' : card.title;
}
