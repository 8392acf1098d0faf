import { boxIcons } from '../canvas/card-shapes.ts';
import type { BoxSpec, CardSpec, CollapsedBox } from '../canvas/element-spec.ts';
import type { Rect } from '../canvas/geometry.ts';
import { boxHeader } from '../canvas/scene.ts';
import { selectionRing } from './draw-card.ts';
import { svgIcon, svgPill, type Pen } from './pen.ts';
import type { PictureColours } from './picture-colours.ts';
import { fittedText, svgText } from './picture-text.ts';
import { svgElement, type Svg } from './svg.ts';

/** The box itself, which lies below the arrows: the looks of stylesheet.ts. */
export function drawBox({ what, emphasis }: BoxSpec, { x, y, width, height }: Rect, { colours }: Pen): Svg {
  const looks = {
    namespace: { colour: colours.kind.namespace, fill: 0.07, border: 0.45 },
    'cluster-node': { colour: colours.kind.host, fill: 0.07, border: 0.45 },
    label: { colour: colours.accent, fill: 0.05, border: 0.4 },
    unplaced: { colour: colours.border2, fill: 0.12, border: 0.75 },
  } as const;
  const { colour, fill, border } = looks[what];
  const isSelected = emphasis === 'selected';
  return svgElement('rect', {
    x,
    y,
    width,
    height,
    rx: 14,
    fill: colour,
    'fill-opacity': fill,
    stroke: isSelected ? colours.accent : colour,
    'stroke-opacity': isSelected ? 1 : border,
    'stroke-width': isSelected ? 2 : 1.25,
    'stroke-dasharray': what === 'unplaced' ? '5 3.5' : null,
  });
}

const titleLook = { size: 14, weight: 650 } as const;
const smallLook = { size: 11, weight: 400 } as const;

/** A box's title, which stands above the arrows that pass below it. */
export function drawBoxHead(box: BoxSpec, { x, y, width }: Rect, pen: Pen): Svg {
  const { colours, ruler } = pen;
  const colour = boxColour(box.what, colours);
  const icon = boxIcons[box.what];
  const right = x + width - 16;
  let left = x + 16;
  const parts: Svg[] = [];
  if (icon !== null) {
    parts.push(svgIcon(icon, { x: left, y: y + boxHeader / 2 - 5.5, size: 15 }, colour));
    left += 22;
  }
  const mark = box.unprotected ? unprotected(left, y, pen) : { svg: '', width: 0 };
  const title = fittedText(box.title, right - left - mark.width, titleLook, ruler);
  const titleWidth = ruler(title, titleLook);
  parts.push(
    svgElement('rect', {
      x: left - 4,
      y: y + 12,
      width: titleWidth + 8,
      height: 20,
      rx: 5,
      fill: colours.canvas,
      'fill-opacity': 0.72,
    }),
    svgText({ ...titleLook, text: title, x: left, top: y + 4, line: boxHeader - 4, anchor: 'start', colour }),
  );
  left += titleWidth + 7;
  if (mark.width > 0) {
    parts.push(unprotected(left, y, pen).svg);
    left += mark.width + 7;
  }
  const labels = right - left < 24 ? '' : fittedText(box.labels.join(' \u00a0'), right - left, smallLook, ruler);
  parts.push(
    svgText({
      ...smallLook,
      text: labels,
      x: left,
      top: y + 5,
      line: boxHeader - 4,
      anchor: 'start',
      colour: colours.text3,
    }),
    svgText({
      ...smallLook,
      text: fittedText(box.note, width - 54, smallLook, ruler),
      x: x + 38,
      top: y + boxHeader + 3,
      line: 16,
      anchor: 'start',
      colour: colours.text3,
    }),
  );
  return parts.join('');
}

function unprotected(x: number, y: number, pen: Pen): ReturnType<typeof svgPill> {
  const { warning } = pen.colours;
  return svgPill(
    {
      text: 'unprotected',
      size: 10.5,
      weight: 600,
      x,
      y: y + boxHeader / 2 - 7,
      height: 18,
      padding: 8,
      radius: 9,
      colour: warning,
      fill: null,
      fillOpacity: 1,
      border: warning,
      borderOpacity: 1,
      mostWidth: Infinity,
    },
    pen,
  );
}

function boxColour(what: BoxSpec['what'], { kind, accent }: PictureColours): string {
  const colours = { namespace: kind.namespace, 'cluster-node': kind.host, label: accent, unplaced: kind.network };
  return colours[what];
}

/** A box that is drawn as one card: the measures of BoxCardFace.svelte, in letters as large as it has room for. */
export function drawCollapsedBox(card: CardSpec, { box, isAutomatic }: CollapsedBox, rect: Rect, pen: Pen): Svg {
  const { colours, ruler } = pen;
  const colour = boxColour(box.what, colours);
  const { x, y, width, height } = rect;
  const em = Math.max(14, Math.min(26, width / 11, height / 4.2));
  const icon = boxIcons[box.what];
  const indent = icon === null ? 0 : em * 1.45;
  const room = width - 2 * em;
  const title = { size: em, weight: 650 } as const;
  const content = { size: em * 0.84, weight: 400 } as const;
  const labels = { size: em * 0.76, weight: 400 } as const;
  const lines = [
    { look: title, text: fittedText(card.title, room - indent, title, ruler), indent, colour },
    { look: content, text: fittedText(card.subtitle, room, content, ruler), indent: 0, colour: colours.text2 },
    {
      look: labels,
      text: fittedText(card.labels.join(' \u00a0'), room, labels, ruler),
      indent: 0,
      colour: colours.text3,
    },
  ].filter(({ text }) => text !== '');
  const high = lines.reduce((sum, { look }) => sum + look.size * 1.3, 0);
  const wide = Math.max(...lines.map(({ look, text, indent: by }) => ruler(text, look) + by));
  const left = isAutomatic ? x + (width - wide) / 2 : x + em;
  let top = y + (height - high) / 2;
  const parts = [
    // The second sheet that peeps out below it says that there is more in it.
    sheet({ ...rect, y: y + 4 }, colours.surface1, colour, 0.45),
    card.emphasis === 'selected' ? selectionRing(rect, 16, colours.accent) : '',
    sheet(rect, colours.surface1, colour, 0.6),
    svgElement('rect', { x, y, width, height, rx: 14, fill: colour, 'fill-opacity': 0.09 }),
    icon === null ? '' : svgIcon(icon, { x: left, y: top + em * 0.125, size: em * 1.05 }, colour),
  ];
  for (const { look, text, indent: by, colour: ink } of lines) {
    parts.push(svgText({ ...look, text, x: left + by, top, line: look.size * 1.3, anchor: 'start', colour: ink }));
    top += look.size * 1.3;
  }
  return parts.join('');
}

function sheet({ x, y, width, height }: Rect, fill: string, border: string, opacity: number): Svg {
  return svgElement('rect', {
    x: x + 0.75,
    y: y + 0.75,
    width: width - 1.5,
    height: height - 1.5,
    rx: 13.5,
    fill,
    stroke: border,
    'stroke-opacity': opacity,
    'stroke-width': 1.5,
  });
}
