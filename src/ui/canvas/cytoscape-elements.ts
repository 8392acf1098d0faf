import type { ArrowLine } from './arrow-line.ts';
import type { ArrowSpec, BoxSpec, CardSpec, ElementSpec } from './element-spec.ts';
import { centreOf, type Rect } from './geometry.ts';
import { outlineOf, type Scene } from './scene.ts';

/**
 * One thing as the graph library is given it. An arrow is three of them: a badge where its halves meet, and one edge for
 * each half, as one edge can't be dashed on one half only.
 */
export interface GraphElement {
  readonly id: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly classes: string;
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly grabbable: boolean;
}

const cloudInset = 52;

/** Ids of a half and a badge lead back to the arrow by `data.arrow`. */
export function graphElements(specs: readonly ElementSpec[], scene: Scene): readonly GraphElement[] {
  return specs.flatMap((spec) => {
    switch (spec.kind) {
      case 'box':
        return placed(scene.boxes.get(spec.id), (rect) => [boxElement(spec, rect)]);
      case 'card':
        return placed(scene.cards.get(spec.id), (rect) => [cardElement(spec, rect)]);
      case 'arrow':
        return arrowElements(spec, scene);
    }
  });
}

function placed(rect: Rect | undefined, make: (rect: Rect) => readonly GraphElement[]): readonly GraphElement[] {
  return rect === undefined ? [] : make(rect);
}

function boxElement({ id, what, emphasis }: BoxSpec, rect: Rect): GraphElement {
  const data = { id, width: rect.width, height: rect.height };
  return { id, data, classes: `box ${what} ${emphasis}`, position: centreOf(rect), grabbable: true };
}

function cardElement(card: CardSpec, rect: Rect): GraphElement {
  const { id } = card;
  const outline = outlineOf(card);
  // A cloud's outline is not this ellipse's: it must not show beside the face above it.
  const inset = outline === 'ellipse' ? cloudInset : 0;
  const data = { id, width: rect.width - inset, height: rect.height - inset };
  const pile = card.stack.length > 0 ? ' pile' : '';
  return { id, data, classes: `card ${card.face} ${outline}${pile}`, position: centreOf(rect), grabbable: true };
}

function arrowElements(spec: ArrowSpec, scene: Scene): readonly GraphElement[] {
  const line = scene.arrows.get(spec.id);
  const [from, to] = [scene.cards.get(spec.from), scene.cards.get(spec.to)];
  if (line === undefined || from === undefined || to === undefined) return [];
  const look = `${spec.emphasis}${spec.ghost ? ' ghost' : ''}`;
  const badge = `badge ${spec.id}`;
  return [
    {
      id: badge,
      data: { id: badge, arrow: spec.id },
      classes: `badge ${spec.verdict} ${look}${spec.door ? ' door' : ''}`,
      position: line.badge,
      grabbable: false,
    },
    half('egress', spec, `${spec.egress} ${look}`, {
      source: spec.from,
      target: badge,
      at: offset(line, 'start', from),
    }),
    half('ingress', spec, `${spec.ingress} ${look}`, { source: badge, target: spec.to, at: offset(line, 'end', to) }),
  ];
}

function half(
  direction: 'egress' | 'ingress',
  spec: ArrowSpec,
  look: string,
  ends: { readonly source: string; readonly target: string; readonly at: string },
): GraphElement {
  const id = `${direction} ${spec.id}`;
  return {
    id,
    data: { id, arrow: spec.id, ...ends },
    classes: `${direction} ${look}`,
    position: null,
    grabbable: false,
  };
}

/** An end of the line as Cytoscape wants it: pixels from the centre of the element there. */
function offset(line: ArrowLine, end: 'start' | 'end', rect: Rect): string {
  const centre = centreOf(rect);
  const [x, y] = [line[end].x - centre.x, line[end].y - centre.y];
  return `${x.toFixed(1)}px ${y.toFixed(1)}px`;
}
