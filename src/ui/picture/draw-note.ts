import type { CardSpec } from '../canvas/element-spec.ts';
import type { Rect } from '../canvas/geometry.ts';
import { noteLines } from '../canvas/note-size.ts';
import { selectionRing } from './draw-card.ts';
import type { Pen } from './pen.ts';
import { svgText, wrappedText } from './picture-text.ts';
import { path, svgElement, type Svg } from './svg.ts';

/** The measures of NoteFace.svelte. */
const paper = { left: 13, top: 11, line: 17, corner: 14 } as const;
const look = { size: 12, weight: 400 } as const;

/** A note's paper with a corner that is turned up, and its text in lines. */
export function drawNote({ title, emphasis }: CardSpec, rect: Rect, { colours, ruler }: Pen): Svg {
  const { x, y, width, height } = rect;
  const [right, bottom, c] = [x + width - 0.5, y + height - 0.5, paper.corner];
  const room = Math.floor((height - 2 * paper.top + 4) / paper.line);
  const box = { width: width - 2 * paper.left, lines: Math.max(1, Math.min(noteLines, room)) };
  return [
    emphasis === 'selected' ? selectionRing(rect, 6, colours.accent) : '',
    svgElement('path', {
      d: path`M${x + 0.5} ${y + 0.5}H${right}V${bottom - c}L${right - c} ${bottom}H${x + 0.5}Z`,
      fill: colours.notePaper,
      stroke: colours.noteEdge,
      'stroke-linejoin': 'round',
    }),
    svgElement('path', { d: path`M${right} ${bottom - c}H${right - c}V${bottom}Z`, fill: colours.noteEdge }),
    ...wrappedText(title, box, look, ruler).map((text, line) =>
      svgText({
        ...look,
        text,
        x: x + paper.left,
        top: y + paper.top + line * paper.line,
        line: paper.line,
        anchor: 'start',
        colour: colours.text1,
      }),
    ),
  ].join('');
}
