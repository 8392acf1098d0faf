import type { Point } from '../../core/model/design.ts';
import { cardsByBox, isBox, isCard, type BoxSpec, type CardSpec, type ElementSpec } from './element-spec.ts';
import { blocksInOrder, type Link } from './block-order.ts';
import { boundsOf, centreOf, overlap, rectAround, type Rect } from './geometry.ts';
import { boxHeader, boxPadding, boxRects, cardRect, emptyBox, frameAround } from './scene.ts';

/** Between cards of a box: room for an arrow with its badge. */
const cardGap = { x: 44, y: 34 } as const;
const blockGap = 44;
/** Between the bands of networks, namespaces and cluster nodes: room for arrows and their badges. */
const bandGap = 84;
/** Width to height of the whole picture: a window's. */
const wantedRatio = 1.7;
const limitStep = 1.15;
/** How many places are tried around the wanted one before an overlap is accepted. */
const searchRings = 30;

/**
 * Finds a place for everything: the places stored in the design, then those found before, then a grid in each box with
 * the boxes packed in bands. A new element looks for a free spot near its box's other cards; nothing else moves.
 *
 * @param stored `Design.spec.layout.positions`
 * @param remembered places given earlier to elements that have none stored
 * @returns centre of every card and of every box that holds none
 */
export function arrange(
  specs: readonly ElementSpec[],
  stored: ReadonlyMap<string, Point>,
  remembered: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const derived = packed(specs);
  const known = new Map<string, Point>();
  for (const id of derived.keys()) {
    const place = stored.get(id) ?? remembered.get(id);
    if (place !== undefined) known.set(id, place);
  }
  // A box stands where its cards stand; its own place leads those of them that have none yet.
  const anchors = new Map(
    specs.filter(isBox).flatMap(({ id }): readonly (readonly [string, Point])[] => {
      const place = stored.get(id);
      return place === undefined ? [] : [[id, place]];
    }),
  );
  return known.size + anchors.size === 0 ? derived : withNewcomers(specs, known, derived, anchors);
}

/** What a tidy picture depends on beside what is drawn. */
export interface TidyWish {
  /** Flows between cards: boxes with many of them come to lie near each other. */
  readonly links: readonly Link[];
  /** Of two or more elements only these are tidied, where they are. */
  readonly selected: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, Point>;
}

/**
 * Places as if none were stored: the explicit tidy command. The same picture always has the same places.
 *
 * @returns centres of cards and empty boxes
 */
export function tidied(
  specs: readonly (BoxSpec | CardSpec)[],
  { links, selected, places }: TidyWish,
): ReadonlyMap<string, Point> {
  if (selected.size < 2) return packed(specs, links);
  const chosen = selectedOf(specs, selected);
  const [from, to] = [boundsIn(chosen, places), boundsIn(chosen, packed(chosen, links))];
  if (from === null || to === null) return new Map();
  return new Map(
    [...packed(chosen, links)].map(([id, { x, y }]) => [
      id,
      { x: Math.round(x + from.x - to.x), y: Math.round(y + from.y - to.y) },
    ]),
  );
}

/** Selected boxes with what they hold; a selected card whose box is not selected lies as if it were free. */
function selectedOf(
  specs: readonly (BoxSpec | CardSpec)[],
  selected: ReadonlySet<string>,
): readonly (BoxSpec | CardSpec)[] {
  return specs.flatMap((spec): readonly (BoxSpec | CardSpec)[] => {
    if (spec.kind === 'box') return selected.has(spec.id) ? [spec] : [];
    if (spec.box !== null && selected.has(spec.box)) return [spec];
    return selected.has(spec.id) ? [{ ...spec, box: null }] : [];
  });
}

function boundsIn(specs: readonly (BoxSpec | CardSpec)[], places: ReadonlyMap<string, Point>): Rect | null {
  return boundsOf(occupied(specs, places));
}

