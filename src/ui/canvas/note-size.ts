/** Of a note's paper, in model pixels. */
export interface NoteSize {
  readonly width: number;
  readonly height: number;
}

const width = 200;
/** What a line holds by a guess at the width of letters: a note that is a little too high does no harm. */
const lineCharacters = 27;
const lineHeight = 17;
const padding = 24;
const leastHeight = 58;
/** A longer text is cut with an ellipsis; the inspector and the editor show all of it. */
export const noteLines = 14;

/** How much paper a note's text takes. */
export function noteSize(text: string): NoteSize {
  const lines = text.split('\n').reduce((sum, line) => sum + wrappedLines(line), 0);
  return { width, height: Math.max(leastHeight, Math.min(lines, noteLines) * lineHeight + padding) };
}

/** Words are not broken, unless one alone is longer than a line. */
function wrappedLines(line: string): number {
  let lines = 1;
  let used = 0;
  for (const word of line.split(' ')) {
    const wanted = used === 0 ? word.length : used + 1 + word.length;
    if (wanted <= lineCharacters) {
      used = wanted;
      continue;
    }
    lines += (used === 0 ? 0 : 1) + Math.floor(Math.max(0, word.length - 1) / lineCharacters);
    used = word.length % lineCharacters;
  }
  return lines;
}
