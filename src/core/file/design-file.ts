import { identify } from '../manifest/identity.ts';
import { readSourcesInSteps, type ReadProgress, type ReadSources } from '../manifest/overlay.ts';
import { typedItem, type SourceFile } from '../manifest/source-documents.ts';
import { withoutPause, type Steps } from '../manifest/steps.ts';
import { printYaml } from '../manifest/yaml.ts';
import type { ClusterDocument, Manifest, Resource, SourceDocument } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { fieldOf, isJsonArray, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import { unreachable } from '../result.ts';
import { compareForFile } from './file-order.ts';
import { joinDocuments } from './join-documents.ts';

export interface OpenedDesign {
  readonly document: ClusterDocument;
  readonly problems: readonly Problem[];
  /** What the document was made of. */
  readonly read: ReadSources;
}

/**
 * Opens design files, manifests and cluster dumps, laid over each other in the order given. Never fails: what cannot
 * be read is kept as text and named among the problems (product.md section 4).
 */
export function openDesign(files: readonly SourceFile[]): OpenedDesign {
  return withoutPause(openDesignInSteps(files));
}

/** Like `openDesign`, with a pause every few milliseconds. */
export function* openDesignInSteps(files: readonly SourceFile[]): Steps<ReadProgress, OpenedDesign> {
  const read = yield* readSourcesInSteps(files);
  const resources = Object.fromEntries(read.resources.map((resource) => [resource.id, resource]));
  return { document: { resources, sources: read.sources }, problems: read.problems, read };
}

/**
 * Prints the design as one file. Documents that were not changed are their own bytes, in their order; a changed one is
 * printed behind its old lead; objects made in the program follow. The same document always gives the same bytes.
 */
export function printDesign(document: ClusterDocument): string {
  const placed = new PlacedResources(document);
  const texts = document.sources.map((source) => printSource(source, placed)).filter((text) => text !== null);
  return joinDocuments([...texts, ...placed.others().map(({ manifest }) => printYaml(manifest))]);
}

/** Which object of the design stands at which place of the texts. */
class PlacedResources {
  readonly #byPlace = new Map<string, Resource>();
  readonly #others: readonly Resource[];

  constructor(document: ClusterDocument) {
    const texts = new Set(document.sources.map(({ id }) => id));
    const owned = new Set(document.sources.flatMap(ownedIds));
    const resources = Object.values(document.resources).sort(compareForFile);
    // An object that was renamed keeps its place, unless (as after duplicating) the object with the old name is there.
    const inOrder = [...resources.filter(({ id }) => owned.has(id)), ...resources.filter(({ id }) => !owned.has(id))];
    for (const resource of inOrder) {
      const key = resource.origin && texts.has(resource.origin.source) ? keyOf(resource.origin) : null;
      if (key !== null && !this.#byPlace.has(key)) this.#byPlace.set(key, resource);
    }
    const placed = new Set(this.#byPlace.values());
    this.#others = resources.filter((resource) => !placed.has(resource));
  }

  at(source: SourceDocument, path: JsonPath): Resource | null {
    return this.#byPlace.get(keyOf({ source: source.id, path })) ?? null;
  }

  others(): readonly Resource[] {
    return this.#others;
  }
}

function keyOf({ source, path }: { readonly source: string; readonly path: JsonPath }): string {
  return JSON.stringify([source, path]);
}

function ownedIds({ content }: SourceDocument): readonly ResourceId[] {
  switch (content.kind) {
    case 'resource':
      return [content.resource];
    case 'list':
      return content.resources;
    case 'empty':
    case 'kept-text':
      return [];
    default:
      return unreachable(content);
  }
}

/** @returns null for a document whose objects have all left the design */
function printSource(source: SourceDocument, placed: PlacedResources): string | null {
  const { content } = source;
  switch (content.kind) {
    case 'empty':
    case 'kept-text':
      return source.lead + source.body;
    case 'resource': {
      const resource = placed.at(source, []);
      if (resource === null) return null;
      return isUntouched(resource) ? source.lead + source.body : printChanged(source, resource.manifest);
    }
    case 'list':
      return printList(source, content, placed);
    default:
      return unreachable(content);
  }
}

type ListContent = Extract<SourceDocument['content'], { kind: 'list' }>;

/** Items that never became objects (broken, or twice in the file) stay as they were written. */
function printList(source: SourceDocument, content: ListContent, placed: PlacedResources): string | null {
  const written = fieldOf(content.manifest, 'items');
  const owned = new Set<ResourceId>(content.resources);
  const items = (isJsonArray(written) ? written : []).map((item, index) => {
    const isObject = takeOwned(owned, typedItem(content.manifest, item));
    const resource = isObject ? placed.at(source, ['items', index]) : null;
    return { item, isObject, resource };
  });
  if (items.every(({ isObject, resource }) => !isObject || (resource !== null && isUntouched(resource))))
    return source.lead + source.body;
  const left = items.filter(({ isObject, resource }) => !isObject || resource !== null);
  if (left.length === 0) return null;
  return printChanged(source, {
    ...content.manifest,
    items: left.map(({ item, resource }) => (resource === null || isUntouched(resource) ? item : resource.manifest)),
  });
}

/** Of items with the same identity the first one is the object. */
function takeOwned(owned: Set<ResourceId>, item: JsonValue): boolean {
  const identified = identify(item);
  return identified.ok && owned.delete(resourceId(identified.value.name));
}

function isUntouched({ manifest, origin }: Resource): boolean {
  return manifest === origin?.manifest;
}

/** Behind the old lead, in the line breaks of the old text. */
function printChanged({ lead, body }: SourceDocument, manifest: Manifest): string {
  const lineBreak = /\r\n/.test(lead + body) ? '\r\n' : '\n';
  const above = lead === '' || /[\r\n]$/.test(lead) ? lead : `${lead.trimEnd()}${lineBreak}`;
  // Line breaks inside values are escaped or folded by YAML: `\r\n` and `\n` read the same.
  return above + printYaml(manifest).replaceAll('\n', lineBreak);
}
