import { cardIcons, cloudOutline } from '../canvas/card-shapes.ts';
import type { CardSpec } from '../canvas/element-spec.ts';
import type { Rect } from '../canvas/geometry.ts';
import { pillRow } from '../canvas/pills.ts';
import { moved, svgIcon, svgPill, type Pen, type Pill } from './pen.ts';
import { cardColour } from './picture-colours.ts';
import { fittedText, svgText } from './picture-text.ts';
import { path, printed, svgElement, type Svg } from './svg.ts';

/** The measures of CardFace.svelte, which draws the same card in the window. */
const head = { height: 32, gap: 8, title: 17, subtitle: 15 } as const;
const pills = { height: 18, gap: 4, above: 7 } as const;
const countLook = { size: 11.5, weight: 700 } as const;

interface Frame {
  /** Where content may stand. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A card's face with its sign, name, doors, count, tags, marks and labels. */
export function drawCard(card: CardSpec, rect: Rect, pen: Pen): Svg {
  const isCloud = card.face === 'external-network' || card.face === 'internet';
  const frame = frameOf(card, rect, isCloud);
  const hasPills = card.tags.length + card.marks.length + card.labels.length > 0;
  const height = head.height + (hasPills ? pills.above + pills.height : 0);
  const top = frame.top + (frame.bottom - frame.top - height) / 2;
  return [
    isCloud ? drawCloud(rect, card, pen) : drawPaper(card, rect, pen),
    drawHead(card, { ...frame, top }, isCloud, pen),
    hasPills ? drawPills(card, { ...frame, top: top + head.height + pills.above }, isCloud, pen) : '',
  ].join('');
}

function frameOf({ face }: CardSpec, { x, y, width, height }: Rect, isCloud: boolean): Frame {
  if (isCloud) return { left: x + 26, right: x + width - 26, top: y + 14, bottom: y + height };
  const left = x + (face === 'host-endpoint' ? 12 : 11);
  return { left, right: x + width - 11, top: y + 1, bottom: y + height - 2 };
}

function drawPaper(card: CardSpec, rect: Rect, { colours }: Pen): Svg {
  const { face, stack, emphasis } = card;
  const isAutomatic = card.marks.includes('automatic');
  const isBare = face === 'unprotected-node';
  const dashed = isAutomatic || isBare ? '4 3' : null;
  const outline = isBare ? colours.warning : colours.border2;
  const frame = (shift: number): Svg =>
    svgElement('path', {
      d: roundedRect(
        { ...rect, x: rect.x + shift + 0.5, y: rect.y + shift + 0.5, width: rect.width - 1, height: rect.height - 1 },
        face === 'network-set' ? 18 : 10,
      ),
      fill: isAutomatic ? colours.surface2 : colours.surface1,
      stroke: outline,
      'stroke-width': isBare ? 1.5 : 1,
      'stroke-dasharray': shift === 0 ? dashed : null,
    });
  return [
    ...(stack.length > 0 ? [frame(12), frame(6)] : []),
    emphasis === 'selected' ? selectionRing(rect, 12, colours.accent) : '',
    frame(0),
    face === 'host-endpoint' ? hostEdge(rect, colours.kind.host) : '',
  ].join('');
}

/** Left corners with one radius, right ones with the usual one. */
function roundedRect({ x, y, width, height }: Rect, left: number): string {
  const l = Math.min(left, height / 2);
  const r = 9.5;
  return [
    path`M${x + l} ${y}H${x + width - r}A${r} ${r} 0 0 1 ${x + width} ${y + r}`,
    path`V${y + height - r}A${r} ${r} 0 0 1 ${x + width - r} ${y + height}`,
    path`H${x + l}A${l} ${l} 0 0 1 ${x} ${y + height - l}V${y + l}A${l} ${l} 0 0 1 ${x + l} ${y}Z`,
  ].join('');
}

/** The thick edge by which a host endpoint is told from a pod. */
function hostEdge({ x, y, height }: Rect, colour: string): Svg {
  const bottom = y + height;
  const bow = path`M${x + 10} ${y}A10 10 0 0 0 ${x} ${y + 10}V${bottom - 10}A10 10 0 0 0 ${x + 10} ${bottom}`;
  const inner = path`A6 10 0 0 1 ${x + 4} ${bottom - 10}V${y + 10}A6 10 0 0 1 ${x + 10} ${y}Z`;
  return svgElement('path', { d: `${bow}${inner}`, fill: colour });
}

export function selectionRing({ x, y, width, height }: Rect, radius: number, colour: string): Svg {
  return svgElement('rect', {
    x: x - 3,
    y: y - 3,
    width: width + 6,
    height: height + 6,
    rx: radius,
    fill: 'none',
    stroke: colour,
    'stroke-width': 2,
  });
}

function drawCloud({ x, y, width, height }: Rect, { emphasis }: CardSpec, { colours }: Pen): Svg {
  const isSelected = emphasis === 'selected';
  const [across, down] = [width / cloudOutline.width, height / cloudOutline.height];
  return svgElement('path', {
    d: cloudOutline.path,
    transform: `${moved(x, y)}${across === 1 && down === 1 ? '' : ` scale(${printed(across)} ${printed(down)})`}`,
    fill: colours.surface1,
    stroke: isSelected ? colours.accent : colours.kind.network,
    'stroke-width': isSelected ? 2.4 : 1.4,
  });
}

function drawHead(card: CardSpec, frame: Frame, isCloud: boolean, pen: Pen): Svg {
  const { colours, ruler } = pen;
  const colour = cardColour(card.face, colours);
  const icon = isCloud ? { box: 24, size: 15 } : { box: 30, size: 17 };
  const side = drawSide(card, frame, colour, pen);
  const room = side.left - frame.left - icon.box - head.gap;
  const titleLook = { size: 13, weight: 600 } as const;
  const subtitleLook = { size: 11, weight: 400 } as const;
  const title = fittedText(card.title, room, titleLook, ruler);
  const subtitle = fittedText(card.subtitle, room, subtitleLook, ruler);
  const words = Math.max(ruler(title, titleLook), ruler(subtitle, subtitleLook));
  // A cloud's head stands in its middle.
  const left = isCloud ? frame.left + Math.max(0, room - words) / 2 : frame.left;
  const x = left + icon.box + head.gap;
  const iconTop = frame.top + (head.height - icon.box) / 2;
  const inset = (icon.box - icon.size) / 2;
  return [
    svgElement('rect', {
      x: left,
      y: iconTop,
      width: icon.box,
      height: icon.box,
      rx: 8,
      fill: colour,
      'fill-opacity': 0.13,
    }),
    svgIcon(cardIcons[card.face], { x: left + inset, y: iconTop + inset, size: icon.size }, colour),
    svgText({ ...titleLook, text: title, x, top: frame.top, line: head.title, anchor: 'start', colour: colours.text1 }),
    svgText({
      ...subtitleLook,
      text: subtitle,
      x,
      top: frame.top + head.title,
      line: head.subtitle,
      anchor: 'start',
      colour: colours.text2,
    }),
    side.svg,
  ].join('');
}

/** What stands right of the name: how many pods, how many doors. @returns where it begins */
function drawSide(
  card: CardSpec,
  frame: Frame,
  colour: string,
  { colours, ruler }: Pen,
): { readonly svg: Svg; readonly left: number } {
  let left = frame.right;
  const parts: Svg[] = [];
  const doors = (card.failsafes?.ingress.length ?? 0) + (card.failsafes?.egress.length ?? 0);
  if (doors > 0) {
    const look = { size: 11, weight: 400 } as const;
    const text = String(doors);
    left -= ruler(text, look);
    parts.push(svgText({ ...look, text, x: left, top: frame.top, line: 15, anchor: 'start', colour: colours.text2 }));
    left -= 16;
    parts.push(svgIcon('door', { x: left, y: frame.top + 0.5, size: 14 }, colours.text2));
    left -= head.gap;
  }
  if (card.stack.length > 0) {
    const text = `×${card.stack.length}`;
    const width = ruler(text, countLook) + 14;
    left -= width;
    parts.push(
      svgElement('rect', { x: left, y: frame.top, width, height: 18, rx: 9, fill: colour, 'fill-opacity': 0.16 }),
      svgText({ ...countLook, text, x: left + 7, top: frame.top, line: 18, anchor: 'start', colour }),
    );
    left -= head.gap;
  }
  return { svg: parts.join(''), left };
}

/** Tags, then marks and labels as far as they have room, then how many have none. */
function drawPills(card: CardSpec, frame: Frame, isCloud: boolean, pen: Pen): Svg {
  const row = pillRow(card);
  const more = row.hidden > 0 ? `+${row.hidden}` : '';
  const moreLook = { size: 10.5, weight: 400 } as const;
  const room = frame.right - frame.left;
  const moreWidth = more === '' ? 0 : pen.ruler(more, moreLook) + 4 + pills.gap;
  const drawn: ((x: number) => Svg)[] = [];
  let used = 0;
  for (const pill of [...tagPills(card, pen), ...labelPills(row.pills, pen)]) {
    const at = used;
    const { width } = svgPill(
      { ...pill, x: 0, y: 0, mostWidth: Math.min(pill.mostWidth, room - moreWidth - used) },
      pen,
    );
    if (width === 0) continue;
    drawn.push(
      (x) =>
        svgPill({ ...pill, x: x + at, y: frame.top, mostWidth: Math.min(pill.mostWidth, room - moreWidth - at) }, pen)
          .svg,
    );
    used += width + pills.gap;
  }
  if (more !== '') {
    const at = used + 2;
    drawn.push((x) =>
      svgText({
        ...moreLook,
        text: more,
        x: x + at,
        top: frame.top,
        line: pills.height,
        anchor: 'start',
        colour: pen.colours.text2,
      }),
    );
    used += moreWidth;
  }
  const left = isCloud ? frame.left + Math.max(0, room - used + pills.gap) / 2 : frame.left;
  return drawn.map((draw) => draw(left)).join('');
}

type LoosePill = Omit<Pill, 'x' | 'y'>;

function tagPills({ tags }: CardSpec, { colours }: Pen): readonly LoosePill[] {
  return tags.map(({ text, hue }) => {
    const colour = colours.tags[hue] ?? colours.text2;
    return {
      text,
      size: 10,
      weight: 600,
      height: 17,
      padding: 7,
      radius: 8,
      colour,
      fill: colour,
      fillOpacity: 0.11,
      border: colour,
      borderOpacity: 0.4,
      mostWidth: tags.length > 1 ? 78 : 96,
    };
  });
}

function labelPills(row: ReturnType<typeof pillRow>['pills'], { colours }: Pen): readonly LoosePill[] {
  return row.map(({ text, look }) => ({
    text,
    size: 10.5,
    weight: 400,
    height: pills.height,
    padding: 7,
    radius: 5,
    colour: colours.text2,
    fill: look === 'mark' ? null : colours.surface3,
    fillOpacity: 1,
    border: look === 'mark' ? colours.border2 : null,
    borderOpacity: 1,
    mostWidth: Infinity,
  }));
}
