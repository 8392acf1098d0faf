import { countLineBreaks } from './text-position.ts';

/** One YAML document of a file; the chunks of a file, one after the other, are the file. */
export interface DocumentChunk {
  /** `lead` and `body`. */
  readonly text: string;
  /** Separator, directives, comments and blank lines above the first value; all of a chunk that has no value. */
  readonly lead: string;
  readonly body: string;
  /** Line (from 1) on which `body` starts. */
  readonly firstLine: number;
}

/**
 * `---` or `...` at the start of a line always ends a document, whatever stands around it (YAML 1.2, 9.1.2:
 * not even a quoted or block text may hold such a line). The line break above makes it quick to find.
 */
const markerLine = /[\r\n](\uFEFF?)(---|\.\.\.)(?=[ \t\r\n]|$)/g;
const markerAtStart = /^(\uFEFF?)(---|\.\.\.)(?=[ \t\r\n]|$)/;

/** The start of a line that is no comment, blank line or directive. */
const valueOrMarker = /(?<=^|[\r\n])(?!\uFEFF?[ \t]*(?:#|[\r\n]|$)|\uFEFF?%)/;

/**
 * Cuts a file at its document markers without losing a byte, and without looking at what stands between them. One after
 * the other, so that whoever reads a large file can pause.
 */
export function* splitDocuments(text: string): Generator<DocumentChunk, void> {
  let [start, line] = [0, 1];
  for (const end of chunkEnds(text)) {
    const chunk = text.slice(start, end);
    const length = leadLength(chunk);
    const [lead, body] = [chunk.slice(0, length), chunk.slice(length)];
    const firstLine = line + countLineBreaks(lead);
    yield { text: chunk, lead, body, firstLine };
    line = firstLine + countLineBreaks(body);
    start = end;
  }
}

function* chunkEnds(text: string): Generator<number, void> {
  let start = 0;
  for (const { index, hasMark, characters } of markersIn(text)) {
    if (characters === '...') {
      const next = skipLine(text, index, anyLine);
      if (next >= text.length) continue;
      yield next;
      start = next;
    } else if (index > start && (hasMark || valueOrMarker.test(text.slice(start, index)))) {
      // What stands above `---` without a value or a marker of its own (comments, directives) belongs to it, unless a
      // byte order mark between them says that two files were put together.
      yield index;
      start = index;
    }
  }
  if (text !== '') yield text.length;
}

interface Marker {
  /** Where its line starts. */
  readonly index: number;
  /** Whether a byte order mark stands before it. */
  readonly hasMark: boolean;
  readonly characters: string;
}

function* markersIn(text: string): Generator<Marker, void> {
  const first = markerAtStart.exec(text);
  if (first !== null) yield { index: 0, hasMark: first[1] !== '', characters: first[2] ?? '' };
  for (const { index, 1: mark, 2: characters } of text.matchAll(markerLine))
    yield { index: index + 1, hasMark: mark !== '', characters: characters ?? '' };
}

const anyLine = /[^\r\n]*(?:\r\n?|\n|$)/y;
const leadLine = /\uFEFF?(?:%[^\r\n]*|[ \t]*(?:#[^\r\n]*)?)(?:\r\n?|\n|$)/y;
const separator = /\uFEFF?---(?=[ \t\r\n]|$)[ \t]*/y;
const commentLine = /\uFEFF?[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n|$)/y;
const endMarker = /\uFEFF?\.\.\.(?=[ \t\r\n]|$)/y;

function leadLength(chunk: string): number {
  const above = skipLines(chunk, 0, leadLine);
  const behindSeparator = skipLine(chunk, above, separator);
  const length = behindSeparator === above ? above : skipLines(chunk, behindSeparator, commentLine);
  return skipLine(chunk, length, endMarker) === length ? length : chunk.length;
}

/** Line by line: one expression for all lines would need a stack as deep as there are lines. */
function skipLines(text: string, from: number, line: RegExp): number {
  let at = from;
  for (let next = skipLine(text, at, line); next > at; next = skipLine(text, at, line)) at = next;
  return at;
}

/** @returns the offset behind the match of the sticky expression at `at`; `at` where it does not match */
function skipLine(text: string, at: number, line: RegExp): number {
  line.lastIndex = at;
  return line.test(text) ? line.lastIndex : at;
}