/** One box with its cards, or one free card: what is packed. `centres` are relative to the block's upper left corner. */
interface Block {
  readonly width: number;
  readonly height: number;
  readonly centres: readonly (readonly [id: string, centre: Point])[];
}

function packed(specs: readonly ElementSpec[], links: readonly Link[] = []): ReadonlyMap<string, Point> {
  const held = cardsByBox(specs.filter(isCard));
  const loose = held.get(null) ?? [];
  const notes = loose.filter(({ face }) => face === 'note').map(freeBlock);
  const free = loose.filter(({ face, collapsed }) => face !== 'note' && collapsed === null).map(freeBlock);
  const boxes = specs.filter(isBox);
  // The card of a collapsed box stands among the boxes of its kind.
  const bandOf = (...kinds: readonly BoxSpec['what'][]): readonly Block[] =>
    [
      ...boxes.map((box) => ({ box, block: boxBlock(box, held.get(box.id) ?? []) })),
      ...loose.flatMap((card) =>
        card.collapsed === null ? [] : [{ box: card.collapsed.box, block: freeBlock(card) }],
      ),
    ]
      .filter(({ box }) => kinds.includes(box.what))
      .map(({ block }) => block);
  const bands = [free, bandOf('namespace', 'label', 'unplaced'), bandOf('cluster-node'), notes];
  return stackBands(
    blocksInOrder(
      bands.filter((band) => band.length > 0),
      links,
    ),
  );
}

function freeBlock(card: CardSpec): Block {
  const { id, width, height } = card;
  return { width, height, centres: [[id, { x: width / 2, y: height / 2 }]] };
}

function boxBlock(box: BoxSpec, cards: readonly CardSpec[]): Block {
  if (cards.length === 0) {
    const { width, height } = emptyBox;
    return { width, height, centres: [[box.id, { x: width / 2, y: height / 2 }]] };
  }
  const isHost = ({ face }: CardSpec): boolean => face === 'host-endpoint' || face === 'unprotected-node';
  const top = boxHeader + boxPadding / 2;
  const hosts = grid(cards.filter(isHost), { x: boxPadding, y: top });
  const others = grid(
    cards.filter((card) => !isHost(card)),
    { x: boxPadding, y: top + hosts.height + (hosts.height > 0 ? cardGap.y : 0) },
  );
  const gap = hosts.height > 0 && others.height > 0 ? cardGap.y : 0;
  return {
    width: Math.max(hosts.width, others.width) + 2 * boxPadding,
    height: top + hosts.height + gap + others.height + boxPadding,
    centres: [...hosts.centres, ...others.centres],
  };
}

/** Cards in rows, a little wider than high, from `corner` on. */
function grid(cards: readonly CardSpec[], corner: Point): Block {
  if (cards.length === 0) return { width: 0, height: 0, centres: [] };
  const columns = Math.max(1, Math.round(Math.sqrt(cards.length * 1.4)));
  const rows = Math.ceil(cards.length / columns);
  const cell = {
    width: Math.max(...cards.map(({ width }) => width)),
    height: Math.max(...cards.map(({ height }) => height)),
  };
  const centres = cards.map(({ id }, index): readonly [string, Point] => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const x = corner.x + column * (cell.width + cardGap.x) + cell.width / 2;
    return [id, { x, y: corner.y + row * (cell.height + cardGap.y) + cell.height / 2 }];
  });
  return {
    width: columns * (cell.width + cardGap.x) - cardGap.x,
    height: rows * (cell.height + cardGap.y) - cardGap.y,
    centres,
  };
}

/** Bands one below the other, each broken into rows, every row in the middle. */
function stackBands(bands: readonly (readonly Block[])[]): ReadonlyMap<string, Point> {
  const limit = bestLimit(bands);
  const places = new Map<string, Point>();
  let top = 0;
  for (const band of bands) {
    for (const row of rowsOf(band, limit)) {
      placeRow(row, top, places);
      top += Math.max(...row.map(({ height }) => height)) + blockGap;
    }
    top += bandGap - blockGap;
  }
  return places;
}

