import type { Point } from '../../core/model/design.ts';
import { wishCaption } from '../canvas/arrow-wish.ts';
import type { Viewport } from '../canvas/canvas-gestures.ts';
import {
  isArrow,
  isBox,
  isCard,
  type ArrowSpec,
  type BoxSpec,
  type CardSpec,
  type ElementSpec,
} from '../canvas/element-spec.ts';
import { overlap, type Rect } from '../canvas/geometry.ts';
import { presentedBadge } from '../canvas/present-style.ts';
import { boxHeader, type Scene } from '../canvas/scene.ts';
import { glowOf, type Spotlight } from '../canvas/spotlight.ts';
import { sightOf, type CanvasSize } from '../canvas/viewport.ts';
import type { LabelSource } from './present-labels.ts';

/** What is on the canvas, and how it is looked at. */
export interface Shown {
  readonly specs: readonly ElementSpec[];
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly size: CanvasSize;
  readonly spotlight: Spotlight | null;
}

/** From here on there is room for the sign of the kind beside a name. */
export const iconZoom = 1.25;

/** In model pixels, from a card's edges: where its face leaves room for text. */
const insets = {
  withIcon: { left: 50, right: 10, y: 5 },
  plain: { left: 10, right: 8, y: 3 },
  cloud: { left: 22, right: 22, y: 14 },
  box: { left: 14, right: 10, y: 6 },
} as const;

/** What of the canvas has a text; what steps back has none, so that no text is ever hard to read. */
export function labelSources(shown: Shown): readonly LabelSource[] {
  const sight = sightOf(shown.viewport, shown.size);
  const isShown = ({ id }: ElementSpec, rect: Rect | undefined): rect is Rect =>
    rect !== undefined && glowOf(shown.spotlight, id) !== 'faded' && overlap(rect, sight);
  return shown.specs.flatMap((spec): readonly LabelSource[] => {
    if (isArrow(spec)) return glowOf(shown.spotlight, spec.id) === 'faded' ? [] : arrowSources(spec, shown);
    const rect = (isBox(spec) ? shown.scene.boxes : shown.scene.cards).get(spec.id);
    if (!isShown(spec, rect)) return [];
    const onScreen = screenRect(rect, shown.viewport);
    return [
      isCard(spec) ? cardSource(spec, onScreen, shown.viewport.zoom) : boxSource(spec, onScreen, shown.viewport.zoom),
    ];
  });
}

function screenRect({ x, y, width, height }: Rect, viewport: Viewport): Rect {
  const { zoom } = viewport;
  return { x: x * zoom + viewport.x, y: y * zoom + viewport.y, width: width * zoom, height: height * zoom };
}

function cardSource(card: CardSpec, rect: Rect, zoom: number): LabelSource {
  const isCloud = card.face === 'external-network' || card.face === 'internet';
  const inset = insetOf(card, isCloud, zoom);
  const room = {
    x: rect.x + inset.left * zoom,
    y: rect.y + inset.y * zoom,
    width: rect.width - (inset.left + inset.right) * zoom,
    height: rect.height - 2 * inset.y * zoom,
  };
  const count = card.stack.length > 0 ? ` ×${card.stack.length}` : '';
  const more =
    card.collapsed === null
      ? [...(isCloud ? [card.subtitle] : []), ...card.labels, ...card.tags.map(({ text }) => text), ...card.marks]
      : [card.subtitle];
  return {
    ...{ kind: 'card', id: card.id, rect, room, text: `${card.title}${count}` },
    more: card.face === 'note' ? [] : more,
    isImportant: card.emphasis === 'selected',
    align: isCloud ? 'centre' : 'start',
  };
}

function insetOf(card: CardSpec, isCloud: boolean, zoom: number): (typeof insets)[keyof typeof insets] {
  if (isCloud) return insets.cloud;
  if (card.collapsed !== null) return insets.box;
  return card.face !== 'note' && zoom >= iconZoom ? insets.withIcon : insets.plain;
}

function boxSource(box: BoxSpec, rect: Rect, zoom: number): LabelSource {
  const text = box.unprotected ? `${box.title} – unprotected` : box.title;
  return { kind: 'box', id: box.id, rect, head: { height: boxHeader * zoom, indent: 12 * zoom }, text };
}

/** Which of its ports are let through, and what is expected of it. */
function arrowSources(arrow: ArrowSpec, { scene, viewport }: Shown): readonly LabelSource[] {
  const line = scene.arrows.get(arrow.id);
  if (line === undefined) return [];
  const { width, height, withDoor } = presentedBadge(viewport.zoom);
  const badge = { width: arrow.door ? withDoor : width, height };
  const toScreen = ({ x, y }: Point): Point => ({
    x: x * viewport.zoom + viewport.x,
    y: y * viewport.zoom + viewport.y,
  });
  const way = [toScreen(line.start), toScreen(line.end)] as const;
  const common = { kind: 'arrow', id: arrow.id, at: toScreen(line.badge), way, badge } as const;
  const isSelected = arrow.emphasis === 'selected';
  const wish = wishCaption(arrow.wish);
  const state = arrow.wish?.state ?? null;
  return [
    { ...common, text: '', look: 'caption', isImportant: false },
    ...(arrow.caption === ''
      ? []
      : [{ ...common, text: arrow.caption, look: 'caption', isImportant: isSelected } as const]),
    ...(wish === ''
      ? []
      : [{ ...common, text: wish, look: state ?? 'caption', isImportant: isSelected || state === 'missed' } as const]),
  ];
}
