import type { Point } from '../../core/model/design.ts';
import { cardsByBox, type BoxSpec, type CardSpec } from './element-spec.ts';
import { centreOf, type Rect } from './geometry.ts';
import { cardSize } from './project-cards.ts';
import type { Ground } from './project.ts';
import { boxRects, cardRect } from './scene.ts';

/** Which boxes are drawn as one card each. */
export interface Collapse {
  /** By the user; kept in the design. */
  readonly chosen: ReadonlySet<string>;
  /** For now, as a lens would draw too many arrows. */
  readonly automatic: ReadonlySet<string>;
}

/** Boxes and cards as they are drawn, with their places. */
export interface PlacedGround {
  readonly ground: Ground;
  readonly places: ReadonlyMap<string, Point>;
}

/**
 * Puts one card in the place of each collapsed box and what it holds. A box that the user collapsed becomes a card in its
 * upper left corner, or where that card was put since; one that was collapsed for now keeps its place and size, so that
 * nothing moves. Cards outside stay as they are.
 *
 * @param places of all cards and empty boxes, as if none were collapsed
 * @param stored places that the user gave; a collapsed box's is its card's
 */
export function collapsed(
  whole: Ground,
  places: ReadonlyMap<string, Point>,
  stored: ReadonlyMap<string, Point>,
  { chosen, automatic }: Collapse,
): PlacedGround {
  const gone = whole.boxes.filter(({ id }) => chosen.has(id) || automatic.has(id));
  if (gone.length === 0) return { ground: whole, places };
  const held = cardsByBox(whole.cards);
  const frames = framesOf(gone, whole.cards, places);
  const next = new Map(places);
  const cards = gone.flatMap((box): readonly CardSpec[] => {
    const frame = frames.get(box.id);
    if (frame === undefined) return [];
    const isAutomatic = !chosen.has(box.id);
    const card = cardOf(box, held.get(box.id) ?? [], isAutomatic, isAutomatic ? frame : cardSize.box);
    next.set(box.id, isAutomatic ? centreOf(frame) : (stored.get(box.id) ?? cornerPlace(frame)));
    return [card];
  });
  const ids = new Set<string | null>(gone.map(({ id }) => id));
  return {
    ground: {
      boxes: whole.boxes.filter(({ id }) => !ids.has(id)),
      cards: [...whole.cards.filter(({ box }) => !ids.has(box)), ...cards],
    },
    places: next,
  };
}

function framesOf(
  boxes: readonly BoxSpec[],
  cards: readonly CardSpec[],
  places: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Rect> {
  const rects = new Map(
    cards.flatMap((card): readonly (readonly [string, Rect])[] => {
      const at = places.get(card.id);
      return at === undefined ? [] : [[card.id, cardRect(card, at)]];
    }),
  );
  return boxRects(boxes, cards, rects, places);
}

/** The centre of a box's card whose upper left corner is the box's. */
function cornerPlace({ x, y }: Rect): Point {
  return { x: Math.round(x + cardSize.box.width / 2), y: Math.round(y + cardSize.box.height / 2) };
}

const kinds: Readonly<Record<BoxSpec['what'], string>> = {
  namespace: 'Namespace ',
  'cluster-node': 'Node ',
  label: 'Pods ',
  unplaced: '',
};

function cardOf(
  box: BoxSpec,
  cards: readonly CardSpec[],
  isAutomatic: boolean,
  { width, height }: { readonly width: number; readonly height: number },
): CardSpec {
  const content = contentWords(cards);
  return {
    kind: 'card',
    id: box.id,
    face: 'box',
    title: box.title,
    subtitle: content,
    labels: box.labels,
    tags: [],
    marks: box.unprotected ? ['unprotected'] : [],
    failsafes: null,
    width,
    height,
    box: null,
    target: box.target,
    endpoint: null,
    stack: [],
    collapsed: { box, cards, isAutomatic },
    emphasis: 'normal',
    spoken: `${kinds[box.what]}${box.title}, collapsed: ${content}`,
  };
}

/** `12 pods, 1 host endpoint` */
function contentWords(cards: readonly CardSpec[]): string {
  const hosts = cards.filter(({ face }) => face === 'host-endpoint').length;
  const sets = cards.filter(({ face }) => face === 'network-set').length;
  const pods = cards
    .filter(({ face }) => face === 'pod')
    .reduce((sum, { stack }) => sum + Math.max(1, stack.length), 0);
  const counted = (count: number, word: string): readonly string[] =>
    count === 0 ? [] : [`${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`];
  const words = [...counted(pods, 'pod'), ...counted(hosts, 'host endpoint'), ...counted(sets, 'network set')];
  return words.length === 0 ? 'nothing inside' : words.join(', ');
}

/**
 * Where the content of moved cards goes: what a collapsed box holds moves along, so that it opens where its card lies.
 *
 * @param moved new centres of what is drawn
 * @param places centres as they are, of what is drawn and of what is inside
 * @param stored places that the user gave
 */
export function placedWithContent(
  cards: readonly CardSpec[],
  moved: ReadonlyMap<string, Point>,
  places: ReadonlyMap<string, Point>,
  stored: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const all = new Map<string, Point>();
  const byId = new Map(cards.map((card) => [card.id, card]));
  for (const [id, at] of moved) {
    const [content, before] = [byId.get(id)?.collapsed ?? null, places.get(id)];
    // Without a place of its own the card lies in its box's corner.
    if (content === null || content.cards.length === 0 || (stored.has(id) && !content.isAutomatic)) all.set(id, at);
    if (content === null || before === undefined) continue;
    for (const inside of content.cards) {
      const place = places.get(inside.id);
      if (place !== undefined) all.set(inside.id, { x: place.x + at.x - before.x, y: place.y + at.y - before.y });
    }
  }
  return all;
}
