import type { JsonArray, JsonObject } from '../model/json.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { Steps } from './steps.ts';
import { parseListItem } from './yaml.ts';

/** A List as text: what stands around its items, and each item with the dash before it. */
export interface ListTexts {
  readonly frame: string;
  readonly items: readonly string[];
}

/** Characters that are read between two pauses: some milliseconds' worth. */
export const pauseLength = 2 ** 17;

/**
 * Reads a List item by item: the dump of a cluster is one document, and too much for one go.
 *
 * @param text one document
 * @returns what `parseDocument` reads; null where that has to be asked, as for all faults. The pauses tell how many
 *   characters were read since the one before.
 */
export function* readListInSteps(text: string): Steps<number, JsonObject | null> {
  const texts = splitList(text);
  // Read line by line, the frame has no text in which the line `items:` means something else.
  const frame = texts === null ? null : readPlainYaml(texts.frame);
  if (texts === null || frame === null || !('items' in frame) || frame.items !== null) return null;
  const items = [];
  let unsaid = 0;
  for (const item of texts.items) {
    const [value, ...others] = readPlainItem(item) ?? parseListItem(item) ?? [];
    if (value === undefined || others.length > 0) return null;
    items.push(value);
    unsaid += item.length;
    if (unsaid < pauseLength) continue;
    yield unsaid;
    unsaid = 0;
  }
  return { ...frame, items };
}

function readPlainItem(text: string): JsonArray | null {
  const plain = readPlainYaml(text);
  return plain !== null && isArray(plain) ? plain : null;
}

/** `Array.isArray` does not narrow what is readonly. */
function isArray(value: JsonObject | JsonArray): value is JsonArray {
  return Array.isArray(value);
}

/**
 * Cuts a document at the items of its list `items`, going by indentation alone: no text that is part of an item can
 * have a line as far left as the item's dash, in whatever style it is written.
 *
 * @returns null where no line says `items:`, or no item stands below it
 */
export function splitList(text: string): ListTexts | null {
  const start = text.startsWith('items:') ? 0 : text.indexOf('\nitems:') + 1;
  const first = text.indexOf('\n', start) + 1;
  if (first === 0 || !/^items: *\n$/.test(text.slice(start, first))) return null;
  const items: string[] = [];
  let [column, item, line] = [-1, first, first];
  for (; line < text.length; line = text.indexOf('\n', line) + 1 || text.length) {
    const indent = indentOf(text, line);
    if (isBlankOrComment(text, line + indent) || (column !== -1 && indent > column)) continue;
    if (!isDash(text, line + indent) || (column !== -1 && indent < column)) break;
    if (column !== -1) {
      items.push(text.slice(item, line));
      item = line;
    }
    column = indent;
  }
  if (column === -1) return null;
  items.push(text.slice(item, line));
  return { frame: text.slice(0, first) + text.slice(line), items };
}

function indentOf(text: string, line: number): number {
  let first = line;
  while (text.startsWith(' ', first)) first += 1;
  return first - line;
}

function isBlankOrComment(text: string, at: number): boolean {
  return at >= text.length || text.startsWith('\n', at) || text.startsWith('#', at);
}

function isDash(text: string, at: number): boolean {
  return text.startsWith('- ', at) || text.startsWith('-\n', at);
}
