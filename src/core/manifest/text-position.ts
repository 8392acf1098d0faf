/** Both from 1; columns in UTF-16 code units, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Line breaks as YAML has them: `\n`, `\r\n` and a lone `\r`. */
const lineBreak = /\r\n?|\n/g;

/** Offsets at which the lines of a text start; a byte order mark takes no column. */
export type LineStarts = readonly number[];

export function lineStartsOf(text: string): LineStarts {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (const { index, 0: characters } of text.matchAll(lineBreak)) starts.push(index + characters.length);
  return starts;
}

export function positionIn(starts: LineStarts, offset: number): TextPosition {
  let [first, last] = [0, starts.length - 1];
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if ((starts[middle] ?? 0) <= offset) first = middle;
    else last = middle - 1;
  }
  return { line: first + 1, column: Math.max(1, offset - (starts[first] ?? 0) + 1) };
}

export function countLineBreaks(text: string): number {
  if (text.includes('\r')) return text.match(lineBreak)?.length ?? 0;
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
