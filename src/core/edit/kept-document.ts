import type { ClusterDocument, Origin, Resource, SourceContent, SourceDocument } from '../model/document.ts';
import type { ResourceId, SourceId } from '../model/ids.ts';
import { fieldOf, isJsonArray, isJsonObject, type JsonPath, type JsonValue } from '../model/json.ts';
import { applyDelta, jsonDelta } from './json-delta.ts';

/*
 * A design as JSON, with all that printing needs: the texts that it was read from, and which objects still are what was
 * read (`manifest` is `origin.manifest`), a fact of identity that JSON alone would lose.
 */

export function keepDocument({ resources, sources }: ClusterDocument): object {
  return { sources, resources: Object.values(resources).map((resource) => keepResource(resource, null)) };
}

/** A resource by how it differs from the one of the same identity before it; null: all of it. */
export function keepResource({ id, manifest, origin }: Resource, before: Resource | null): object {
  const isUntouched = origin !== null && manifest === origin.manifest;
  return {
    id,
    origin: origin !== null && origin === before?.origin ? 'as-before' : origin,
    manifest: isUntouched ? 'as-read' : jsonDelta(before?.manifest, manifest),
  };
}

/** @returns null for anything but a design */
export function readDocument(raw: JsonValue | undefined): ClusterDocument | null {
  const sources = readSources(fieldOf(raw, 'sources'), []);
  const list = fieldOf(raw, 'resources');
  if (sources === null || !isJsonArray(list)) return null;
  const resources: [ResourceId, Resource][] = [];
  for (const element of list) {
    const resource = readResource(element, null);
    if (resource === undefined) return null;
    resources.push([resource.id, resource]);
  }
  return { resources: Object.fromEntries(resources), sources };
}

/** @returns undefined for anything but a resource that can follow `before` */
export function readResource(raw: JsonValue | undefined, before: Resource | null): Resource | undefined {
  const [id, rawOrigin, rawManifest] = [fieldOf(raw, 'id'), fieldOf(raw, 'origin'), fieldOf(raw, 'manifest')];
  const origin = rawOrigin === 'as-before' ? before?.origin : readOrigin(rawOrigin);
  // No object is called like what every record inherits.
  if (typeof id !== 'string' || id === '__proto__' || origin === undefined) return undefined;
  const manifest = rawManifest === 'as-read' ? origin?.manifest : applyDelta(before?.manifest, rawManifest);
  // The id is the text that identifies the object everywhere; it is nothing but a key.
  return isJsonObject(manifest) ? { id: id as ResourceId, manifest, origin } : undefined;
}

/** @returns undefined for what is neither null nor an origin */
function readOrigin(raw: JsonValue | undefined): Origin | null | undefined {
  if (raw === null) return null;
  const [source, path, manifest] = [fieldOf(raw, 'source'), fieldOf(raw, 'path'), fieldOf(raw, 'manifest')];
  if (typeof source !== 'string' || !isPath(path) || !isJsonObject(manifest)) return undefined;
  return { source: source as SourceId, path, manifest };
}

/** A list of sources; a number stands for the one of `before` at that index. Null for anything else. */
export function readSources(
  raw: JsonValue | undefined,
  before: readonly SourceDocument[],
): readonly SourceDocument[] | null {
  if (!isJsonArray(raw)) return null;
  const sources: SourceDocument[] = [];
  for (const element of raw) {
    const source = typeof element === 'number' ? before[element] : readSource(element);
    if (source === undefined) return null;
    sources.push(source);
  }
  return sources;
}

function readSource(raw: JsonValue): SourceDocument | undefined {
  const [id, file, firstLine] = [fieldOf(raw, 'id'), fieldOf(raw, 'file'), fieldOf(raw, 'firstLine')];
  const [lead, body, content] = [fieldOf(raw, 'lead'), fieldOf(raw, 'body'), readContent(fieldOf(raw, 'content'))];
  if (typeof id !== 'string' || typeof file !== 'string' || typeof firstLine !== 'number') return undefined;
  if (typeof lead !== 'string' || typeof body !== 'string' || content === undefined) return undefined;
  return { id: id as SourceId, file, firstLine, lead, body, content };
}

function readContent(raw: JsonValue | undefined): SourceContent | undefined {
  const kind = fieldOf(raw, 'kind');
  switch (kind) {
    case 'empty':
    case 'kept-text':
      return { kind };
    case 'resource': {
      const resource = fieldOf(raw, 'resource');
      return typeof resource === 'string' ? { kind, resource: resource as ResourceId } : undefined;
    }
    case 'list': {
      const [manifest, resources] = [fieldOf(raw, 'manifest'), fieldOf(raw, 'resources')];
      if (!isJsonObject(manifest) || !isJsonArray(resources)) return undefined;
      const ids = resources.filter((id) => typeof id === 'string');
      return { kind, manifest, resources: ids.map((id) => id as ResourceId) };
    }
    default:
      return undefined;
  }
}

function isPath(raw: JsonValue | undefined): raw is JsonPath {
  return isJsonArray(raw) && raw.every((step) => typeof step === 'string' || typeof step === 'number');
}
