import { icons, type IconName } from '../controls/icons.ts';
import type { PictureColours } from './picture-colours.ts';
import { fittedText, svgText, type TextLook, type TextRuler } from './picture-text.ts';
import { path, svgElement, type Attributes, type Svg } from './svg.ts';

/** What everything in a picture is drawn with. */
export interface Pen {
  readonly colours: PictureColours;
  readonly ruler: TextRuler;
}

/** A line icon in a square of that size. */
export function svgIcon(
  name: IconName,
  place: { readonly x: number; readonly y: number; readonly size: number },
  colour: string,
): Svg {
  return svgElement('path', {
    d: icons[name],
    transform: moved(place.x, place.y, place.size / 16),
    ...stroke(colour, 1.4),
  });
}

export function moved(x: number, y: number, scale = 1): string {
  const shift = path`translate(${x} ${y})`;
  // Three places after the point more than `printed` has: an icon's corner may be 16 times as far off.
  return scale === 1 ? shift : `${shift} scale(${Math.round(scale * 100_000) / 100_000})`;
}

/** A line with round ends and no fill. */
export function stroke(colour: string, width: number): Attributes {
  return {
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
}

/** A short text in a frame, as labels, tags and counts are. */
export interface Pill extends TextLook {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Left and right of the text. */
  readonly padding: number;
  readonly radius: number;
  readonly colour: string;
  readonly fill: string | null;
  readonly fillOpacity: number;
  readonly border: string | null;
  readonly borderOpacity: number;
  /** Including the padding; a longer text is cut. */
  readonly mostWidth: number;
}

/** @returns the pill and how wide it is */
export function svgPill(pill: Pill, { ruler }: Pen): { readonly svg: Svg; readonly width: number } {
  const { x, y, height, padding, radius, fill, border } = pill;
  const text = fittedText(pill.text, pill.mostWidth - 2 * padding, pill, ruler);
  if (text === '') return { svg: '', width: 0 };
  const width = ruler(text, pill) + 2 * padding;
  const frame = svgElement('rect', {
    x: x + 0.5,
    y: y + 0.5,
    width: width - 1,
    height: height - 1,
    rx: radius,
    fill: fill ?? 'none',
    'fill-opacity': fill === null || pill.fillOpacity === 1 ? null : pill.fillOpacity,
    stroke: border,
    'stroke-opacity': border === null || pill.borderOpacity === 1 ? null : pill.borderOpacity,
  });
  const words = svgText({ ...pill, text, x: x + padding, top: y, line: height, anchor: 'start' });
  return { svg: `${frame}${words}`, width };
}
