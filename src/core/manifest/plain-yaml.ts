import type { JsonArray, JsonObject, JsonValue } from '../model/json.ts';
import { readPlainScalar } from './yaml-scalars.ts';

/**
 * Reads the part of YAML in which nearly all manifests are written: block style, one line for each key and item, texts
 * plain, in quotes without escapes, or as `|` blocks. The library takes several times as long, which is felt with dumps
 * of whole clusters. This is an index in front of it and no second opinion: whatever is not beyond doubt is left to the
 * library, every fault with it, and a test holds each answer against the library's.
 *
 * @param text one document
 * @returns what `parseDocument` reads; null where that has to be asked
 */
export function readPlainYaml(text: string): JsonObject | JsonArray | null {
  if (unusual.test(text)) return null;
  try {
    return new LineReader(text).document();
  } catch (error) {
    if (error === notPlain) return null;
    throw error;
  }
}

/** Tabs, other line breaks than `\n`, marks of byte order, what cannot be printed, characters in two halves. */
const unusual = /[^\n\x20-\x7E\xA0-\uD7FF]/;

/** Made once: the stack of where it is thrown is nobody's concern, and costs more than a small document. */
const notPlain = new Error('not plain YAML');

/** The library takes twice as many; each level is one of the stack. */
const deepest = 100;

const [newline, space, hash, dash, colon] = [10, 32, 35, 45, 58];
const [doubleQuote, singleQuote, backslash, bar] = [34, 39, 92, 124];

/** Goes from line to line; between the calls it stands on the first character behind an indentation. */
class LineReader {
  readonly #text: string;
  #at = 0;
  /** Of the line's first character; -1 behind the last line. */
  #column = -1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonObject | JsonArray {
    this.#goTo(0);
    if (this.#text.startsWith('---\n', this.#at) && this.#column === 0) this.#goTo(this.#at + 4);
    if (this.#column === -1) throw notPlain;
    const value = this.#collection(this.#column);
    if (this.#at < this.#text.length) throw notPlain;
    return value;
  }

  /** To the first line from `at` on, which is the start of one, that says something. */
  #goTo(at: number): void {
    for (let start = at; ;) {
      let first = start;
      while (this.#text.charCodeAt(first) === space) first += 1;
      const character = this.#text.charCodeAt(first);
      if (character !== newline && character !== hash) {
        this.#at = first;
        this.#column = first < this.#text.length ? first - start : -1;
        return;
      }
      start = this.#lineEnd(first) + 1;
    }
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end === -1 ? this.#text.length : end;
  }

  #isLineEnd(at: number): boolean {
    return at >= this.#text.length || this.#text.charCodeAt(at) === newline;
  }

  #collection(column: number): JsonObject | JsonArray {
    return this.#isItem() ? this.#sequence(column) : this.#mapping(column);
  }

