import type { Point } from '../../core/model/design.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { WalkPlace } from '../../core/walk/place.ts';
import type { Station, StationKind } from '../../core/walk/walk.ts';
import { arrowLine, type ArrowEnd } from '../canvas/arrow-line.ts';
import { endpointsOf, isArrow, isCard, type CardSpec, type ElementSpec } from '../canvas/element-spec.ts';
import { between, centreOf, distance, type Rect } from '../canvas/geometry.ts';
import { outlineOf, type Scene } from '../canvas/scene.ts';

/** How a stretch of the way looks: walked over the open ground, or in one of the ways that are something else. */
export type StretchLook = 'plain' | 'failsafe' | 'bypass' | 'forward';

/** From one halt to the next: a curve with one control point. */
export interface Stretch {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
  readonly look: StretchLook;
}

/** A walk as it is drawn, in model coordinates. */
export interface WalkLine {
  /** Where each halt is. */
  readonly stations: readonly Point[];
  /** One less than halts. */
  readonly stretches: readonly Stretch[];
}

/** The curve that the halts lie on. */
export interface Base {
  readonly start: Point;
  readonly control: Point;
  readonly end: Point;
}

/** Which part of the way belongs to each place. */
const zones: Readonly<Record<WalkPlace, readonly [first: number, last: number]>> = {
  source: [0, 0.1],
  'source-node': [0.18, 0.36],
  between: [0.44, 0.56],
  'destination-node': [0.64, 0.82],
  destination: [0.9, 1],
};

/** Free space between a card and a way that bows out from it. */
const gapAtCard = 6;
/** Nearer to each other than this share of what they should be the halts would lie over each other. */
const leastRoom = 0.6;
/** How far a way round the policies swings out, in gaps between halts. */
const detour = 1.3;

/**
 * The line of a walk between the cards of its two ends: along the drawn arrow, else straight from card to card. Where there
 * is no room for the halts in between, and on one card, it bows out.
 *
 * @param gap how far the halts should be apart, in model coordinates
 * @returns null where one of the ends is not drawn
 */
export function walkLine(
  stations: readonly Station[],
  { source, destination }: { readonly source: EndpointId; readonly destination: EndpointId },
  { specs, scene }: { readonly specs: readonly ElementSpec[]; readonly scene: Scene },
  gap: number,
): WalkLine | null {
  const needed = gap * (stations.length - 1);
  const base = baseOf(source, destination, specs, scene, needed);
  if (base === null) return null;
  const lengths = lengthsAlong(base);
  const shares = spread(
    stations.map(({ place }) => place),
    gap / Math.max(lengths.at(-1) ?? 0, 1),
  ).map((share) => parameterAt(lengths, share));
  const points = shares.map((share) => pointOn(base, share));
  const stretches = points.slice(1).map((to, index): Stretch => {
    const from = points[index] ?? to;
    const look = lookInto(stations[index + 1]?.kind ?? 'arrival');
    const straight = middleControl(base, shares[index] ?? 0, shares[index + 1] ?? 1);
    return { from, to, look, control: look === 'bypass' ? swungOut(from, to, straight, gap * detour) : straight };
  });
  return { stations: points, stretches };
}

/**
 * Where on the way (0 to 1) each halt is: in the zone of its place, and no two nearer than `gap` while there is room for
 * that.
 *
 * @param places in their order on the way
 */
export function spread(places: readonly WalkPlace[], gap: number): readonly number[] {
  const wanted = places.map((place, index) => {
    const [first, last] = zones[place];
    const same = places.flatMap((other, at) => (other === place ? [at] : []));
    if (same.length === 1) return place === 'source' ? first : place === 'destination' ? last : (first + last) / 2;
    return first + ((last - first) * same.indexOf(index)) / (same.length - 1);
  });
  const least = Math.min(gap, 1 / Math.max(1, places.length - 1));
  const pushed: number[] = [];
  for (const share of wanted) pushed.push(Math.max(share, (pushed.at(-1) ?? -least) + least));
  for (let index = pushed.length - 1, limit = 1; index >= 0; index -= 1, limit -= least)
    pushed[index] = Math.min(pushed[index] ?? limit, limit);
  return pushed;
}

/** Where the packet is: `position` 1.5 is half-way from the second halt to the third. */
export function packetAt({ stations, stretches }: WalkLine, position: number): Point {
  const index = Math.max(0, Math.min(Math.floor(position), stations.length - 1));
  const stretch = stretches[index];
  const here = stations[index] ?? { x: 0, y: 0 };
  if (stretch === undefined || position <= index) return here;
  return pointOn({ start: stretch.from, control: stretch.control, end: stretch.to }, position - index);
}

