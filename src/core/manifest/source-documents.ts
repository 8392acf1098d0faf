import type { Manifest, Resource, SourceDocument } from '../model/document.ts';
import { resourceId, sourceId, type ResourceId } from '../model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonObject, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Finding, Place, Problem } from '../model/problem.ts';
import { designGroup, identify } from './identity.ts';
import { modernApiOf } from './modern-api.ts';
import { parseDocuments } from './yaml.ts';
import type { YamlFault } from './yaml-events.ts';
import { ok, type Result } from '../result.ts';
import { pauseLength, readListInSteps } from './list-items.ts';
import { placeOf, placeOfOffset } from './positions.ts';
import { splitDocuments, type DocumentChunk } from './split-documents.ts';
import type { Steps } from './steps.ts';

export interface SourceFile {
  /** As the user knows it; problems name it. */
  readonly name: string;
  readonly text: string;
}

/** An object that was written in an older API, and is read as what replaced it. */
export interface MovedObject {
  readonly id: ResourceId;
  /** As it is written: `crd.projectcalico.org/v1`. */
  readonly from: string;
}

/** What one file holds. */
export interface FileSources {
  readonly resources: readonly Resource[];
  readonly moved: readonly MovedObject[];
  readonly sources: readonly SourceDocument[];
  readonly problems: readonly Problem[];
}

/** Two objects with the same key are the same object; of Design documents there is one at most, however it is called. */
export function identityKey(id: ResourceId): string {
  return id.startsWith(`Design.${designGroup}/`) ? `Design.${designGroup}` : id;
}

/**
 * Reads one file document by document: a broken one is kept as text with a problem and leaves its neighbours alone.
 *
 * @param firstIndex number of the first document in ids; grows where several files have one name
 * @returns the pauses tell how many characters were read since the one before; a small file has none
 */
export function* readFileSources(file: SourceFile, firstIndex: number): Steps<number, FileSources> {
  const reader = new DocumentReader(file.name, firstIndex);
  let [waiting, length]: [DocumentChunk[], number] = [[], 0];
  for (const chunk of splitDocuments(file.text)) {
    if (length + chunk.text.length > pauseLength) {
      yield yield* readChunks(reader, waiting);
      [waiting, length] = [[], 0];
    }
    waiting.push(chunk);
    length += chunk.text.length;
  }
  yield* readChunks(reader, waiting);
  return reader.finish();
}

/** @returns how many characters were read that no pause has told of */
function* readChunks(reader: DocumentReader, chunks: readonly DocumentChunk[]): Steps<number, number> {
  const [only] = chunks;
  if (only === undefined) return 0;
  const isLong = chunks.length === 1 && only.text.length > pauseLength;
  const list = isLong ? yield* readListInSteps(only.text) : null;
  const written = chunks.flatMap(({ text, body }) => (body === '' ? [] : [text]));
  const values = (list === null ? parseDocuments(written) : [ok(list)]).values();
  for (const chunk of chunks) yield* reader.read(chunk, chunk.body === '' ? null : (values.next().value ?? null));
  return list === null ? chunks.reduce((sum, { text }) => sum + text.length, 0) : 0;
}

/** Objects of one list that are told apart between two pauses. */
const itemsPerPause = 1000;

/** A document before it is known what it is. */
type Unread = Omit<SourceDocument, 'content'>;

class DocumentReader {
  readonly #file: string;
  #index: number;
  readonly #resources: Resource[] = [];
  readonly #sources: SourceDocument[] = [];
  readonly #problems: Problem[] = [];
  readonly #moved: MovedObject[] = [];
  readonly #taken = new Map<string, { readonly source: SourceDocument; readonly path: JsonPath }>();

  constructor(file: string, firstIndex: number) {
    this.#file = file;
    this.#index = firstIndex;
  }

  finish(): FileSources {
    if (this.#sources.every(({ content }) => content.kind === 'empty')) this.#problems.push(this.#nothingRead());
    return { resources: this.#resources, moved: this.#moved, sources: this.#sources, problems: this.#problems };
  }

  /** @param parsed null where the chunk has no value */
  *read({ lead, body, firstLine }: DocumentChunk, parsed: Result<JsonValue, YamlFault> | null): Steps<number, void> {
    const source: Unread = { id: sourceId(this.#file, this.#index), file: this.#file, firstLine, lead, body };
    this.#index += 1;
    if (parsed === null) {
      this.#sources.push({ ...source, content: { kind: 'empty' } });
      return;
    }
    if (parsed.ok) {
      yield* this.#readValue(source, parsed.value);
      return;
    }
    const { code, message, offset } = parsed.error;
    const kept = this.#keepText(source);
    this.#problems.push(problem({ severity: 'error', code, message, path: [] }, placeOfOffset(kept, offset)));
  }

  *#readValue(source: Unread, value: JsonValue): Steps<number, void> {
    if (value === null) this.#sources.push({ ...source, content: { kind: 'empty' } });
    else if (isJsonObject(value) && isList(value)) yield* this.#readList(source, value);
    else this.#readObject(source, value);
  }

  #readObject(source: Unread, value: JsonValue): void {
    const identified = identify(value);
    if (!identified.ok) {
      this.#report(this.#keepText(source), [], identified.error);
      return;
    }
    const id = resourceId(identified.value.name);
    const read: SourceDocument = { ...source, content: { kind: 'resource', resource: id } };
    const first = this.#taken.get(identityKey(id));
    if (first !== undefined) {
      this.#report(this.#keepText(source), [], twice(id, placeOf(first.source, first.path)));
      return;
    }
    this.#take(read, [], id, identified.value.manifest);
    this.#sources.push(read);
    const moved = this.#noteMove(id, value);
    if (moved !== null) this.#problems.push({ ...problem(moved, placeOf(read, [])), resource: id });
  }

  *#readList(source: Unread, list: JsonObject): Steps<number, void> {
    const items = fieldOf(list, 'items') ?? null;
    if (items !== null && !isJsonArray(items)) {
      const message = 'The field items of a List must be a list of objects.';
      this.#report(this.#keepText(source), [], { severity: 'error', code: 'LIST-ITEMS', message, path: ['items'] });
      return;
    }
    const resources: ResourceId[] = [];
    const movedBefore = this.#moved.length;
    const read: SourceDocument = { ...source, content: { kind: 'list', manifest: list, resources } };
    this.#sources.push(read);
    for (const [index, bare] of (items ?? []).entries()) {
      const item = typedItem(list, bare);
      const id = this.#readItem(read, ['items', index], item);
      if (id !== null) resources.push(id);
      if (id !== null) this.#noteMove(id, item);
      if (index % itemsPerPause === itemsPerPause - 1) yield 0;
    }
    // One for all of them: a dump has thousands.
    const moved = this.#moved.slice(movedBefore).map(({ from }) => from);
    if (moved.length > 0) this.#report(read, [], oldApisInList(moved));
  }

  /** @returns what is to be said of it; null where it is written in the API of today */
  #noteMove(id: ResourceId, written: JsonValue): Finding | null {
    const modern = isJsonObject(written) ? modernApiOf(written) : null;
    if (modern === null) return null;
    const from = String(fieldOf(written, 'apiVersion'));
    this.#moved.push({ id, from });
    return oldApi(id, from, modern);
  }

