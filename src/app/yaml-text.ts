import { ownTextOf } from '../core/edit/plan-text.ts';
import { identify } from '../core/manifest/identity.ts';
import { placeOf } from '../core/manifest/positions.ts';
import { parseYaml, printYaml, type YamlError } from '../core/manifest/yaml.ts';
import type { ClusterDocument, Manifest, Resource } from '../core/model/document.ts';
import { resourceId, sourceId, type ResourceId } from '../core/model/ids.ts';
import type { JsonPath } from '../core/model/json.ts';
import { err, ok, type Result } from '../core/result.ts';

/**
 * The object's YAML: its own source text while it is untouched, printed otherwise; the comments above it in either case,
 * as they are saved. Line breaks are those of the program.
 */
export function manifestText(document: ClusterDocument, resource: Resource): string {
  const { origin, manifest } = resource;
  const own = ownTextOf(document, resource);
  const isUntouched = origin !== null && origin.manifest === manifest;
  const body = own !== null && isUntouched ? `${own.source.body.trimEnd()}\n` : printYaml(manifest);
  return `${own?.comments ?? ''}${body}`.replaceAll(/\r\n?/g, '\n');
}

/** Whether comments of the text are saved: the object stands in a file as a document of its own. */
export function keepsComments(document: ClusterDocument, resource: Resource): boolean {
  return ownTextOf(document, resource) !== null;
}

export interface ReadManifest {
  readonly manifest: Manifest;
  readonly id: ResourceId;
}

/** What was typed in the YAML tab, or where it is wrong. */
export function readManifestText(text: string): Result<ReadManifest, YamlError> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const identified = identify(parsed.value);
  if (identified.ok) return ok({ manifest: identified.value.manifest, id: resourceId(identified.value.name) });
  const { message, path } = identified.error;
  return err({ ...placeInText(text, path), message });
}

/** Where the value at `path` stands in a text that holds one document; lines and columns count from 1. */
export function placeInText(text: string, path: JsonPath): { readonly line: number; readonly column: number } {
  const id = sourceId('', 0);
  const content = { kind: 'kept-text' } as const;
  // A path of no steps is the document as a whole, which is placed without looking at the text: past its comments.
  const lead = /^(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(text)?.[0] ?? '';
  const firstLine = lead.split('\n').length;
  const { line, column } = placeOf({ id, file: '', firstLine, lead, body: text.slice(lead.length), content }, path);
  return { line, column };
}