/** The card of an endpoint: its own, that of its stack, or that of its collapsed box. */
export function cardOfEndpoint(specs: readonly ElementSpec[], endpoint: EndpointId): CardSpec | null {
  return specs.filter(isCard).find((card) => endpointsOf(card).includes(endpoint)) ?? null;
}

function baseOf(
  source: EndpointId,
  destination: EndpointId,
  specs: readonly ElementSpec[],
  scene: Scene,
  needed: number,
): Base | null {
  const [from, to] = [cardOfEndpoint(specs, source), cardOfEndpoint(specs, destination)];
  const [here, there] = [endAt(from, scene), endAt(to, scene)];
  if (from === null || to === null || here === null || there === null) return null;
  if (from.id === to.id) return loopAbove(here.rect, needed);
  const drawn = specs.find((spec) => isArrow(spec) && spec.from === from.id && spec.to === to.id);
  const line = (drawn && scene.arrows.get(drawn.id)) ?? arrowLine(here, there, false, () => 'free');
  if (distance(line.start, line.end) < needed * leastRoom) return bowedOut(here.rect, there.rect, needed);
  return { start: line.start, control: between(line.start, line.end, 0.5), end: line.end };
}

function endAt(card: CardSpec | null, { cards }: Scene): ArrowEnd | null {
  const rect = card === null ? undefined : cards.get(card.id);
  return card === null || rect === undefined ? null : { rect, outline: outlineOf(card) };
}

/** Out at the left of a card's upper edge and back at its right. */
function loopAbove({ x, y, width }: Rect, needed: number): Base {
  const [start, end] = [
    { x: x + 20, y: y - gapAtCard },
    { x: x + width - 20, y: y - gapAtCard },
  ];
  return { start, end, control: { x: x + width / 2, y: y - 2 * liftFor(width - 40, needed) } };
}

/** Over two cards that lie beside each other, or past the right of two that lie above each other. */
function bowedOut(from: Rect, to: Rect, needed: number): Base {
  const [a, b] = [centreOf(from), centreOf(to)];
  const isAcross = Math.abs(b.x - a.x) >= Math.abs(b.y - a.y);
  const lift = 2 * liftFor(distance(a, b), needed);
  if (isAcross)
    return {
      start: { x: a.x, y: from.y - gapAtCard },
      control: { x: (a.x + b.x) / 2, y: Math.min(from.y, to.y) - lift },
      end: { x: b.x, y: to.y - gapAtCard },
    };
  const [right, otherRight] = [from.x + from.width, to.x + to.width];
  return {
    start: { x: right + gapAtCard, y: a.y },
    control: { x: Math.max(right, otherRight) + lift, y: (a.y + b.y) / 2 },
    end: { x: otherRight + gapAtCard, y: b.y },
  };
}

/** How high a bow over so wide a foot must be to be as long as is needed; never so flat that it lies on the cards. */
function liftFor(width: number, needed: number): number {
  return Math.max(50, (needed - width) * 0.7);
}

/** Chords of a curve; halts need no more. */
const chords = 32;

/** How long the curve is up to the end of each chord. */
function lengthsAlong(base: Base): readonly number[] {
  const points = Array.from({ length: chords + 1 }, (_, index) => pointOn(base, index / chords));
  let length = 0;
  return points.map((point, index) => (length += distance(points[index - 1] ?? point, point)));
}

/** Equal shares of a bow's parameter are not equal stretches of way: where on the curve this share of its length ends. */
function parameterAt(lengths: readonly number[], share: number): number {
  const wanted = share * (lengths.at(-1) ?? 0);
  const after = lengths.findIndex((length) => length >= wanted);
  if (after <= 0) return share <= 0 ? 0 : after === 0 ? share : 1;
  const [from, to] = [lengths[after - 1] ?? 0, lengths[after] ?? 0];
  return (after - 1 + (wanted - from) / (to - from || 1)) / chords;
}

function pointOn({ start, control, end }: Base, share: number): Point {
  return between(between(start, control, share), between(control, end, share), share);
}

/** The control point of the part of the base between two shares (the blossom of a curve of second degree). */
function middleControl({ start, control, end }: Base, a: number, b: number): Point {
  return between(between(start, control, a), between(control, end, a), b);
}

/** A way that goes round the policies swings out: upwards from one that runs across, to the left of a steep one. */
function swungOut(from: Point, to: Point, straight: Point, by: number): Point {
  const length = distance(from, to) || 1;
  const normal = { x: (to.y - from.y) / length, y: (from.x - to.x) / length };
  const isAway = Math.abs(normal.y) >= Math.abs(normal.x) ? normal.y < 0 : normal.x < 0;
  const out = (isAway ? 2 : -2) * by;
  return { x: straight.x + normal.x * out, y: straight.y + normal.y * out };
}

function lookInto(kind: StationKind): StretchLook {
  return kind === 'failsafe' || kind === 'bypass' || kind === 'forward' ? kind : 'plain';
}
