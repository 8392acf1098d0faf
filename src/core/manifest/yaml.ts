import { DUMP_SCHEMA, NOT_RESOLVED, YAMLException, defineScalarTag, dump, getScalarValue, parseEvents } from 'js-yaml';
import { isJsonArray, type JsonArray, type JsonValue } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import { lineStartsOf, positionIn } from './text-position.ts';
import {
  maxNesting,
  offsetOf,
  yamlEvents,
  type YamlEvent,
  type YamlFault,
  type YamlScalarEvent,
} from './yaml-events.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { readPlainScalar } from './yaml-scalars.ts';
import { sentenceOf } from './yaml-sentences.ts';
import { readYamlValue } from './yaml-value.ts';

export interface YamlError {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** One sentence in the user's words. */
  readonly message: string;
}

/**
 * Reads one YAML document as a cluster does (YAML 1.1 scalars, merge keys resolved, keys that are numbers or booleans
 * become texts) into JSON. Refused, with a sentence: duplicate keys, binary, sets and foreign tags, infinities, whole
 * numbers too large to keep, aliases that blow the document up, more than 200 levels.
 *
 * @param text one document; nothing but comments reads as null
 * @see sigs.k8s.io/yaml `YAMLToJSONStrict`
 */
export function parseYaml(text: string): Result<JsonValue, YamlError> {
  const parsed = parseDocument(text);
  if (parsed.ok) return parsed;
  return err({ ...positionIn(lineStartsOf(text), parsed.error.offset), message: parsed.error.message });
}

/** Like `parseYaml`, with the fault's code, and its offset instead of line and column. */
export function parseDocument(text: string): Result<JsonValue, YamlFault> {
  const events = scanYaml(text);
  if (!events.ok) return events;
  return readYamlValue({ text, events: events.value, textOf: (scalar) => scalarText(text, scalar) });
}

/** Far from what is refused, so that it does not matter how deep the list itself stands. */
const deepestItem = 100;

/**
 * Like `parseDocument`, for one item of a list, with its dash, that is to be read without the document around it.
 *
 * @returns the list with the one item; null where the item can't be read by itself: for a fault, which wants its place in
 *   the document, for anchors and aliases, which may reach out of it or add up, and for very deep ones
 */
export function parseListItem(text: string): JsonArray | null {
  const events = scanYaml(text);
  if (!events.ok || !isSelfContained(events.value)) return null;
  const read = readYamlValue({ text, events: events.value, textOf: (scalar) => scalarText(text, scalar) });
  return read.ok && isJsonArray(read.value) ? read.value : null;
}

function isSelfContained(events: readonly YamlEvent[]): boolean {
  let depth = 0;
  for (const event of events) {
    if (event.type === yamlEvents.ALIAS || ('anchorStart' in event && event.anchorStart !== -1)) return false;
    if (event.type === yamlEvents.POP) depth -= 1;
    else if (event.type !== yamlEvents.SCALAR) depth += 1;
    if (depth > deepestItem) return false;
  }
  return true;
}

/** Longer runs would make one broken document cost more than is saved. */
const runLength = 2 ** 16;

/**
 * What `parseDocument` says of each text. Plain documents do not need the library; others go to it in runs, because its
 * cost for a call is that of some hundred bytes, and one by one only where that fails.
 *
 * @param texts documents as they follow each other in a file, each one ending where a marker starts
 */
export function parseDocuments(texts: readonly string[]): readonly Result<JsonValue, YamlFault>[] {
  const results: Result<JsonValue, YamlFault>[] = [];
  let [run, length]: [string[], number] = [[], 0];
  const finishRun = (): void => {
    results.push(...((run.length < 2 ? null : parseRun(run)) ?? run.map(parseDocument)));
    [run, length] = [[], 0];
  };
  for (const text of texts) {
    const plain = readPlainYaml(text);
    if (plain !== null || length >= runLength) finishRun();
    if (plain !== null) {
      results.push(ok(plain));
      continue;
    }
    run.push(text);
    length += text.length;
  }
  finishRun();
  return results;
}

