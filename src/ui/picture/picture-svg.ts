import type { Point } from '../../core/model/design.ts';
import { unreachable } from '../../core/result.ts';
import { badgeRect } from '../canvas/badge-room.ts';
import { isArrow, isBox, isCard, type CardSpec, type ElementSpec } from '../canvas/element-spec.ts';
import { boundsOf, type Rect } from '../canvas/geometry.ts';
import { drawArrow, drawArrowTexts } from './draw-arrow.ts';
import { drawBox, drawBoxHead, drawCollapsedBox } from './draw-box.ts';
import { drawCard } from './draw-card.ts';
import { drawLegend } from './draw-legend.ts';
import { drawNote } from './draw-note.ts';
import type { Pen } from './pen.ts';
import type { PictureContent } from './picture-scope.ts';
import { fittedText, pictureFamily, svgText } from './picture-text.ts';
import { svgElement, svgTextElement, type Svg } from './svg.ts';

export interface PictureLook {
  /** '': none. */
  readonly title: string;
  readonly isLegendShown: boolean;
  /** A colour; null: transparent. */
  readonly background: string | null;
}

/** A picture that is drawn, and can be written in any size and in parts. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** In the picture's own coordinates, which begin at 0, 0. */
  readonly body: Svg;
  readonly title: string;
  /** From the canvas's coordinates to the picture's. */
  readonly shift: Point;
}

const margin = 24;
const titleHeight = 44;
const legendGap = 16;
/** Title and legend have room, however small the rest is. */
const leastWidth = 420;
const titleLook = { size: 20, weight: 650 } as const;

/**
 * What the canvas draws, from the same specs and places, as SVG with real text. The same input gives the same text.
 *
 * @returns null where there is nothing to draw
 */
export function drawPicture(content: PictureContent, look: PictureLook, pen: Pen): Picture | null {
  const bounds = pictureBounds(content);
  if (bounds === null) return null;
  const width = Math.ceil(Math.max(leastWidth, bounds.width + 2 * margin));
  const top = margin + (look.title === '' ? 0 : titleHeight);
  const shift = { x: Math.round((width - bounds.width) / 2 - bounds.x), y: Math.round(top - bounds.y) };
  const below = top + bounds.height;
  const legend = look.isLegendShown ? drawLegend(margin, below + legendGap, width - 2 * margin, pen) : null;
  const height = Math.ceil(below + (legend === null ? 0 : legendGap + legend.height) + margin);
  const title = fittedText(look.title, width - 2 * margin, titleLook, pen.ruler);
  const body = [
    look.background === null ? '' : svgElement('rect', { width, height, fill: look.background }),
    svgText({
      ...titleLook,
      text: title,
      x: margin,
      top: margin - 6,
      line: 30,
      anchor: 'start',
      colour: pen.colours.text1,
    }),
    svgElement('g', { transform: `translate(${shift.x} ${shift.y})` }, drawElements(content, pen)),
    legend?.svg ?? '',
  ].join('');
  return { width, height, body, title: look.title, shift };
}

/** Everything that is drawn, texts above arrows included. */
function pictureBounds({ specs, scene }: PictureContent): Rect | null {
  const arrows = specs.filter(isArrow).flatMap((arrow) => {
    const line = scene.arrows.get(arrow.id);
    return line === undefined ? [] : [badgeRect(arrow, line)];
  });
  // Sheets behind a stack and rings around what is selected stand out a little.
  const room = ({ x, y, width, height }: Rect): Rect => ({
    x: x - 4,
    y: y - 4,
    width: width + 18,
    height: height + 18,
  });
  return boundsOf([...[...scene.boxes.values(), ...scene.cards.values()].map(room), ...arrows]);
}

/** In the canvas's order: boxes, arrows, titles of boxes, cards, texts of arrows. */
function drawElements({ specs, scene }: PictureContent, pen: Pen): readonly Svg[] {
  const arrows = specs.filter(isArrow).flatMap((arrow) => {
    const line = scene.arrows.get(arrow.id);
    return line === undefined ? [] : [{ arrow, line }];
  });
  const boxes = specs.filter(isBox).flatMap((box) => {
    const rect = scene.boxes.get(box.id);
    return rect === undefined ? [] : [{ box, rect }];
  });
  const cards = specs.filter(isCard).flatMap((card) => {
    const rect = scene.cards.get(card.id);
    return rect === undefined ? [] : [{ card, rect }];
  });
  return [
    ...boxes.map(({ box, rect }) => drawBox(box, rect, pen)),
    // Those in front come first in the list.
    ...arrows.toReversed().map(({ arrow, line }) => part(arrow, drawArrow(arrow, line, pen))),
    ...boxes.map(({ box, rect }) => part(box, drawBoxHead(box, rect, pen))),
    ...cards.map(({ card, rect }) => part(card, drawFace(card, rect, pen))),
    ...arrows.map(({ arrow, line }) => drawArrowTexts(arrow, line, pen)),
  ];
}

function drawFace(card: CardSpec, rect: Rect, pen: Pen): Svg {
  if (card.face === 'note') return drawNote(card, rect, pen);
  return card.collapsed === null ? drawCard(card, rect, pen) : drawCollapsedBox(card, card.collapsed, rect, pen);
}

/** A group that says what it is: programs show it as a tip, and screen readers say it. */
function part(spec: ElementSpec, svg: Svg): Svg {
  return svgElement('g', { 'data-element': spec.id }, [svgTextElement('title', {}, spokenOf(spec)), svg]);
}

function spokenOf(spec: ElementSpec): string {
  switch (spec.kind) {
    case 'box':
      return spec.title;
    case 'card':
    case 'arrow':
      return spec.spoken;
    default:
      return unreachable(spec);
  }
}

/** A part of a picture, in its coordinates, written so many pixels large. */
export interface PictureCut extends Rect {
  readonly scale: number;
}

/**
 * A file of its own.
 *
 * @param fonts rules `@font-face` whose fonts are in the text; '': the reader's own fonts are used
 */
export function svgFile(
  picture: Picture,
  fonts: string,
  cut: PictureCut = { x: 0, y: 0, width: picture.width, height: picture.height, scale: 1 },
): Svg {
  const style = `${fonts}text{font-family:${pictureFamily};font-feature-settings:"cv05","cv08","ss03"}`;
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: cut.width * cut.scale,
    height: cut.height * cut.scale,
    viewBox: `${cut.x} ${cut.y} ${cut.width} ${cut.height}`,
    role: 'img',
    'font-family': pictureFamily,
  };
  const content = [
    svgTextElement('title', {}, picture.title === '' ? 'Firewright' : picture.title),
    fonts === '' ? '' : svgElement('style', {}, [style]),
    picture.body,
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement('svg', root, content)}\n`;
}
