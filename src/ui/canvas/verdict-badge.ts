import type { Verdict } from '../../core/policy/trace.ts';
import { badgeSize } from './arrow-line.ts';

/** Strokes of the sign in a field of 18 by 18: a tick, a cross, plus over minus, a question mark. */
const signs: Readonly<Record<Verdict, string>> = {
  allow: 'M5.2 9.4l2.7 2.7 5-5.8',
  deny: 'M6 6l6 6M12 6l-6 6',
  partial: 'M9 4.6v5.2M6.4 7.2h5.2M6.4 12.6h5.2',
  undecided: 'M6.8 7.1a2.2 2.2 0 1 1 3.1 2c-.6.3-.9.7-.9 1.3M9 12.9v.1',
};
/** A door that stands open, right of the sign. */
const door = 'M21 14V4.6h6.4V14M19.6 14h9.2M25.2 9.2v.5';

export const doorBadgeWidth = 32;

/** The strokes of a badge, in a field of its size. */
export function badgePath(verdict: Verdict, withDoor: boolean): string {
  return withDoor ? `${signs[verdict]}${door}` : signs[verdict];
}

/** The badge's picture as an SVG `data:` URI: Cytoscape draws it crisp at any zoom and caches it by its text. */
export function badgeImage(verdict: Verdict, withDoor: boolean, colour: string): string {
  const width = withDoor ? doorBadgeWidth : badgeSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${badgeSize}" viewBox="0 0 ${width} ${badgeSize}"><path d="${badgePath(verdict, withDoor)}" fill="none" stroke="${colour}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