/** null where the texts put together are not the same documents. */
function parseRun(texts: readonly string[]): readonly Result<JsonValue, YamlFault>[] | null {
  const text = texts.join('');
  const scanned = scanYaml(text);
  const documents = scanned.ok ? eventsByDocument(scanned.value) : [];
  if (documents.length !== texts.length) return null;
  const results: Result<JsonValue, YamlFault>[] = [];
  let start = 0;
  for (const [index, events] of documents.entries()) {
    const own = texts[index] ?? '';
    if (!events.every((event) => liesWithin(event, start, start + own.length))) return null;
    const read = readYamlValue({ text, events, textOf: (scalar) => scalarText(text, scalar) });
    // Faults are told by their place in the document alone.
    results.push(read.ok ? read : parseDocument(own));
    start += own.length;
  }
  return results;
}

function eventsByDocument(events: readonly YamlEvent[]): readonly (readonly YamlEvent[])[] {
  const documents: YamlEvent[][] = [];
  for (const event of events) {
    if (event.type === yamlEvents.DOCUMENT) documents.push([]);
    documents.at(-1)?.push(event);
  }
  return documents;
}

function liesWithin(event: YamlEvent, start: number, end: number): boolean {
  const hasPlace = event.type !== yamlEvents.DOCUMENT && event.type !== yamlEvents.POP;
  const isWritten = hasPlace && !(event.type === yamlEvents.SCALAR && event.valueStart < 0);
  return !isWritten || (offsetOf(event) >= start && offsetOf(event) <= end);
}

/**
 * The events of all documents in `text`, with offsets into it.
 *
 * @returns the first fault of syntax; hostile input gives a fault as well, never an exception
 */
export function scanYaml(text: string): Result<readonly YamlEvent[], YamlFault> {
  try {
    // One more than what is allowed: the library counts the scalar inside the deepest collection as well.
    return ok(parseEvents(text, { maxDepth: maxNesting + 1 }));
  } catch (error) {
    return err(faultOf(text, error));
  }
}

/** Besides its own exception the library may fail in ways that its documentation leaves open; all are faults of the text. */
function faultOf(text: string, error: unknown): YamlFault {
  if (!(error instanceof YAMLException)) return { code: 'YAML-SYNTAX', offset: 0, message: sentenceOf('', '') };
  const offset = error.mark?.position ?? 0;
  const lineBefore = text.slice(offset - (error.mark?.column ?? 0), offset);
  return { code: 'YAML-SYNTAX', offset, message: sentenceOf(error.reason, lineBefore) };
}

/** What the scalar says, with quotes, escapes and line folding resolved. */
export function scalarText(text: string, scalar: YamlScalarEvent): string {
  return getScalarValue(text, scalar);
}

/** Quotes in addition what only the cluster's reader takes for a number, such as `0X1F`. */
const printSchema = DUMP_SCHEMA.withTags(
  defineScalarTag('tag:firewright.dev,2026:not-a-text', {
    implicit: true,
    resolve: (text) => {
      const read = readPlainScalar(text);
      return read.ok && typeof read.value === 'string' ? NOT_RESOLVED : null;
    },
    identify: () => false,
  }),
);

/**
 * Prints block style with two spaces, keys in their order, lines as long as they are. What a YAML 1.1 reader would take
 * for something else than a text is quoted. Ends in a line break; the same value always gives the same text.
 */
export function printYaml(value: JsonValue): string {
  try {
    return dump(value, { schema: printSchema, noRefs: true, lineWidth: -1 });
  } catch (error) {
    // A text of some megabytes is too much for the library's regular expressions. JSON is YAML too.
    if (error instanceof RangeError) return `${JSON.stringify(value, null, 2)}\n`;
    throw error;
  }
}