  #readItem(source: SourceDocument, path: JsonPath, item: JsonValue): ResourceId | null {
    const identified = identify(item);
    if (!identified.ok) {
      this.#report(source, path, identified.error);
      return null;
    }
    const id = resourceId(identified.value.name);
    const first = this.#taken.get(identityKey(id));
    if (first !== undefined) {
      this.#report(source, path, twice(id, placeOf(first.source, first.path)));
      return null;
    }
    this.#take(source, path, id, identified.value.manifest);
    return id;
  }

  #take(source: SourceDocument, path: JsonPath, id: ResourceId, manifest: Manifest): void {
    this.#resources.push({ id, manifest, origin: { source: source.id, path, manifest } });
    this.#taken.set(identityKey(id), { source, path });
  }

  #keepText(source: Unread): SourceDocument {
    const kept: SourceDocument = { ...source, content: { kind: 'kept-text' } };
    this.#sources.push(kept);
    return kept;
  }

  #report(source: SourceDocument, path: JsonPath, finding: Finding): void {
    this.#problems.push(problem(finding, placeOf(source, [...path, ...finding.path])));
  }

  #nothingRead(): Problem {
    const isBlank = this.#sources.every(({ lead }) => lead.trim() === '');
    const finding: Finding = isBlank
      ? { severity: 'error', code: 'FILE-EMPTY', message: 'The file is empty.', path: [] }
      : { severity: 'warning', code: 'FILE-NO-OBJECTS', message: 'The file holds no objects.', path: [] };
    return problem(finding, { file: this.#file, line: 1, column: 1 });
  }
}

function problem(finding: Finding, place: Place): Problem {
  return { ...finding, resource: null, place };
}

/** `List` and the typed lists of the API (`PodList`); a kind whose name only ends so has no `items` and has a name. */
function isList(value: JsonObject): boolean {
  const kind = fieldOf(value, 'kind');
  if (typeof kind !== 'string' || !kind.endsWith('List')) return false;
  return (
    kind === 'List' || (Object.hasOwn(value, 'items') && fieldOf(fieldOf(value, 'metadata'), 'name') === undefined)
  );
}

/** The API server leaves apiVersion and kind out of the items of a typed list; they follow from the list's. */
export function typedItem(list: JsonObject, item: JsonValue): JsonValue {
  const [apiVersion, kind] = [fieldOf(list, 'apiVersion'), fieldOf(list, 'kind')];
  if (!isJsonObject(item) || kind === 'List' || typeof kind !== 'string' || apiVersion === undefined) return item;
  if (Object.hasOwn(item, 'apiVersion') && Object.hasOwn(item, 'kind')) return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

function oldApi(id: ResourceId, written: string, modern: string): Finding {
  const message = `${id} is written in the older API ${written}. It is read as ${modern}, and written so once it is changed.`;
  return { severity: 'info', code: 'API-OLD', message, path: [] };
}

/** @param moved the API of each such object */
function oldApisInList(moved: readonly string[]): Finding {
  const apis = [...new Set(moved)].sort().join(', ');
  const objects = moved.length === 1 ? '1 object of this List is' : `${moved.length} objects of this List are`;
  const message = `${objects} written in an older API (${apis}). They are read as what replaced it, and written so once they are changed.`;
  return { severity: 'info', code: 'API-OLD', message, path: [] };
}

function twice(id: ResourceId, first: Place): Finding {
  const isDesign = identityKey(id) !== id;
  const message = isDesign
    ? `A file may hold one Design document; the first one stands at line ${first.line}. This one is kept as text and not used.`
    : `${id} stands twice in this file, first at line ${first.line}. This one is kept as text and not used.`;
  return { severity: 'error', code: isDesign ? 'DESIGN-TWICE' : 'RESOURCE-TWICE', message, path: [] };
}
