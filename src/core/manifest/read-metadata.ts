import type { ResourceId } from '../model/ids.ts';
import type { Labels } from '../selector/labels.ts';
import type { Field } from './field-reader.ts';

/** What every object has. */
export interface Metadata {
  readonly id: ResourceId;
  readonly name: string;
  readonly labels: Labels;
}

/** Reads `metadata.name` ('' where missing) and `metadata.labels`. */
export function readMetadata(id: ResourceId, manifest: Field): Metadata {
  const metadata = manifest.at('metadata');
  return { id, name: metadata.at('name').text() ?? '', labels: metadata.at('labels').textMap() };
}

/** Where `metadata.namespace` is missing, kubectl and calicoctl put the object into `default` unless told otherwise. */
export const assumedNamespace = 'default';

export function readNamespace(manifest: Field): string {
  const namespace = manifest.at('metadata').at('namespace').text();
  return namespace === null || namespace === '' ? assumedNamespace : namespace;
}
