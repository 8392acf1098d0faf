import { countLineBreaks } from '../manifest/text-position.ts';
import type { ClusterDocument, Resource, SourceDocument } from '../model/document.ts';
import { sourceId, type ResourceId, type SourceId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { DesignText, TextObject, TextPart } from './design-text.ts';

/** A design as a text says it, in the terms of the document that it is to change. */
export interface WrittenDesign {
  readonly sources: readonly SourceDocument[];
  readonly resources: readonly Resource[];
  /** What reading says of the texts, at their places in the files that they belong to. */
  readonly problems: readonly Problem[];
}

/**
 * What keeps a text from becoming the design: documents that can't be read or stand twice. One that the design holds as
 * it is, as it came in a file, may stay.
 */
export function mistakesOf(document: ClusterDocument, { parts }: DesignText): readonly Problem[] {
  const tolerated = new Set(document.sources.filter(isKeptAsRead).map(keyOfText));
  return parts
    .filter((part) => !(isKeptAsRead(part.source) && tolerated.has(keyOfText(part.source))))
    .flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
}

/** Texts that may hold what could not be read. */
function isKeptAsRead({ content }: SourceDocument): boolean {
  return content.kind === 'kept-text' || content.kind === 'list';
}

function keyOfText(source: SourceDocument): string {
  return `${source.content.kind} ${textOf(source)}`;
}

/** With the line breaks of the editor. */
function textOf({ lead, body }: SourceDocument): string {
  return (lead + body).replaceAll(/\r\n?/g, '\n');
}

/**
 * The design that a text without mistakes says. Documents whose characters are those of the design keep their own bytes,
 * and objects that say the same keep their manifest: what was not touched is not changed.
 *
 * @param file what documents belong to that follow none of a file
 */
export function writtenDesign(document: ClusterDocument, { parts }: DesignText, file: string): WrittenDesign {
  const texts = new Texts(document, file);
  // Those that are as they were first: a new document must not take another one's place.
  const untouched = parts.map((part) => texts.takeSame(part));
  const sources: SourceDocument[] = [];
  const resources: Resource[] = [];
  const problems: Problem[] = [];
  for (const [index, part] of parts.entries()) {
    const source = texts.put(part, untouched[index] ?? texts.takeOf(part));
    sources.push(source);
    for (const object of part.objects) resources.push(resourceOf(document, source.id, object));
    const startLine = source.firstLine - countLineBreaks(source.lead);
    for (const problem of part.problems) problems.push(moved(problem, source.file, startLine - part.firstLine));
  }
  return { sources, resources, problems };
}

function resourceOf(document: ClusterDocument, source: SourceId, { id, path, manifest: read }: TextObject): Resource {
  const before = document.resources[id];
  const isSame = before !== undefined && JSON.stringify(before.manifest) === JSON.stringify(read);
  const manifest = isSame ? before.manifest : read;
  const isThere =
    isSame &&
    before.origin?.source === source &&
    before.origin.manifest === manifest &&
    JSON.stringify(before.origin.path) === JSON.stringify(path);
  return isThere ? before : { id, manifest, origin: { source, path, manifest } };
}

function moved(problem: Problem, file: string, lines: number): Problem {
  const { place } = problem;
  return place === null ? problem : { ...problem, place: { file, line: place.line + lines, column: place.column } };
}

/** The texts of the design before, each taken once at most, and those of the design to be. */
class Texts {
  readonly #sameText = new Map<string, SourceDocument[]>();
  readonly #byObject = new Map<ResourceId, SourceDocument>();
  readonly #taken = new Set<SourceId>();
  readonly #nextIndex = new Map<string, number>();
  /** Of each file, how many lines stand above. */
  readonly #lines = new Map<string, number>();
  #file: string;

  constructor(document: ClusterDocument, file: string) {
    this.#file = document.sources[0]?.file ?? file;
    for (const source of document.sources) {
      const key = keyOfText(source);
      this.#sameText.set(key, [...(this.#sameText.get(key) ?? []), source]);
      const index = Number(source.id.slice(source.id.lastIndexOf('#') + 1)) + 1;
      this.#nextIndex.set(source.file, Math.max(this.#nextIndex.get(source.file) ?? 0, index));
    }
    const byId = new Map(document.sources.map((source) => [source.id, source]));
    for (const { id, origin } of Object.values(document.resources)) {
      const source = origin === null ? undefined : byId.get(origin.source);
      if (source !== undefined && source.content.kind !== 'empty') this.#byObject.set(id, source);
    }
  }

  /** The design's document with the same characters. */
  takeSame({ source }: TextPart): SourceDocument | null {
    const same = this.#sameText.get(keyOfText(source))?.find(({ id }) => !this.#taken.has(id));
    return this.#take(same);
  }

  /** The design's document that holds the same object. */
  takeOf({ objects }: TextPart): SourceDocument | null {
    const candidates = objects.map(({ id }) => this.#byObject.get(id));
    return this.#take(candidates.find((source) => source !== undefined && !this.#taken.has(source.id)));
  }

  /** @param before the document whose place it takes; null: it is new */
  put({ source: read }: TextPart, before: SourceDocument | null): SourceDocument {
    const { id, file } = before ?? this.#newId();
    this.#file = file;
    const lines = this.#lines.get(file) ?? 0;
    const isSame = before !== null && keyOfText(before) === keyOfText(read);
    const lineBreak = before !== null && before.body.includes('\r\n') ? '\r\n' : '\n';
    const [lead, body] = isSame
      ? [before.lead, before.body]
      : [read.lead.replaceAll('\n', lineBreak), read.body.replaceAll('\n', lineBreak)];
    const firstLine = lines + 1 + countLineBreaks(lead);
    this.#lines.set(file, lines + countLineBreaks(lead + body));
    if (isSame && before.firstLine === firstLine) return before;
    return { id, file, firstLine, lead, body, content: isSame ? before.content : read.content };
  }

  #take(source: SourceDocument | undefined): SourceDocument | null {
    if (source === undefined) return null;
    this.#taken.add(source.id);
    return source;
  }

  #newId(): { readonly id: SourceId; readonly file: string } {
    const index = this.#nextIndex.get(this.#file) ?? 0;
    this.#nextIndex.set(this.#file, index + 1);
    return { id: sourceId(this.#file, index), file: this.#file };
  }
}
