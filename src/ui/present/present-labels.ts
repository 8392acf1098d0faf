import type { Point } from '../../core/model/design.ts';
import { overlap, type Rect } from '../canvas/geometry.ts';
import { evenly, shortened, wrapped, type Measure } from './text-lines.ts';

/** No text of a presentation is smaller, in pixels of the screen (product.md section 7). */
export const leastPx = 24;
export const lineHeight = 1.16;
const nameWeight = 650;
const moreWeight = 500;

/** Something on the canvas that has a text; rectangles are in pixels of the canvas, as it rests. */
export type LabelSource =
  | {
      readonly kind: 'card';
      readonly id: string;
      readonly rect: Rect;
      /** Where in the card text may stand. */
      readonly room: Rect;
      readonly text: string;
      /** What else matters, most important first. */
      readonly more: readonly string[];
      readonly isImportant: boolean;
      readonly align: 'start' | 'centre';
    }
  | {
      readonly kind: 'box';
      readonly id: string;
      readonly rect: Rect;
      /** Height of its head, and how much of its width stands free before the title. */
      readonly head: { readonly height: number; readonly indent: number };
      readonly text: string;
    }
  | {
      readonly kind: 'arrow';
      readonly id: string;
      /** Where its halves meet. */
      readonly at: Point;
      /** Size of the badge there. */
      readonly badge: { readonly width: number; readonly height: number };
      /** From where to where its line runs. */
      readonly way: readonly [from: Point, to: Point];
      /** Nothing is written where there is no text; the line is there all the same. */
      readonly text: string;
      readonly look: 'caption' | 'met' | 'missed' | 'unknown';
      readonly isImportant: boolean;
    };

export interface PlacedLabel extends Rect {
  readonly id: string;
  /** `inside`: on the card's own face; the others bring a ground of their own. */
  readonly look: 'inside' | 'over' | 'box' | 'caption' | 'met' | 'missed' | 'unknown';
  readonly px: number;
  readonly lines: readonly string[];
  readonly more: readonly string[];
  readonly align: 'start' | 'centre';
}

interface Looked {
  /** Pixels of the screen for one of the model. */
  readonly zoom: number;
  readonly measure: Measure;
}

/** The largest a name gets, and how it grows with the picture. */
const [mostPx, pxPerZoom] = [40, 15];
/** Around a text with a ground of its own. */
const padding = { x: 8, y: 3 } as const;
/** From a badge's middle to its captions. */
const besideBadge = 7;
/** What a line of an arrow takes up, in steps along it. */
const lineStep = 16;
/** Of an arrow's head, as `presentStyle` draws it. */
const arrowHead = { length: 42, width: 40 } as const;

/**
 * Which texts are shown and where, so that none is too small to be read at the back of a room and none lies over
 * another: names stand in their cards while they have room there, else over them; what finds no free place is left out,
 * the less important first.
 */
export function presentLabels(sources: readonly LabelSource[], looked: Looked): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const crowded: Extract<LabelSource, { kind: 'card' }>[] = [];
  for (const source of sources) {
    if (source.kind !== 'card') continue;
    const inside = insideCard(source, looked);
    if (inside === null) crowded.push(source);
    else placed.push(inside);
  }
  const cards = sources.filter((source) => source.kind === 'card').map(({ rect }) => rect);
  const isFree = (rect: Rect, others: readonly Rect[]): boolean =>
    ![...placed, ...others].some((taken) => overlap(taken, rect));
  /** The first place that is free, if there is one beside all lines. */
  const place = (candidates: readonly PlacedLabel[], others: readonly Rect[], lines: readonly Rect[]): void => {
    const free = candidates.filter((candidate) => isFree(candidate, others));
    const best = free.find((candidate) => !lines.some((line) => overlap(line, candidate))) ?? free[0];
    if (best !== undefined) placed.push(best);
  };
  const arrows = sources.filter((source) => source.kind === 'arrow');
  const badges = arrows.map(badgeRect);
  const lines = new Map(arrows.map((arrow) => [arrow.id, lineRects(arrow)]));
  const allLines = [...lines.values()].flat();
  for (const card of importantFirst(crowded)) place(overCard(card, looked), [], []);
  for (const box of sources)
    if (box.kind === 'box') place(boxTitles(box, looked), [], [...allLines, ...badges, ...cards]);
  for (const arrow of importantFirst(arrows)) {
    if (arrow.text === '') continue;
    const others = [...lines].flatMap(([id, rects]) => (id === arrow.id ? [] : rects));
    place(besideArrow(arrow, looked), [...cards, ...badges], others);
  }
  return placed;
}

function importantFirst<Source extends { readonly isImportant: boolean }>(
  sources: readonly Source[],
): readonly Source[] {
  return sources.toSorted((a, b) => Number(b.isImportant) - Number(a.isImportant));
}

/** In the card: the name as large as it has room, then what else matters. */
function insideCard(source: Extract<LabelSource, { kind: 'card' }>, { zoom, measure }: Looked): PlacedLabel | null {
  const { id, room, text, align } = source;
  const wished = Math.round(Math.min(mostPx, Math.max(leastPx, pxPerZoom * zoom)));
  for (const px of new Set([wished, leastPx])) {
    const most = Math.floor(room.height / (px * lineHeight));
    const lines = wrapped(text, room.width, most, (part) => measure(part, px, nameWeight));
    if (lines === null) continue;
    const left = room.height - lines.length * px * lineHeight;
    const more = source.more
      .flatMap((line) => shortened(line, room.width, (part) => measure(part, leastPx, moreWeight)) ?? [])
      .slice(0, Math.floor(left / (leastPx * lineHeight)));
    const height = lines.length * px * lineHeight + more.length * leastPx * lineHeight;
    const y = room.y + (room.height - height) / 2;
    return { id, look: 'inside', x: room.x, y, width: room.width, height, px, lines, more, align };
  }
  return null;
}

