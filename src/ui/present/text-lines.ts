/** How wide a text is, in pixels, as the page would draw it. */
export type Measure = (text: string, px: number, weight: number) => number;

/** Names break behind these: `node-control-plane`, `prod/backend`, `10.0.0.0/8`, `app=web`. */
const joints = /(?<=[-/.=_:\s])/;

/** The pieces that a line may end after. */
function piecesOf(text: string): readonly string[] {
  return text.split(joints).filter((piece) => piece !== '');
}

/**
 * A name on as few lines as it needs.
 *
 * @returns null where a piece of it is wider than `width`, or it needs more lines than `most`
 */
export function wrapped(
  text: string,
  width: number,
  most: number,
  measure: (text: string) => number,
): readonly string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (measure(piece.trim()) > width) return null;
    const longer = line + piece;
    if (line === '' || measure(longer.trim()) <= width) line = longer;
    else {
      lines.push(line.trim());
      line = piece;
    }
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length > 0 && lines.length <= most ? lines : null;
}

/** On exactly that many lines, as even as its pieces allow; null where it has not so many pieces. */
export function evenly(text: string, count: number, measure: (text: string) => number): readonly string[] | null {
  const pieces = piecesOf(text);
  if (pieces.length < count) return null;
  const widths = pieces.map((_, from) =>
    pieces.map((_, to) =>
      measure(
        pieces
          .slice(from, to + 1)
          .join('')
          .trim(),
      ),
    ),
  );
  const candidates = [...new Set(widths.flat())].sort((a, b) => a - b);
  for (const width of candidates) {
    const lines = wrapped(text, width, count, measure);
    if (lines !== null) return lines.length === count ? lines : null;
  }
  return null;
}

/** The text, or as much of it as has room, with an ellipsis; null where not even that much says anything. */
export function shortened(text: string, width: number, measure: (text: string) => number): string | null {
  if (measure(text) <= width) return text;
  const leastLetters = 4;
  for (let length = text.length - 1; length >= leastLetters; length -= 1) {
    const short = `${text.slice(0, length).trimEnd()}…`;
    if (measure(short) <= width) return short;
  }
  return null;
}
