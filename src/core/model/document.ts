import type { JsonObject, JsonPath } from './json.ts';
import type { ResourceId, SourceId } from './ids.ts';

/** One Kubernetes object as it stands in YAML, with every field, known to us or not. */
export type Manifest = JsonObject;

/**
 * One object of the design. The manifest *is* the object: typed views of it (`readEntity`) are computed, never stored,
 * so that no field can be lost and what is drawn is what is exported.
 */
export interface Resource {
  readonly id: ResourceId;
  readonly manifest: Manifest;
  /** Where it was read from; null for an object made in the program. */
  readonly origin: Origin | null;
}

export interface Origin {
  readonly source: SourceId;
  /** `[]`, or `['items', n]` for an element of a List. */
  readonly path: JsonPath;
  /** As read. While `resource.manifest` is this very object, the resource is untouched and prints as its source text. */
  readonly manifest: Manifest;
}

/**
 * One YAML document of a file, kept as text so that untouched documents are written back byte for byte.
 * `lead + body` of all sources of a file, one after the other, are the file.
 */
export interface SourceDocument {
  readonly id: SourceId;
  readonly file: string;
  /** Line (from 1) on which `body` starts. */
  readonly firstLine: number;
  /** Document separator (`---`), directives, and the comments and blank lines above the first value. */
  readonly lead: string;
  readonly body: string;
  readonly content: SourceContent;
}

export type SourceContent =
  | { readonly kind: 'resource'; readonly resource: ResourceId }
  | { readonly kind: 'list'; readonly manifest: Manifest; readonly resources: readonly ResourceId[] }
  /** Comments or nothing at all. */
  | { readonly kind: 'empty' }
  /** Not understood, or the second one of its identity in the file; kept and written back as it is. */
  | { readonly kind: 'kept-text' };

/** The design: plain immutable data, changed by patches only. */
export interface ClusterDocument {
  readonly resources: Readonly<Record<ResourceId, Resource>>;
  /** In file order; a resource without origin is written after them. */
  readonly sources: readonly SourceDocument[];
}

export const emptyDocument: ClusterDocument = { resources: {}, sources: [] };