/** The width at which rows are broken so that the whole fits a window's shape best. */
function bestLimit(bands: readonly (readonly Block[])[]): number {
  const widest = Math.max(0, ...bands.flat().map(({ width }) => width));
  const longest = Math.max(0, ...bands.map(widthOf));
  let best = { limit: widest, size: Infinity };
  for (let limit = widest; ; limit = Math.min(longest, limit * limitStep)) {
    const rows = bands.flatMap((band) => rowsOf(band, limit));
    const width = Math.max(0, ...rows.map(widthOf));
    const height = rows.reduce((sum, row) => sum + Math.max(...row.map((block) => block.height)) + blockGap, 0);
    const size = Math.max(width, (height + bands.length * (bandGap - blockGap)) * wantedRatio);
    if (size < best.size) best = { limit, size };
    if (limit >= longest) return best.limit;
  }
}

function widthOf(row: readonly Block[]): number {
  return row.reduce((sum, { width }) => sum + width + blockGap, -blockGap);
}

function rowsOf(band: readonly Block[], limit: number): readonly (readonly Block[])[] {
  const rows: Block[][] = [];
  let used = Infinity;
  for (const block of band) {
    if (used + block.width > limit) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(block);
    used += block.width + blockGap;
  }
  return rows;
}

function placeRow(row: readonly Block[], top: number, places: Map<string, Point>): void {
  let left = -widthOf(row) / 2;
  for (const block of row) {
    for (const [id, centre] of block.centres)
      places.set(id, { x: Math.round(left + centre.x), y: Math.round(top + centre.y) });
    left += block.width + blockGap;
  }
}

/** Gives places to those that have none, box by box, clear of all that is placed. */
function withNewcomers(
  specs: readonly ElementSpec[],
  known: ReadonlyMap<string, Point>,
  derived: ReadonlyMap<string, Point>,
  anchors: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const cards = specs.filter(isCard);
  const boxes = specs.filter(isBox);
  const places = new Map(known);
  const held = cardsByBox(cards);
  for (const box of boxes) {
    const inside = held.get(box.id) ?? [];
    if (inside.some(({ id }) => places.has(id))) joinBox(inside, places, derived, obstaclesOf(specs, box.id, places));
    else if (inside.length > 0) addBlock(specs, idsOf(inside), places, derived, anchors.get(box.id) ?? null);
    else if (!places.has(box.id)) addBlock(specs, [box.id], places, derived, null);
  }
  for (const { id } of held.get(null) ?? []) if (!places.has(id)) addBlock(specs, [id], places, derived, null);
  return places;
}

/** What lies outside a box: its frame must keep off that as well as its cards. */
function obstaclesOf(specs: readonly ElementSpec[], box: string, places: ReadonlyMap<string, Point>): readonly Rect[] {
  const outside = specs.filter((spec) => spec.id !== box && !(isCard(spec) && spec.box === box));
  return occupied(outside, places).map(({ x, y, width, height }) => ({
    x: x - boxPadding,
    y: y - boxPadding,
    width: width + 2 * boxPadding,
    height: height + boxHeader + 2 * boxPadding,
  }));
}

/** New cards of a box that has others: beside those, in the spot that the grid would give them if it is free. */
function joinBox(
  inside: readonly CardSpec[],
  places: Map<string, Point>,
  derived: ReadonlyMap<string, Point>,
  obstacles: readonly Rect[],
): void {
  const anchor = inside.find(({ id }) => places.has(id));
  const [there, here] = [anchor && derived.get(anchor.id), anchor && places.get(anchor.id)];
  if (there === undefined || here === undefined) return;
  for (const card of inside) {
    const wish = derived.get(card.id);
    if (places.has(card.id) || wish === undefined) continue;
    const mates = inside.flatMap((other) => {
      const place = places.get(other.id);
      return place === undefined ? [] : [cardRect(other, place)];
    });
    const shifted = { x: wish.x + here.x - there.x, y: wish.y + here.y - there.y };
    const step = { x: card.width + cardGap.x, y: card.height + cardGap.y };
    places.set(card.id, centreOf(nearestFree(cardRect(card, shifted), [...mates, ...obstacles], step, cardGap.y / 2)));
  }
}

