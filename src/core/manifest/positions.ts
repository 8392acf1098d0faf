import type { ClusterDocument, SourceDocument } from '../model/document.ts';
import type { ResourceId, SourceId } from '../model/ids.ts';
import type { JsonPath } from '../model/json.ts';
import type { Finding, Place, Problem } from '../model/problem.ts';
import { countLineBreaks, lineStartsOf, positionIn, type LineStarts } from './text-position.ts';
import { offsetOf, yamlEvents, type YamlEvent } from './yaml-events.ts';
import { scalarText, scanYaml } from './yaml.ts';

/**
 * Where a value stands in its file: its first character, or its key's where no value is written. Where `path` leads
 * nowhere, or into an alias or a merge key, the place is that of the nearest value above.
 */
export function placeOf(source: SourceDocument, path: JsonPath): Place {
  if (path.length === 0) return placeOfValue(source);
  const outline = outlineOf(source);
  return placeAt(source, outline, outline.events.length === 0 ? source.lead.length : offsetAt(outline, path));
}

/** Of the whole document, without scanning it: thousands may be asked for at once. */
function placeOfValue({ file, firstLine, lead, body }: SourceDocument): Place {
  const { column } = positionIn(lineStartsOf(lead), lead.length);
  return { file, line: firstLine, column: column + (/^ */.exec(body)?.[0].length ?? 0) };
}

/** The place of a character of the document, counted from the start of its lead. */
export function placeOfOffset(source: SourceDocument, offset: number): Place {
  return placeAt(source, outlineOf(source), offset);
}

/**
 * A finding with its object and place. An object changed since it was read is placed as a whole: the lines inside it
 * are no longer those of the file. One made in the program has no place.
 */
export function problemOf(document: ClusterDocument, resource: ResourceId, finding: Finding): Problem {
  const found = document.resources[resource];
  const origin = found?.origin ?? null;
  const source = origin === null ? undefined : sourcesById(document).get(origin.source);
  if (found === undefined || origin === null || source === undefined) return { ...finding, resource, place: null };
  const path = found.manifest === origin.manifest ? [...origin.path, ...finding.path] : origin.path;
  return { ...finding, resource, place: placeOf(source, path) };
}

type SourcesById = ReadonlyMap<SourceId, SourceDocument>;

/** By the list itself, which is never changed: thousands of findings are placed one after the other. */
const indexes = new WeakMap<ClusterDocument['sources'], SourcesById>();

function sourcesById({ sources }: ClusterDocument): SourcesById {
  const known = indexes.get(sources);
  if (known !== undefined) return known;
  const index = new Map(sources.map((source) => [source.id, source]));
  indexes.set(sources, index);
  return index;
}

/** The events of a document with what it takes to walk them: computed once, when the first place in it is asked for. */
interface Outline {
  readonly text: string;
  readonly events: readonly YamlEvent[];
  /** For each event the index behind the value that it starts. */
  readonly ends: Int32Array;
  readonly lines: LineStarts;
  /** For the lists walked so far the indexes of their items: each of the thousands of a dump may be asked for. */
  readonly items: Map<number, readonly number[]>;
}

const outlines = new WeakMap<SourceDocument, Outline>();

function outlineOf(source: SourceDocument): Outline {
  const known = outlines.get(source);
  if (known !== undefined) return known;
  const text = source.lead + source.body;
  const scanned = scanYaml(text);
  const events = scanned.ok ? scanned.value : [];
  const outline: Outline = { text, events, ends: endsOf(events), lines: lineStartsOf(text), items: new Map() };
  outlines.set(source, outline);
  return outline;
}

function endsOf(events: readonly YamlEvent[]): Int32Array {
  const ends = new Int32Array(events.length);
  const open: number[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type === yamlEvents.POP) ends[open.pop() ?? index] = index + 1;
    else if (event.type === yamlEvents.SCALAR || event.type === yamlEvents.ALIAS) ends[index] = index + 1;
    else open.push(index);
  }
  return ends;
}

function placeAt(source: SourceDocument, outline: Outline, offset: number): Place {
  const { line, column } = positionIn(outline.lines, offset);
  return { file: source.file, line: source.firstLine - countLineBreaks(source.lead) + line - 1, column };
}

function offsetAt(outline: Outline, path: JsonPath): number {
  // Event 0 opens the document, event 1 its value.
  let place = { value: 1, key: 1 };
  for (const step of path) {
    const next = typeof step === 'number' ? itemOf(outline, place.value, step) : fieldOf(outline, place.value, step);
    if (next === null) break;
    place = next;
  }
  return writtenOffset(outline, place.value) ?? writtenOffset(outline, place.key) ?? 0;
}

interface Step {
  readonly value: number;
  readonly key: number;
}

function itemOf(outline: Outline, list: number, index: number): Step | null {
  if (outline.events[list]?.type !== yamlEvents.SEQUENCE) return null;
  const items = outline.items.get(list) ?? itemsOf(outline, list);
  outline.items.set(list, items);
  const item = items[index];
  return item === undefined ? null : { value: item, key: list };
}

function itemsOf({ events, ends }: Outline, list: number): readonly number[] {
  const items: number[] = [];
  for (
    let item = list + 1;
    item < events.length && events[item]?.type !== yamlEvents.POP;
    item = ends[item] ?? events.length
  )
    items.push(item);
  return items;
}

function fieldOf({ text, events, ends }: Outline, object: number, name: string): Step | null {
  if (events[object]?.type !== yamlEvents.MAPPING) return null;
  for (let key = object + 1; ;) {
    const event = events[key];
    if (event === undefined || event.type === yamlEvents.POP) return null;
    const value = ends[key] ?? events.length;
    if (event.type === yamlEvents.SCALAR && scalarText(text, event) === name) return { value, key };
    key = ends[value] ?? events.length;
  }
}

/** null for a value that is not written, such as that of `key:` with nothing behind. */
function writtenOffset({ text, events }: Outline, index: number): number | null {
  const event = events[index];
  if (event === undefined || (event.type === yamlEvents.SCALAR && event.valueStart === -1)) return null;
  const offset = offsetOf(event);
  // The text of a block scalar starts with its line, indentation included.
  const indent = event.type === yamlEvents.SCALAR ? /^\s*/.exec(text.slice(offset, event.valueEnd))?.[0].length : 0;
  return offset + (indent ?? 0);
}
