import type { Verdict } from '../../core/policy/trace.ts';
import { alwaysOpen, halvesHint, legendRows } from '../canvas/legend-rows.ts';
import { badgePath } from '../canvas/verdict-badge.ts';
import { moved, stroke, svgIcon, type Pen } from './pen.ts';
import { svgText, wrappedText } from './picture-text.ts';
import { svgElement, type Svg } from './svg.ts';

const look = { size: 11, weight: 400 } as const;
const rowHeight = 22;
const gap = 14;
const padding = 12;

/** What the looks of arrows mean, in a frame as wide as the picture. */
export interface DrawnLegend {
  readonly svg: Svg;
  readonly height: number;
}

export function drawLegend(x: number, y: number, width: number, pen: Pen): DrawnLegend {
  const { colours, ruler } = pen;
  const entries = [
    ...legendRows.map(({ verdict, text, line, dashes, head }) => ({
      text,
      sign: 52,
      draw: (left: number, top: number) => arrowSign({ verdict, line, dashes, head }, left, top, pen),
    })),
    {
      text: alwaysOpen.text,
      sign: 20,
      draw: (left: number, top: number) => svgIcon('door', { x: left, y: top + 4, size: 14 }, colours.text2),
    },
  ];
  const parts: Svg[] = [];
  let [left, top] = [x + padding, y + 6];
  for (const { text, sign, draw } of entries) {
    const wide = sign + ruler(text, look);
    if (left > x + padding && left + wide > x + width - padding) [left, top] = [x + padding, top + rowHeight];
    parts.push(
      draw(left, top),
      svgText({ ...look, text, x: left + sign, top, line: rowHeight, anchor: 'start', colour: colours.text2 }),
    );
    left += wide + gap;
  }
  top += rowHeight;
  // On paper nobody can point at it to be told.
  for (const text of wrappedText(halvesHint, { width: width - 2 * padding, lines: 3 }, look, ruler)) {
    parts.push(svgText({ ...look, text, x: x + padding, top, line: 16, anchor: 'start', colour: colours.text3 }));
    top += 16;
  }
  const height = top + 6 - y;
  const frame = svgElement('rect', {
    x: x + 0.5,
    y: y + 0.5,
    width: width - 1,
    height: height - 1,
    rx: 9,
    fill: colours.raised,
    stroke: colours.border1,
  });
  return { svg: svgElement('g', { 'data-part': 'legend' }, [frame, ...parts]), height };
}

interface Sign {
  readonly verdict: Verdict;
  readonly line: string;
  readonly dashes: string;
  readonly head: string;
}

function arrowSign({ verdict, line, dashes, head }: Sign, left: number, top: number, { colours }: Pen): Svg {
  const colour = colours.verdict[verdict];
  const middle = { x: left + 23, y: top + 11 };
  return [
    svgElement('g', { transform: moved(left, top + 4) }, [
      svgElement('path', { d: line, ...stroke(colour, 1.8), 'stroke-dasharray': dashes === '' ? null : dashes }),
      svgElement('path', { d: head, ...stroke(colour, 1.8), ...(verdict === 'allow' ? { fill: colour } : {}) }),
    ]),
    svgElement('circle', {
      cx: middle.x,
      cy: middle.y,
      r: 6.6,
      fill: colours.soft[verdict],
      stroke: colour,
      'stroke-width': 1.1,
    }),
    svgElement('path', {
      d: badgePath(verdict, false),
      transform: moved(middle.x - 6.6, middle.y - 6.6, 13.2 / 18),
      ...stroke(colour, 2),
    }),
  ].join('');
}
