import type { Point } from '../../core/model/design.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { WalkPlace } from '../../core/walk/place.ts';
import type { Station, StationKind } from '../../core/walk/walk.ts';
import { arrowLine, type ArrowEnd } from '../canvas/arrow-line.ts';
import { endpointsOf, isArrow, isCard, type CardSpec, type ElementSpec } from '../canvas/element-spec.ts';
import { between, distance, type Rect } from '../canvas/geometry.ts';
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

/** Halts lie so far apart on the screen that each can be told from the next, where there is room. */
const gapPx = 34;
/** How far a way round the policies swings out, on the screen. */
const detourPx = 44;

/**
 * The line of a walk between the cards of its two ends: along the drawn arrow, else straight from card to card; on one
 * card a loop above it.
 *
 * @returns null where one of the ends is not drawn
 */
export function walkLine(
  stations: readonly Station[],
  { source, destination }: { readonly source: EndpointId; readonly destination: EndpointId },
  { specs, scene }: { readonly specs: readonly ElementSpec[]; readonly scene: Scene },
  zoom: number,
): WalkLine | null {
  const base = baseOf(source, destination, specs, scene);
  if (base === null) return null;
  const length = (distance(base.start, base.control) + distance(base.control, base.end)) * zoom;
  const shares = spread(
    stations.map(({ place }) => place),
    gapPx / Math.max(length, 1),
  );
  const points = shares.map((share) => pointOn(base, share));
  const looks = stations.map(({ kind }) => lookInto(kind));
  const stretches = points.slice(1).map((to, index): Stretch => {
    const from = points[index] ?? to;
    const look = looks[index + 1] ?? 'plain';
    const [a, b] = [shares[index] ?? 0, shares[index + 1] ?? 1];
    return { from, to, look, control: controlOf(from, to, tangentMiddle(base, a, b), look, zoom) };
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

function baseOf(source: EndpointId, destination: EndpointId, specs: readonly ElementSpec[], scene: Scene): Base | null {
  const [from, to] = [cardOfEndpoint(specs, source), cardOfEndpoint(specs, destination)];
  const [here, there] = [endAt(from, scene), endAt(to, scene)];
  if (from === null || to === null || here === null || there === null) return null;
  if (from.id === to.id) return loopAbove(here.rect);
  const drawn = specs.find((spec) => isArrow(spec) && spec.from === from.id && spec.to === to.id);
  const line = (drawn && scene.arrows.get(drawn.id)) ?? arrowLine(here, there, false, () => 'free');
  return { start: line.start, control: between(line.start, line.end, 0.5), end: line.end };
}

function endAt(card: CardSpec | null, { cards }: Scene): ArrowEnd | null {
  const rect = card === null ? undefined : cards.get(card.id);
  return card === null || rect === undefined ? null : { rect, outline: outlineOf(card) };
}

/** Out at the left of a card's upper edge and back at its right: wide enough for several halts. */
function loopAbove({ x, y, width }: Rect): Base {
  return {
    start: { x: x + 20, y: y - 6 },
    control: { x: x + width / 2, y: y - 190 },
    end: { x: x + width - 20, y: y - 6 },
  };
}

function pointOn({ start, control, end }: Base, share: number): Point {
  return between(between(start, control, share), between(control, end, share), share);
}

/** The control point of the part of the base between two shares. */
function tangentMiddle({ start, control, end }: Base, a: number, b: number): Point {
  const from = between(start, control, a);
  const to = between(control, end, a);
  return between(from, to, b);
}

/** A way that goes round the policies swings out to its left-hand side. */
function controlOf(from: Point, to: Point, straight: Point, look: StretchLook, zoom: number): Point {
  if (look !== 'bypass') return straight;
  const length = distance(from, to) || 1;
  const out = (2 * Math.min(detourPx / zoom, length)) / length;
  return { x: straight.x + (to.y - from.y) * out, y: straight.y - (to.x - from.x) * out };
}

function lookInto(kind: StationKind): StretchLook {
  return kind === 'failsafe' || kind === 'bypass' || kind === 'forward' ? kind : 'plain';
}
