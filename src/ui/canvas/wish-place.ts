import type { Point } from '../../core/model/design.ts';
import { aboveBadge, badgeSize, TakenPlaces, type ArrowLine } from './arrow-line.ts';
import { wishCaption } from './arrow-wish.ts';
import type { ArrowSpec, BoxSpec } from './element-spec.ts';
import type { Rect } from './geometry.ts';
import { badgeRect } from './badge-room.ts';

/** Words of 10.5 pixels in a frame, by a guess at the width of their letters. */
const words = { character: 5.6, padding: 14, height: 17 } as const;
/** How far above the badge they may stand, best first: the last is above cards that lie left and right of the badge. */
const rises: readonly number[] = [-aboveBadge.y, 24, 42];
/** A box's title, with the button and the sign before it, and what follows it. */
const title = { height: 40, before: 56, character: 8, label: 6, unprotected: 80 } as const;

/**
 * A second look for room for what is expected of arrows, where the first found none right above the badge: a bit higher,
 * or to one side. Cards, badges, captions and titles of boxes are not covered; what finds no place stays cut to its sign.
 */
export function withWishPlaces(
  lines: ReadonlyMap<string, ArrowLine>,
  arrows: readonly ArrowSpec[],
  cards: Iterable<Rect>,
  titles: readonly Rect[],
): ReadonlyMap<string, ArrowLine> {
  const waiting = arrows.filter(({ id, wish }) => wish !== null && lines.get(id)?.wish === null);
  if (waiting.length === 0) return lines;
  const taken = new TakenPlaces();
  for (const rect of [...cards, ...titles]) taken.add(rect);
  for (const arrow of arrows) {
    const line = lines.get(arrow.id);
    if (line !== undefined) taken.add(badgeRect(arrow, line));
  }
  const placed = new Map(lines);
  for (const { id, wish } of waiting) {
    const line = lines.get(id);
    const place = line === undefined ? null : wishPlace(line.badge, wishCaption(wish), taken);
    if (line === undefined || place === null) continue;
    taken.add(wishRect(line.badge, wishCaption(wish), place));
    placed.set(id, { ...line, wish: place });
  }
  return placed;
}

/** The part of a box's head that says something. */
export function titleRect({ title: text, labels, unprotected }: BoxSpec, { x, y, width }: Rect): Rect {
  const wanted =
    title.before +
    text.length * title.character +
    labels.join('  ').length * title.label +
    (unprotected ? title.unprotected : 0);
  return { x, y, width: Math.min(width, wanted), height: title.height };
}

/** @returns the middle of the words' lower edge, from the badge; null: no room */
function wishPlace(badge: Point, text: string, taken: TakenPlaces): Point | null {
  const aside = (wishWidth(text) - badgeSize) / 2;
  for (const rise of rises)
    for (const x of [0, aside, -aside]) {
      const place: Point = { x, y: -rise };
      if (!taken.has(wishRect(badge, text, place))) return place;
    }
  return null;
}

function wishRect(badge: Point, text: string, place: Point): Rect {
  const width = wishWidth(text);
  return { x: badge.x + place.x - width / 2, y: badge.y + place.y - words.height, width, height: words.height };
}

function wishWidth(text: string): number {
  return text.length * words.character + words.padding;
}