/**
 * A new box with its cards, or a new free card: as a whole, where the packing would put it or near it.
 *
 * @param anchor where the user put the middle of the box; null: nowhere
 */
function addBlock(
  specs: readonly ElementSpec[],
  ids: readonly string[],
  places: Map<string, Point>,
  derived: ReadonlyMap<string, Point>,
  anchor: Point | null,
): void {
  const wishes = ids.flatMap((id): readonly (readonly [string, Point])[] => {
    const wish = derived.get(id);
    return wish === undefined ? [] : [[id, wish]];
  });
  const wanted = blockFrame(specs, wishes);
  if (wanted === null) return;
  const found =
    anchor === null
      ? nearestFree(wanted, occupied(specs, places), { x: 60, y: 60 }, blockGap / 2)
      : rectAround(anchor, wanted.width, wanted.height);
  for (const [id, wish] of wishes) places.set(id, { x: wish.x + found.x - wanted.x, y: wish.y + found.y - wanted.y });
}

function blockFrame(specs: readonly ElementSpec[], wishes: readonly (readonly [string, Point])[]): Rect | null {
  const byId = new Map(specs.filter(isCard).map((card) => [card.id, card]));
  const [first] = wishes;
  if (first === undefined) return null;
  const card = byId.get(first[0]);
  if (card === undefined) return rectAround(first[1], emptyBox.width, emptyBox.height);
  if (card.box === null) return cardRect(card, first[1]);
  return frameAround(wishes.flatMap(([id, at]) => cardRectOf(byId.get(id), at)));
}

function idsOf(cards: readonly CardSpec[]): readonly string[] {
  return cards.map(({ id }) => id);
}

function cardRectOf(card: CardSpec | undefined, at: Point): readonly Rect[] {
  return card === undefined ? [] : [cardRect(card, at)];
}

function occupied(specs: readonly ElementSpec[], places: ReadonlyMap<string, Point>): readonly Rect[] {
  const placed = specs.filter(isCard).filter(({ id }) => places.has(id));
  const rects = new Map(
    placed.flatMap((card) => cardRectOf(card, places.get(card.id) ?? { x: 0, y: 0 }).map((rect) => [card.id, rect])),
  );
  const boxes = specs.filter(isBox).filter(({ id }) => places.has(id) || placed.some(({ box }) => box === id));
  return [...rects.values(), ...boxRects(boxes, placed, rects, places).values()];
}

/** The wanted place, or the nearest one on the rings around it that is free. */
function nearestFree(wanted: Rect, taken: readonly Rect[], step: Point, gap: number): Rect {
  for (let ring = 0; ring <= searchRings; ring++) {
    for (const [column, row] of ringCells(ring)) {
      const place = { ...wanted, x: wanted.x + column * step.x, y: wanted.y + row * step.y };
      if (!taken.some((other) => overlap(place, other, gap))) return place;
    }
  }
  return wanted;
}

/** Cells at this distance: to the right and below first, as a reader expects what comes next. */
function ringCells(ring: number): readonly (readonly [column: number, row: number])[] {
  if (ring === 0) return [[0, 0]];
  const side = Array.from({ length: 2 * ring + 1 }, (_, index) => index - ring);
  const inward = [...side].sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
  return [
    ...inward.map((row): readonly [number, number] => [ring, row]),
    ...inward.map((column): readonly [number, number] => [column, ring]),
    ...inward.map((row): readonly [number, number] => [-ring, row]),
    ...inward.map((column): readonly [number, number] => [column, -ring]),
  ];
}
