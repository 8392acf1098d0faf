import type { Point } from '../../core/model/design.ts';
import { arrowLine, loopLine, TakenPlaces, type ArrowEnd, type ArrowLine, type Room } from './arrow-line.ts';
import { wishCaption } from './arrow-wish.ts';
import { badgeRect, withCaption } from './badge-room.ts';
import {
  cardsByBox,
  isArrow,
  isBox,
  isCard,
  type ArrowSpec,
  type BoxSpec,
  type CardSpec,
  type ElementSpec,
} from './element-spec.ts';
import { boundsOf, covers, rectAround, type Outline, type Rect } from './geometry.ts';
import { titleRect, withWishPlaces } from './wish-place.ts';

/** Where everything lies, in model coordinates. */
export interface Scene {
  readonly cards: ReadonlyMap<string, Rect>;
  readonly boxes: ReadonlyMap<string, Rect>;
  readonly arrows: ReadonlyMap<string, ArrowLine>;
}

export const boxPadding = 20;
/** Room for a box's title above its cards. */
export const boxHeader = 40;
export const emptyBox = { width: 212, height: 84 } as const;

/**
 * @param places centre of every card and of every empty box (see `arrange`)
 * @throws when a card has no place: a fault of the program
 */
export function sceneOf(specs: readonly ElementSpec[], places: ReadonlyMap<string, Point>): Scene {
  const cards = new Map(specs.filter(isCard).map((card) => [card.id, cardRect(card, placeOf(card.id, places))]));
  const boxes = boxRects(specs.filter(isBox), specs.filter(isCard), cards, places);
  const arrows = specs.filter(isArrow);
  const lines = arrowLines(arrows, specs.filter(isCard), cards, boxes);
  const titles = specs.filter(isBox).flatMap((box) => {
    const rect = boxes.get(box.id);
    return rect === undefined ? [] : [titleRect(box, rect)];
  });
  return { cards, boxes, arrows: withWishPlaces(lines, arrows, cards.values(), titles) };
}

function placeOf(id: string, places: ReadonlyMap<string, Point>): Point {
  const place = places.get(id);
  if (place === undefined) throw new Error(`no place for ${id}`);
  return place;
}

export function cardRect(card: CardSpec, centre: Point): Rect {
  return rectAround(centre, card.width, card.height);
}

/**
 * The scene while some cards are pulled: they, their boxes and their arrows follow, all else stays as it was. Badges look
 * for their best places again when the cards are let go.
 *
 * @param pulled new centres of the cards and empty boxes that move
 */
export function pulledScene(
  scene: Scene,
  specs: readonly ElementSpec[],
  pulled: ReadonlyMap<string, Point>,
): { readonly scene: Scene; readonly changed: readonly ElementSpec[] } {
  const cards = specs.filter(isCard);
  const moved = cards.filter(({ id }) => pulled.has(id));
  const rects = new Map(scene.cards);
  for (const card of moved) rects.set(card.id, cardRect(card, placeOf(card.id, pulled)));
  const around = new Set(moved.map(({ box }) => box));
  const boxes = specs.filter(isBox).filter(({ id }) => pulled.has(id) || around.has(id));
  const arrows = specs.filter(isArrow).filter(({ from, to }) => pulled.has(from) || pulled.has(to));
  return {
    scene: {
      cards: rects,
      boxes: new Map([...scene.boxes, ...boxRects(boxes, cards, rects, pulled)]),
      arrows: new Map([...scene.arrows, ...plainLines(arrows, cards, rects)]),
    },
    changed: [...moved, ...boxes, ...arrows],
  };
}

/** What these take up together; null: they are not there. */
export function areaOf({ cards, boxes }: Scene, elements: readonly string[]): Rect | null {
  return boundsOf(elements.flatMap((id) => boxes.get(id) ?? cards.get(id) ?? []));
}

