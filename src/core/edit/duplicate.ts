import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import type { JsonValue } from '../model/json.ts';
import { identityOf } from '../manifest/identity.ts';
import { withValue } from './json-edit.ts';
import { freeName } from './names.ts';

export interface Duplicate {
  readonly id: ResourceId;
  readonly name: string;
  readonly manifest: Manifest;
}

/**
 * A copy under a free name, without what a cluster wrote into the original: its identity there, and addresses, which no
 * two pods share.
 */
export function duplicateOf(document: ClusterDocument, { manifest }: Resource): Duplicate {
  const identity = identityOf(manifest);
  const name = freeName(document, identity, identity.name.replace(/-\d+$/, ''));
  const own: readonly (readonly string[])[] = [
    ...['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'managedFields', 'ownerReferences'].map(
      (field) => ['metadata', field],
    ),
    ...(identity.kind === 'Pod' ? [['status']] : []),
  ];
  const stripped = own.reduce<JsonValue>((value, path) => edited(value, path, undefined), manifest);
  const named = edited(stripped, ['metadata', 'name'], name) as Manifest; // an edit below the root leaves the root an object
  return { id: resourceId({ ...identity, name }), name, manifest: named };
}

function edited(value: JsonValue, path: readonly string[], to: JsonValue | undefined): JsonValue {
  const result = withValue(value, path, to);
  if (!result.ok) throw new Error('metadata of an identified object is an object');
  return result.value;
}
