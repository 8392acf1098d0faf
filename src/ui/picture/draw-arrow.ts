import type { Point } from '../../core/model/design.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { aboveBadge, badgeSize, type ArrowLine } from '../canvas/arrow-line.ts';
import { wishCaption, wishSign } from '../canvas/arrow-wish.ts';
import type { ArrowSpec } from '../canvas/element-spec.ts';
import { distance, leavePoint, rectAround } from '../canvas/geometry.ts';
import { badgePath, doorBadgeWidth } from '../canvas/verdict-badge.ts';
import { moved, stroke, svgPill, type Pen } from './pen.ts';
import { svgText } from './picture-text.ts';
import { path, svgElement, type Svg } from './svg.ts';

/** How each verdict's half looks without its colour, as in stylesheet.ts. */
const dashes: Readonly<Record<Verdict, string | null>> = {
  allow: null,
  deny: '7 5',
  partial: '11 4 2.5 4',
  undecided: '1.5 5',
};
/** The canvas's library makes heads of that length. */
const headLength = 9.6;
const headHalf = 4.8;
const circleRadius = 4.6;
const dimmedOpacity = 0.38;

/** The two halves of an arrow, each with its own verdict, and the badge where they meet. */
export function drawArrow(arrow: ArrowSpec, line: ArrowLine, { colours }: Pen): Svg {
  const colour = colours.verdict[arrow.verdict];
  const width = arrow.door ? doorBadgeWidth : badgeSize;
  const badge = rectAround(line.badge, width, badgeSize);
  const outline = arrow.door ? 'rectangle' : 'ellipse';
  const meets = (other: Point): Point =>
    leavePoint(badge, outline, line.badge, { x: other.x - line.badge.x, y: other.y - line.badge.y });
  const halves = [
    drawHalf({
      from: line.start,
      to: meets(line.start),
      verdict: arrow.egress,
      endsIn: arrow.egress === 'deny' ? 'deny' : null,
    }),
    drawHalf({ from: meets(line.end), to: line.end, verdict: arrow.ingress, endsIn: arrow.ingress }),
  ];
  const isMarked = arrow.emphasis === 'selected' || arrow.ghost;
  return svgElement('g', { opacity: arrow.emphasis === 'dimmed' ? dimmedOpacity : null }, [
    ...(isMarked ? [underlay(line, colour)] : []),
    ...halves,
    svgElement('rect', {
      ...badge,
      rx: badgeSize / 2,
      fill: colours.surface1,
      stroke: colour,
      'stroke-width': arrow.emphasis === 'selected' ? 2.5 : 1.5,
    }),
    svgElement('path', {
      d: badgePath(arrow.verdict, arrow.door),
      transform: moved(badge.x, badge.y),
      ...stroke(colour, 1.9),
    }),
  ]);

  function drawHalf({ from, to, verdict, endsIn }: Half): Svg {
    const length = distance(from, to);
    const ink = colours.verdict[verdict];
    const along: Point = length === 0 ? { x: 1, y: 0 } : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    const back = Math.min(length, endsIn === null ? 0 : lineGap[endsIn]);
    const end = { x: to.x - along.x * back, y: to.y - along.y * back };
    return [
      svgElement('path', {
        d: path`M${from.x} ${from.y}L${end.x} ${end.y}`,
        fill: 'none',
        stroke: ink,
        'stroke-width': arrow.emphasis === 'selected' ? 3.25 : arrow.ghost ? 3 : 2,
        'stroke-dasharray': dashes[verdict],
        'stroke-linecap': verdict === 'undecided' ? 'round' : null,
      }),
      endsIn === null ? '' : drawHead(endsIn, to, along, ink),
    ].join('');
  }
}

interface Half {
  readonly from: Point;
  readonly to: Point;
  readonly verdict: Verdict;
  /** Whose head it ends in; null: none. */
  readonly endsIn: Verdict | null;
}

/** A hollow head is not crossed by the line. */
const lineGap: Readonly<Record<Verdict, number>> = {
  allow: 4.4,
  deny: 1,
  partial: headLength,
  undecided: 2 * circleRadius,
};

