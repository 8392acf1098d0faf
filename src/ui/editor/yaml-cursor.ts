/** A step from the root of a document: a key, or an item of a list whichever it is. */
export type CursorStep = string | typeof anItem;
export const anItem = Symbol('an item');

/** What could be written where the caret is. */
export interface YamlCursor {
  /** `apiVersion` and `kind` of the document, '' where it has none. */
  readonly apiVersion: string;
  readonly kind: string;
  /** What the word at the caret stands in. */
  readonly path: readonly CursorStep[];
  /** `key`: a key could stand here (or, in a list, a value); `value`: a value, that of the last key of `path`. */
  readonly slot: 'key' | 'value';
  /** What is written already, up to the caret. */
  readonly word: string;
  /** Keys that stand beside it. */
  readonly siblings: readonly string[];
  /** Column of the word, from 0. */
  readonly column: number;
}

/** A line of block style: what it opens, by column. */
interface BlockLine {
  /** Columns of its dashes. */
  readonly dashes: readonly number[];
  /** Column of what follows them. */
  readonly column: number;
  /** null: no key stands there. */
  readonly key: string | null;
}

const lineForm = /^( *)((?:-(?: +|$))*)(.*)$/;
const keyForm = /^(?:"([^"\\]*)"|'([^']*)'|([^\s#&*!|>'"%@`{}[\],-][^#{}[\],]*?)):(?= |$)/;

/**
 * Reads where the caret is from the indentation of the lines above it: a text that is being typed in is seldom a document
 * that could be read. Block style only; null inside comments, quoted values and flow style.
 *
 * @param text the whole text, of one or many documents
 */
export function yamlCursorAt(text: string, offset: number): YamlCursor | null {
  const lines = text.slice(0, offset).split('\n');
  const at = lines.length - 1;
  const before = lines[at] ?? '';
  const allLines = text.split('\n');
  const typed = splitTyped(before);
  if (typed === null) return null;
  const { line, word, slot } = typed;
  const [first, last] = [startOfDocument(allLines, at), endOfDocument(allLines, at)];
  const above = allLines.slice(first, at).map(blockLine);
  const inside = pathTo(line, above);
  const path = slot === 'value' && line.key !== null ? [...inside, line.key] : inside;
  const below = allLines.slice(at + 1, last).map(blockLine);
  return {
    apiVersion: topValue(allLines.slice(first, last), 'apiVersion'),
    kind: topValue(allLines.slice(first, last), 'kind'),
    path,
    slot,
    word,
    siblings: slot === 'key' ? siblingsOf(line, above, below) : [],
    column: before.length - word.length,
  };
}

function splitTyped(before: string): { line: BlockLine; word: string; slot: YamlCursor['slot'] } | null {
  if (/^\s*#/.test(before)) return null;
  const line = blockLine(before) ?? { dashes: [], column: before.length, key: null };
  const content = before.slice(line.column);
  if (line.key === null) return /^[\w./-]*$/.test(content) ? { line, word: content, slot: 'key' } : null;
  const value = content.slice((keyForm.exec(content)?.[0] ?? '').length);
  // Behind the colon a blank has to stand; what is quoted, flow style or a comment is left alone.
  if (!/^ /.test(value) || /^\s*["'[{|>&*!]/.test(value) || value.includes(' #')) return null;
  return { line, word: value.trimStart(), slot: 'value' };
}

/** null for a blank line, a comment. */
function blockLine(text: string): BlockLine | null {
  const [, indent = '', marks = '', content = ''] = lineForm.exec(text) ?? [];
  if (marks === '' && (content === '' || content.startsWith('#'))) return null;
  const dashes = [...marks].flatMap((character, index) => (character === '-' ? [indent.length + index] : []));
  const [, double, single, plain] = keyForm.exec(content) ?? [];
  return { dashes, column: indent.length + marks.length, key: double ?? single ?? plain ?? null };
}

/** Climbs from the line to the root: each step is what stands less indented than the one before. */
function pathTo(line: BlockLine, above: readonly (BlockLine | null)[]): readonly CursorStep[] {
  const path: CursorStep[] = [];
  // A list may stand as far left as the key that it belongs to.
  let [keysBelow, dashesBelow] = [line.column, line.column];
  const takeDashes = (dashes: readonly number[]): void => {
    for (const dash of [...dashes].reverse()) {
      if (dash >= dashesBelow) continue;
      path.unshift(anItem);
      [keysBelow, dashesBelow] = [dash + 1, dash];
    }
  };
  takeDashes(line.dashes);
  for (const other of [...above].reverse()) {
    if (other === null) continue;
    if (other.key !== null && other.column < keysBelow) {
      path.unshift(other.key);
      [keysBelow, dashesBelow] = [other.column, other.column];
    }
    takeDashes(other.dashes);
    if (keysBelow === 0) break;
  }
  return path;
}

function siblingsOf(
  { column, dashes }: BlockLine,
  above: readonly (BlockLine | null)[],
  below: readonly (BlockLine | null)[],
): readonly string[] {
  const up = dashes.length > 0 ? [] : keysAt(column, [...above].reverse(), 'with-dash');
  return [...up, ...keysAt(column, below, 'before-dash')];
}

/** Keys of the same object: until something less indented, or the dash that begins it or the next one. */
function keysAt(
  column: number,
  lines: readonly (BlockLine | null)[],
  end: 'with-dash' | 'before-dash',
): readonly string[] {
  const keys: string[] = [];
  for (const line of lines) {
    if (line === null) continue;
    const begins = line.dashes.some((dash) => dash < column);
    if (line.column < column || (begins && end === 'before-dash')) break;
    if (line.column === column && line.key !== null) keys.push(line.key);
    if (begins) break;
  }
  return keys;
}

const separator = /^(?:---|\.\.\.)(?:\s|$)/;

function startOfDocument(lines: readonly string[], at: number): number {
  for (let index = at; index >= 0; index -= 1) if (separator.test(lines[index] ?? '')) return index + 1;
  return 0;
}

function endOfDocument(lines: readonly string[], at: number): number {
  for (let index = at + 1; index < lines.length; index += 1) if (separator.test(lines[index] ?? '')) return index;
  return lines.length;
}

function topValue(lines: readonly string[], key: string): string {
  const found = lines.find((line) => line.startsWith(`${key}:`));
  return (found ?? '')
    .slice(key.length + 1)
    .replace(/\s#.*$/, '')
    .trim()
    .replaceAll(/^["']|["']$/g, '');
}