export function isWholeIn({ cards, boxes }: Scene, sight: Rect): boolean {
  return [...cards.values(), ...boxes.values()].every((rect) => covers(sight, rect));
}

/** The box around its cards; where it holds none, its own place. */
export function boxRects(
  boxes: readonly BoxSpec[],
  cards: readonly CardSpec[],
  cardRects: ReadonlyMap<string, Rect>,
  places: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Rect> {
  const held = cardsByBox(cards);
  return new Map(
    boxes.map((box): [string, Rect] => {
      const inside = (held.get(box.id) ?? []).flatMap((card) => cardRects.get(card.id) ?? []);
      return [box.id, frameAround(inside) ?? rectAround(placeOf(box.id, places), emptyBox.width, emptyBox.height)];
    }),
  );
}

/** @returns null around nothing */
export function frameAround(inside: readonly Rect[]): Rect | null {
  const bounds = boundsOf(inside);
  if (bounds === null) return null;
  return {
    x: bounds.x - boxPadding,
    y: bounds.y - boxHeader - boxPadding / 2,
    width: bounds.width + 2 * boxPadding,
    height: bounds.height + boxHeader + boxPadding * 1.5,
  };
}

/** All arrows, in the order of their specs: the first ones get the best places for their badges. */
export function arrowLines(
  arrows: readonly ArrowSpec[],
  cards: readonly CardSpec[],
  cardRects: ReadonlyMap<string, Rect>,
  boxes: ReadonlyMap<string, Rect>,
): ReadonlyMap<string, ArrowLine> {
  const taken = new TakenPlaces();
  for (const rect of cardRects.values()) taken.add(rect);
  for (const rect of boxes.values()) taken.add({ ...rect, height: boxHeader });
  const end = arrowEnds(cards, cardRects);
  const lines = new Map<string, ArrowLine>();
  for (const arrow of arrows) {
    const [from, to] = [end(arrow.from), end(arrow.to)];
    if (from === null || to === null) continue;
    const wish = wishCaption(arrow.wish);
    const line = lineBetween(arrow, from, to, (badge) => {
      if (!taken.has(withCaption(badge, arrow.caption, wish))) return 'free';
      if (!taken.has(withCaption(badge, '', wish))) return 'no-caption';
      return taken.has(withCaption(badge, '', '')) ? 'taken' : 'badge-only';
    });
    taken.add(badgeRect(arrow, line));
    lines.set(arrow.id, line);
  }
  return lines;
}

/** With each badge in the middle, whatever lies there. */
function plainLines(
  arrows: readonly ArrowSpec[],
  cards: readonly CardSpec[],
  cardRects: ReadonlyMap<string, Rect>,
): ReadonlyMap<string, ArrowLine> {
  const end = arrowEnds(cards, cardRects);
  return new Map(
    arrows.flatMap((arrow): readonly (readonly [string, ArrowLine])[] => {
      const [from, to] = [end(arrow.from), end(arrow.to)];
      return from === null || to === null ? [] : [[arrow.id, lineBetween(arrow, from, to, () => 'free')]];
    }),
  );
}

function lineBetween(arrow: ArrowSpec, from: ArrowEnd, to: ArrowEnd, roomAt: (badge: Point) => Room): ArrowLine {
  return arrow.from === arrow.to ? loopLine(from.rect) : arrowLine(from, to, arrow.paired, roomAt);
}

function arrowEnds(cards: readonly CardSpec[], cardRects: ReadonlyMap<string, Rect>): (id: string) => ArrowEnd | null {
  const outlines = new Map(cards.map((card) => [card.id, outlineOf(card)]));
  return (id) => {
    const rect = cardRects.get(id);
    return rect === undefined ? null : { rect, outline: outlines.get(id) ?? 'rectangle' };
  };
}

/** Networks outside are clouds, everything else is a card with corners. */
export function outlineOf(card: CardSpec): Outline {
  return card.face === 'external-network' || card.face === 'internet' ? 'ellipse' : 'rectangle';
}
