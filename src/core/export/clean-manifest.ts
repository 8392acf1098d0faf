import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

/** What a cluster writes into an object; applying it again would fail or mean nothing. */
const serverFields = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  // Points by uid at an object of the cluster that it comes from.
  'ownerReferences',
  // Whoever puts them there takes them away; in a cluster without it the object could never be deleted.
  'finalizers',
]);
/** `projectcalico.org/metadata` is where Calico keeps what its stored form has no place for. */
const serverAnnotations = ['kubectl.kubernetes.io/last-applied-configuration', 'projectcalico.org/metadata'];

/** Ready to be applied: without `status` and what the server added, keys in the usual order. */
export function cleanManifest(manifest: Manifest): Manifest {
  const leading = ['apiVersion', 'kind', 'metadata', 'spec'];
  const rest = Object.keys(manifest).filter((key) => !leading.includes(key) && key !== 'status');
  return objectOf([...leading, ...rest], (key) =>
    key === 'metadata' ? cleanMetadata(manifest) : fieldOf(manifest, key),
  );
}

function cleanMetadata(manifest: Manifest): JsonValue | undefined {
  const metadata = fieldOf(manifest, 'metadata');
  if (!isJsonObject(metadata)) return metadata;
  const kept = Object.keys(metadata).filter((key) => !serverFields.has(key));
  return objectOf(kept, (key) => (key === 'annotations' ? cleanAnnotations(metadata) : fieldOf(metadata, key)));
}

function cleanAnnotations(metadata: JsonObject): JsonValue | undefined {
  const annotations = fieldOf(metadata, 'annotations');
  if (!isJsonObject(annotations)) return annotations;
  const kept = Object.keys(annotations).filter((key) => !serverAnnotations.includes(key));
  if (kept.length === Object.keys(annotations).length) return annotations;
  return kept.length === 0 ? undefined : objectOf(kept, (key) => fieldOf(annotations, key));
}

/** Fields without a value are left out. Built from entries, so that `__proto__` is a key like any other. */
function objectOf(keys: readonly string[], valueOf: (key: string) => JsonValue | undefined): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = valueOf(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