  #isItem(): boolean {
    return this.#text.charCodeAt(this.#at) === dash && this.#text.charCodeAt(this.#at + 1) === space;
  }

  #sequence(column: number): JsonArray {
    this.#enter();
    const items: JsonValue[] = [];
    do {
      this.#at += 2;
      // The keys of an object in a list stand below its first one, two columns behind the dash.
      items.push(this.#keyEnd() === -1 ? this.#scalar(column) : this.#mapping(column + 2));
    } while (this.#column === column && this.#isItem());
    this.#leave(column);
    return items;
  }

  #mapping(column: number): JsonObject {
    this.#enter();
    const fields: Record<string, JsonValue> = {};
    do {
      const name = this.#key();
      if (name === '__proto__' || Object.hasOwn(fields, name)) throw notPlain;
      fields[name] = this.#field(column);
    } while (this.#column === column);
    this.#leave(column);
    return fields;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > deepest) throw notPlain;
  }

  /** A deeper line goes on with a text of several lines, or is a fault. */
  #leave(column: number): void {
    this.#depth -= 1;
    if (this.#column > column) throw notPlain;
  }

  /** @returns -1 where no key stands here */
  #keyEnd(): number {
    let end = this.#at;
    if (!isKeyStart(this.#text.charCodeAt(end))) return -1;
    while (isInKey(this.#text.charCodeAt(end))) end += 1;
    if (this.#text.charCodeAt(end) !== colon) return -1;
    return this.#text.charCodeAt(end + 1) === space || this.#isLineEnd(end + 1) ? end : -1;
  }

  #key(): string {
    const end = this.#keyEnd();
    if (end === -1) throw notPlain;
    const name = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    // Of `yes`, `0x10` and the like the cluster makes another text.
    if (String(readOrLeave(name)) !== name || name === 'null') throw notPlain;
    return name;
  }

  /** What stands behind a key; ends on the next line that says something else. */
  #field(column: number): JsonValue {
    while (this.#text.charCodeAt(this.#at) === space) this.#at += 1;
    if (!this.#isLineEnd(this.#at)) return this.#scalar(column);
    this.#goTo(this.#at + 1);
    if (this.#column > column) return this.#collection(this.#column);
    // The items of a list need not be indented.
    return this.#column === column && this.#isItem() ? this.#sequence(column) : null;
  }

  #scalar(column: number): JsonValue {
    switch (this.#text.charCodeAt(this.#at)) {
      case doubleQuote:
        return this.#quoted(doubleQuote, backslash);
      case singleQuote:
        return this.#quoted(singleQuote, newline);
      case bar:
        return this.#block(column);
      default:
        return this.#plain();
    }
  }

  #plain(): JsonValue {
    const [start, end] = [this.#at, this.#plainEnd()];
    const text = this.#text.slice(start, end);
    this.#goTo(end + 1);
    if (text === '{}') return {};
    if (text === '[]') return [];
    if (!isPlainStart(text.charCodeAt(0)) || text.startsWith('- ') || text === '-') throw notPlain;
    return readOrLeave(text);
  }

  /** The end of the line, where nothing on it ends the text before. */
  #plainEnd(): number {
    let [at, before] = [this.#at, 0];
    for (; !this.#isLineEnd(at); at += 1) {
      const character = this.#text.charCodeAt(at);
      if (character === hash && before === space) throw notPlain;
      if (before === colon && character === space) throw notPlain;
      before = character;
    }
    if (before === colon || before === space) throw notPlain;
    return at;
  }

  /** @param refused a character that says that the text is more than what stands between the quotes */
  #quoted(quote: number, refused: number): string {
    const start = this.#at + 1;
    for (let end = start; ; end += 1) {
      const character = this.#text.charCodeAt(end);
      if (character === refused || this.#isLineEnd(end)) throw notPlain;
      if (character !== quote) continue;
      if (!this.#isLineEnd(end + 1)) throw notPlain;
      this.#goTo(end + 2);
      return this.#text.slice(start, end);
    }
  }

  /** `|` or `|-` above lines of which none is blank. */
  #block(column: number): string {
    const isStripped = this.#text.charCodeAt(this.#at + 1) === dash;
    let line = this.#at + (isStripped ? 2 : 1);
    if (this.#text.charCodeAt(line) !== newline) throw notPlain;
    line += 1;
    const indent = this.#indentAt(line);
    if (indent <= column) throw notPlain;
    const lines: string[] = [];
    for (; this.#indentAt(line) >= indent; line = this.#lineEnd(line) + 1) {
      const end = this.#lineEnd(line);
      if (end === this.#text.length) throw notPlain;
      lines.push(this.#text.slice(line + indent, end));
    }
    this.#goTo(line);
    return lines.join('\n') + (isStripped ? '' : '\n');
  }

  /** Of a line with something on it; -1 behind the last line. */
  #indentAt(line: number): number {
    if (line >= this.#text.length) return -1;
    let first = line;
    while (this.#text.charCodeAt(first) === space) first += 1;
    if (this.#isLineEnd(first)) throw notPlain;
    return first - line;
  }
}

function readOrLeave(text: string): null | boolean | number | string {
  const read = readPlainScalar(text);
  if (!read.ok) throw notPlain;
  return read.value;
}

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const keyStarts = charactersIn(`${alphanumeric}_`);
const keyCharacters = charactersIn(`${alphanumeric}_-./`);
const plainStarts = charactersIn(`${alphanumeric}_-./+$(=~`);

function charactersIn(text: string): Uint8Array {
  const table = new Uint8Array(128);
  for (let at = 0; at < text.length; at += 1) table[text.charCodeAt(at)] = 1;
  return table;
}

function isKeyStart(character: number): boolean {
  return keyStarts[character] === 1;
}

function isInKey(character: number): boolean {
  return keyCharacters[character] === 1;
}

function isPlainStart(character: number): boolean {
  return plainStarts[character] === 1;
}