/** Over the middle of a card that is too small for its name: the narrower the better. */
function overCard(source: Extract<LabelSource, { kind: 'card' }>, { measure }: Looked): readonly PlacedLabel[] {
  const { id, rect, text } = source;
  const width = (part: string): number => measure(part, leastPx, nameWeight);
  const ways = [3, 2].flatMap((count) => {
    const lines = evenly(text, count, width);
    return lines === null ? [] : [lines];
  });
  return [[text], ...ways.reverse()]
    .toSorted((a, b) => widest(a, width) - widest(b, width))
    .flatMap((lines) => {
      const size = sizeOf(lines, width);
      const x = rect.x + (rect.width - size.width) / 2;
      const middle = rect.y + (rect.height - size.height) / 2;
      return [middle, middle - size.height / 4, middle + size.height / 4].map((y) =>
        labelOf(id, 'over', { x, y, ...size }, lines, 'centre'),
      );
    });
}

/** In the head of the box, standing out of it where that is too low; else above the box; else on two lines beside an arrow. */
function boxTitles(source: Extract<LabelSource, { kind: 'box' }>, { zoom, measure }: Looked): readonly PlacedLabel[] {
  const { id, rect, head, text } = source;
  const px = Math.round(Math.min(36, Math.max(leastPx, pxPerZoom * zoom)));
  const width = (part: string): number => measure(part, px, nameWeight);
  const room = Math.max(rect.width - head.indent - 2 * padding.x, 0);
  const title = (lines: readonly string[], indent: number, aside: number, bottom: number): PlacedLabel => {
    const size = sizeOf(lines, width, px);
    const free = Math.max(0, rect.width - 2 * indent - size.width);
    const at = { x: rect.x + indent + aside * free, y: rect.y + bottom - size.height };
    return { ...labelOf(id, 'box', { ...at, ...size }, lines, 'start'), px };
  };
  const short = shortened(text, room, width);
  if (short === null) return [];
  const { height } = sizeOf([short], width, px);
  const onOneLine = [head.height - 2, 0, height / 2].flatMap((bottom) =>
    [0, 1, 0.5].map((aside) => title([short], head.indent, aside, bottom)),
  );
  const halves = evenly(text, 2, width);
  if (halves === null) return onOneLine;
  const onTwo = [head.indent, 4].flatMap((indent) =>
    [head.height - 2, head.height * 1.2].flatMap((bottom) =>
      [0, 1].map((aside) => title(halves, indent, aside, bottom)),
    ),
  );
  return [...onOneLine, ...onTwo];
}

/** Around the badge: below and above it, beside it, then aligned with its sides. */
function besideArrow(source: Extract<LabelSource, { kind: 'arrow' }>, { measure }: Looked): readonly PlacedLabel[] {
  const { id, text, look } = source;
  const size = sizeOf([text], (part) => measure(part, leastPx, nameWeight));
  const badge = badgeRect(source);
  const [right, bottom] = [badge.x + badge.width, badge.y + badge.height];
  const middle = { x: badge.x + (badge.width - size.width) / 2, y: badge.y + (badge.height - size.height) / 2 };
  const [below, above] = [bottom + besideBadge, badge.y - besideBadge - size.height];
  const sides = [
    { x: right + besideBadge, y: middle.y },
    { x: badge.x - besideBadge - size.width, y: middle.y },
  ];
  const rows = look === 'caption' ? [below, above] : [above, below];
  const places = [
    ...rows.map((y) => ({ x: middle.x, y })),
    ...sides,
    ...rows.flatMap((y) => [
      { x: badge.x, y },
      { x: right - size.width, y },
    ]),
  ];
  return places.map((place) => labelOf(id, look, { ...place, ...size }, [text], 'centre'));
}

function badgeRect({ at, badge }: Extract<LabelSource, { kind: 'arrow' }>): Rect {
  return { x: at.x - badge.width / 2, y: at.y - badge.height / 2, ...badge };
}

/** Small squares along the line, so that it takes no more room than it does, and larger ones along its head. */
function lineRects({ way: [from, to] }: Extract<LabelSource, { kind: 'arrow' }>): readonly Rect[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const count = Math.ceil(length / lineStep);
  return Array.from({ length: count + 1 }, (_, step) => {
    const part = count === 0 ? 0 : step / count;
    const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
    const half = length * (1 - part) < arrowHead.length ? arrowHead.width / 2 : 4;
    return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
  });
}

function labelOf(
  id: string,
  look: PlacedLabel['look'],
  rect: Rect,
  lines: readonly string[],
  align: PlacedLabel['align'],
): PlacedLabel {
  return { id, look, ...rect, px: leastPx, lines, more: [], align };
}

function sizeOf(
  lines: readonly string[],
  width: (text: string) => number,
  px = leastPx,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.ceil(widest(lines, width)) + 2 * padding.x,
    height: lines.length * px * lineHeight + 2 * padding.y,
  };
}

function widest(lines: readonly string[], width: (text: string) => number): number {
  return Math.max(...lines.map(width));
}