function drawHead(verdict: Verdict, tip: Point, along: Point, colour: string): Svg {
  const at = (back: number, aside: number): string =>
    path`${tip.x - along.x * back - along.y * aside} ${tip.y - along.y * back + along.x * aside}`;
  const triangle = (tipBack: number): string =>
    `M${at(tipBack, 0)}L${at(headLength, headHalf)}L${at(headLength, -headHalf)}Z`;
  switch (verdict) {
    case 'allow':
      return svgElement('path', { d: triangle(0), fill: colour });
    case 'partial':
      return svgElement('path', { d: triangle(0.8), ...stroke(colour, 1.6) });
    case 'deny':
      return svgElement('path', {
        d: `M${at(1.6, headHalf)}L${at(1.6, -headHalf)}`,
        fill: 'none',
        stroke: colour,
        'stroke-width': 3.2,
      });
    case 'undecided': {
      const [cx, cy] = [tip.x - along.x * circleRadius, tip.y - along.y * circleRadius];
      return svgElement('circle', { cx, cy, r: circleRadius - 0.8, ...stroke(colour, 1.6) });
    }
  }
}

function underlay({ start, badge, end }: ArrowLine, colour: string): Svg {
  const d = path`M${start.x} ${start.y}L${badge.x} ${badge.y}L${end.x} ${end.y}`;
  return svgElement('path', { d, ...stroke(colour, 13), opacity: 0.2 });
}

const captionLook = { size: 10.5, weight: 600 } as const;

/** What stands above and below the badge: what is expected of the arrow, and which ports pass. It lies above all cards. */
export function drawArrowTexts(arrow: ArrowSpec, line: ArrowLine, pen: Pen): Svg {
  const texts = [drawWish(arrow, line, pen), drawCaption(arrow, line, pen)].filter((text) => text !== '');
  if (texts.length === 0) return '';
  return svgElement('g', { opacity: arrow.emphasis === 'dimmed' ? 0.45 : null }, texts);
}

function drawCaption(
  { caption, emphasis, verdict }: ArrowSpec,
  { badge, captioned }: ArrowLine,
  { colours, ruler }: Pen,
): Svg {
  if (caption === '' || (!captioned && emphasis !== 'selected')) return '';
  const width = ruler(caption, captionLook) + 10;
  const top = badge.y + 12;
  return [
    svgElement('rect', { x: badge.x - width / 2, y: top, width, height: 15, rx: 4, fill: colours.canvas }),
    svgText({
      ...captionLook,
      text: caption,
      x: badge.x - width / 2 + 5,
      top,
      line: 15,
      anchor: 'start',
      colour: verdict === 'partial' ? colours.verdict.partial : colours.text1,
    }),
  ].join('');
}

function drawWish({ wish, emphasis }: ArrowSpec, line: ArrowLine, pen: Pen): Svg {
  if (wish === null) return '';
  const { colours, ruler } = pen;
  const text = line.wish !== null || emphasis === 'selected' ? wishCaption(wish) : wishSign(wish);
  if (text === '') return '';
  const place = line.wish ?? aboveBadge;
  const colour = wish.state === 'met' ? colours.verdict.allow : wish.state === 'missed' ? colours.error : colours.text2;
  const width = ruler(text, captionLook) + 14;
  const x = line.badge.x + place.x - width / 2;
  const y = line.badge.y + place.y - 17;
  const { svg } = svgPill(
    {
      ...captionLook,
      text,
      x,
      y,
      height: 17,
      padding: 7,
      radius: 8,
      colour,
      fill: wish.state === 'missed' ? colours.errorSoft : colours.raised,
      fillOpacity: 1,
      border: wish.state === null || wish.state === 'unknown' ? colours.border2 : colour,
      borderOpacity: 1,
      mostWidth: Infinity,
    },
    pen,
  );
  if (place.y >= aboveBadge.y) return svg;
  const lead = svgElement('path', {
    d: path`M${line.badge.x} ${line.badge.y + aboveBadge.y}V${line.badge.y + place.y}`,
    fill: 'none',
    stroke: colours.border2,
    'stroke-dasharray': '3 3',
  });
  return `${lead}${svg}`;
}
