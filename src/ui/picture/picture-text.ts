import { svgTextElement, type Svg } from './svg.ts';

export interface TextLook {
  /** In pixels. */
  readonly size: number;
  readonly weight: number;
}

/** How wide a text is in the picture's font, in pixels. */
export type TextRuler = (text: string, look: TextLook) => number;

/** The program's own font first, then what comes near it on each system. */
export const pictureFamily =
  "'Inter Variable', Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** No text of a picture is longer: nobody reads more, and a name may be as long as a file. */
const mostCharacters = 600;

/** One line, without what would break or overlay it, as long as has room: `a-very-long-na…`. */
export function fittedText(text: string, width: number, look: TextLook, ruler: TextRuler): string {
  const signs = [...oneLine(text)];
  const whole = signs.join('');
  if (signs.length <= mostCharacters && ruler(whole, look) <= width) return whole;
  const cut = (count: number): string => `${signs.slice(0, count).join('').trimEnd()}…`;
  let [fits, tooMany] = [0, Math.min(signs.length, mostCharacters)];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (ruler(cut(middle), look) <= width) fits = middle;
    else tooMany = middle;
  }
  return fits === 0 && ruler('…', look) > width ? '' : cut(fits);
}

/** Lines of at most that width, words unbroken where they have room; a longer text ends in `…`. */
export function wrappedText(
  text: string,
  { width, lines }: { readonly width: number; readonly lines: number },
  look: TextLook,
  ruler: TextRuler,
): readonly string[] {
  const wrapped: string[] = [];
  for (const paragraph of text.split('\n')) {
    wrapped.push(...wrappedParagraph(oneLine(paragraph), width, lines + 1 - wrapped.length, look, ruler));
    if (wrapped.length > lines) break;
  }
  if (wrapped.length <= lines) return wrapped;
  const last = `${wrapped[lines - 1] ?? ''}…`;
  return [...wrapped.slice(0, lines - 1), ruler(last, look) <= width ? last : fittedText(last, width, look, ruler)];
}

function wrappedParagraph(
  paragraph: string,
  width: number,
  most: number,
  look: TextLook,
  ruler: TextRuler,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (ruler(longer, look) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = brokenWord(word, width, most - lines.length, look, ruler);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    if (lines.length >= most) return lines;
  }
  return [...lines, line];
}

function brokenWord(word: string, width: number, most: number, look: TextLook, ruler: TextRuler): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && ruler(piece + sign, look) > width) {
      pieces.push(piece);
      piece = '';
      if (pieces.length >= most) return pieces;
    }
    piece += sign;
  }
  return [...pieces, piece];
}

/** Marks that turn the direction of what follows would turn the picture's other texts in some programs. */
function oneLine(text: string): string {
  return text
    .slice(0, 8 * mostCharacters)
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/\s/g, ' ');
}

/** A guess, for where no font can be asked: letters of Inter are a bit more than half as wide as they are high. */
export const roughRuler: TextRuler = (text, { size, weight }) =>
  [...text].reduce((sum, sign) => sum + (/[ilj.,:;|!'·]/.test(sign) ? 0.28 : 0.58), 0) *
  size *
  (weight >= 600 ? 1.06 : 1);

export interface PlacedText extends TextLook {
  readonly text: string;
  readonly x: number;
  /** Upper edge of the line that it stands in, and that line's height. */
  readonly top: number;
  readonly line: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly colour: string;
}

/** How far the letters' foot is below the middle of their line, as a share of their size: Inter's own measures. */
const footShare = 0.3638;

export function svgText({ text, x, top, line, size, weight, anchor, colour }: PlacedText): Svg {
  if (text === '') return '';
  return svgTextElement(
    'text',
    {
      x,
      y: top + line / 2 + size * footShare,
      'font-size': size,
      'font-weight': weight === 400 ? null : weight,
      'text-anchor': anchor === 'start' ? null : anchor,
      fill: colour,
      // Several blanks in a row are the user's.
      'xml:space': /\s\s/.test(text) ? 'preserve' : null,
    },
    text,
  );
}
