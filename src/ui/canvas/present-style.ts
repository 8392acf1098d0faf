import type { Verdict } from '../../core/policy/trace.ts';
import { badgeSize } from './arrow-line.ts';
import type { StyleRule } from './stylesheet.ts';
import { doorBadgeWidth } from './verdict-badge.ts';

/** Widths on a projector, in pixels of the screen: 4 are the least that can be told from dust (product.md section 7). */
const px = { arrow: 5, selected: 9, dimmed: 4.5, badge: 34, badgeBorder: 3, box: 3 } as const;

/** Size of a badge, in pixels of the screen: from far away signs give way to what they stand between. */
export function presentedBadge(zoom: number): {
  readonly width: number;
  readonly height: number;
  readonly withDoor: number;
} {
  const height = px.badge * Math.min(1, Math.max(0.4, zoom * 1.5));
  return { width: height, height, withDoor: (height * doorBadgeWidth) / badgeSize };
}

/** Dashes as in the stylesheet, in widths of the line. */
const dashes: Readonly<Partial<Record<Verdict, readonly number[]>>> = {
  deny: [2.8, 2],
  partial: [4.4, 1.6, 1, 1.6],
  undecided: [0.6, 2],
};

/**
 * The zoom that widths are worked out for: the next step below the real one, so that none is narrower than it should be
 * and a picture that is zoomed is styled anew at every fifth part of a doubling only.
 */
export function styledZoom(zoom: number): number {
  return 2 ** (Math.floor(Math.log2(zoom) * 5) / 5);
}

/** What is different while the design is presented: lines keep their width however the picture is zoomed. */
export function presentStyle(zoom: number): readonly StyleRule[] {
  const model = (pixels: number): number => pixels / zoom;
  const badge = presentedBadge(zoom);
  return [
    { selector: 'edge', style: { width: model(px.arrow), 'arrow-scale': 1.7, 'target-arrow-width': model(3) } },
    ...Object.entries(dashes).map(([verdict, pattern]) => ({
      selector: `edge.${verdict}`,
      style: { 'line-dash-pattern': pattern.map((part) => model(part * px.arrow)) },
    })),
    { selector: 'node.badge', style: badgeStyle(model, badge.width, badge.height) },
    { selector: 'node.badge.door', style: badgeStyle(model, badge.withDoor, badge.height) },
    { selector: 'node.box', style: { 'border-width': model(px.box), 'border-opacity': 0.9 } },
    // What steps back stays as well seen as all else, and is thinner.
    { selector: 'edge.dimmed, .badge.dimmed', style: { opacity: 1 } },
    { selector: 'edge.dimmed', style: { width: model(px.dimmed) } },
    { selector: 'edge.selected, edge.lit, edge.ghost, edge.aimed', style: { width: model(px.selected) } },
    { selector: '.badge.selected, .badge.lit', style: { 'border-width': model(px.badgeBorder + 2) } },
    // Out of focus is out of sight.
    { selector: 'edge.faded, .badge.faded', style: { opacity: 0 } },
  ];
}

function badgeStyle(model: (pixels: number) => number, width: number, height: number): StyleRule['style'] {
  return {
    width: model(width),
    height: model(height),
    'border-width': model(px.badgeBorder),
    'corner-radius': `${model(height / 2)}px`,
    // The broad border takes its room from the sign.
    'background-width': '86%',
    'background-height': '86%',
  };
}
