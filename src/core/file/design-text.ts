import { readSources } from '../manifest/overlay.ts';
import { placeOf } from '../manifest/positions.ts';
import { identityKey } from '../manifest/source-documents.ts';
import { splitDocuments } from '../manifest/split-documents.ts';
import { countLineBreaks } from '../manifest/text-position.ts';
import type { Manifest, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { JsonPath } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';

/** One YAML document of a text that holds a whole design. Lines count from 1, in the text. */
export interface TextPart {
  /** As `readSources` reads it alone. */
  readonly source: SourceDocument;
  readonly objects: readonly TextObject[];
  /** What reading says of it, placed in the text; a second object of the same identity is an error of its part. */
  readonly problems: readonly Problem[];
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface TextObject {
  readonly id: ResourceId;
  /** `[]`, or where it stands in a List. */
  readonly path: JsonPath;
  readonly manifest: Manifest;
}

export interface DesignText {
  readonly text: string;
  readonly parts: readonly TextPart[];
}

export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A part as it was read by itself; its lines count from its own first. */
type ReadPart = Omit<TextPart, 'firstLine' | 'lastLine'>;

/**
 * Reads the text of a whole design document by document. It remembers the last text's documents by their characters:
 * while one of them is typed in, the others are not read again, and their manifests stay the same objects.
 */
export class DesignTextReader {
  #known: ReadonlyMap<string, ReadPart> = new Map();

  /** @param text with `\n` for line breaks */
  read(text: string): DesignText {
    const known = new Map<string, ReadPart>();
    const parts: TextPart[] = [];
    const taken = new Set<string>();
    let line = 1;
    for (const chunk of splitDocuments(text)) {
      const part = known.get(chunk.text) ?? this.#known.get(chunk.text) ?? readPart(chunk.text);
      known.set(chunk.text, part);
      parts.push(placed(withoutTaken(part, taken), line, chunk.text));
      line += countLineBreaks(chunk.text);
    }
    this.#known = known;
    return { text, parts };
  }
}

/** What is said of a file without objects is no fault of one of its documents. */
const aboutFiles: ReadonlySet<string> = new Set(['FILE-EMPTY', 'FILE-NO-OBJECTS']);

function readPart(text: string): ReadPart {
  const { sources, resources, problems } = readSources([{ name: '', text }]);
  const [source] = sources;
  if (source === undefined) throw new Error('a chunk is a document');
  return {
    source,
    objects: resources.map(({ id, manifest, origin }) => ({ id, manifest, path: origin?.path ?? [] })),
    problems: problems.filter(({ code }) => !aboutFiles.has(code)),
  };
}

/** The first object of an identity is the design's; what says the same name once more is a mistake. */
function withoutTaken(part: ReadPart, taken: Set<string>): ReadPart {
  const twice = part.objects.filter(({ id }) => taken.has(identityKey(id)));
  for (const { id } of part.objects) taken.add(identityKey(id));
  if (twice.length === 0) return part;
  const objects = part.objects.filter((object) => !twice.includes(object));
  const isWhole = part.source.content.kind === 'resource';
  const source: SourceDocument = isWhole ? { ...part.source, content: { kind: 'kept-text' } } : part.source;
  return { source, objects, problems: [...part.problems, ...twice.map((object) => saidTwice(part, object))] };
}

function saidTwice({ source }: ReadPart, { id, path }: TextObject): Problem {
  const message = `${id} stands in the text already, further up.`;
  const place = placeOf(source, path);
  return { severity: 'error', code: 'RESOURCE-TWICE', message, path, resource: null, place };
}

function placed(part: ReadPart, line: number, text: string): TextPart {
  const problems = part.problems.map((problem) =>
    problem.place === null ? problem : { ...problem, place: { ...problem.place, line: problem.place.line + line - 1 } },
  );
  const lines = countLineBreaks(text) - (text.endsWith('\n') ? 1 : 0);
  return { ...part, problems, firstLine: line, lastLine: line + Math.max(0, lines) };
}

/** Where a value of an object stands; null: the text does not hold the object. */
export function placeInDesign({ parts }: DesignText, id: ResourceId, path: JsonPath): TextPlace | null {
  for (const part of parts) {
    const object = part.objects.find((candidate) => candidate.id === id);
    if (object !== undefined) return placeInPart(part, [...object.path, ...path]);
  }
  return null;
}

function placeInPart({ source, firstLine }: TextPart, path: JsonPath): TextPlace {
  const { line, column } = placeOf(source, path);
  return { line: line + firstLine - 1, column };
}

/** The object whose document, or whose item of a List, a line belongs to; null: it belongs to none. */
export function objectAtLine({ parts }: DesignText, line: number): ResourceId | null {
  const part = parts.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  if (part === undefined) return null;
  const [only, second] = part.objects;
  if (second === undefined && only?.path.length === 0) return only.id;
  // Items stand in the order in which they are written: the last one that begins above the line has it.
  return part.objects.filter(({ path }) => placeInPart(part, path).line <= line).at(-1)?.id ?? null;
}

/** The lines of an object's document, or of its item; null: the text does not hold it. */
export function linesOf({ parts }: DesignText, id: ResourceId): { readonly from: number; readonly to: number } | null {
  for (const part of parts) {
    const at = part.objects.findIndex((object) => object.id === id);
    const object = part.objects[at];
    if (object === undefined) continue;
    // Comments above an object belong to it; the separator is the file's.
    if (object.path.length === 0) return { from: part.firstLine + separatorLines(part), to: part.lastLine };
    const next = part.objects[at + 1];
    const to = next === undefined ? part.lastLine : placeInPart(part, next.path).line - 1;
    return { from: placeInPart(part, object.path).line, to };
  }
  return null;
}

function separatorLines({ source: { lead } }: TextPart): number {
  const separator = /(?:^|\n)---[ \t]*\n/.exec(lead);
  return separator === null ? 0 : countLineBreaks(lead.slice(0, separator.index + separator[0].length));
}
