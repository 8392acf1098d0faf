import type { ClusterDocument, Manifest, Resource, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { JsonPath, JsonValue } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import type { CommandError } from './command.ts';
import { withValue } from './json-edit.ts';
import { emptyPatch, type Patch } from './patch.ts';

type Planned = Result<Patch, CommandError>;

/** The resource, or why a command can't be planned. */
export function findResource(document: ClusterDocument, id: ResourceId): Result<Resource, CommandError> {
  const resource = document.resources[id];
  return resource === undefined ? err({ reason: 'no-such-resource', resource: id }) : ok(resource);
}

/** Puts another manifest of the same identity in a resource's place. */
export function manifestPatch(resource: Resource, manifest: Manifest): Patch {
  if (resource.manifest === manifest) return emptyPatch;
  return { resources: [{ id: resource.id, before: resource, after: { ...resource, manifest } }], sources: null };
}

export function additionPatch(id: ResourceId, manifest: Manifest): Patch {
  return { resources: [{ id, before: null, after: { id, manifest, origin: null } }], sources: null };
}

export function removalPatch(resources: readonly Resource[]): Patch {
  return {
    resources: resources.map((resource) => ({ id: resource.id, before: resource, after: null })),
    sources: null,
  };
}

/** Sets one field of a resource; `value` undefined removes it. */
export function planField(
  document: ClusterDocument,
  id: ResourceId,
  path: JsonPath,
  value: JsonValue | undefined,
): Planned {
  const found = findResource(document, id);
  if (!found.ok) return found;
  const edited = withValue(found.value.manifest, path, value);
  if (!edited.ok) return err({ reason: 'wrong-shape', resource: id, path: edited.error.path });
  return ok(manifestPatch(found.value, edited.value as Manifest)); // an edit below the root leaves the root an object
}

/** Gives a resource another identity; the text it was read from goes on belonging to it. */
export function reidentifyPatch(
  document: ClusterDocument,
  resource: Resource,
  id: ResourceId,
  manifest: Manifest,
): Patch {
  return {
    resources: [
      { id: resource.id, before: resource, after: null },
      { id, before: null, after: { ...resource, id, manifest } },
    ],
    sources: resource.origin && {
      before: document.sources,
      after: document.sources.map((source) => renamedIn(source, resource.id, id)),
    },
  };
}

function renamedIn(source: SourceDocument, from: ResourceId, to: ResourceId): SourceDocument {
  const { content } = source;
  if (content.kind === 'resource' && content.resource === from) {
    return { ...source, content: { ...content, resource: to } };
  }
  if (content.kind === 'list' && content.resources.includes(from)) {
    const resources = content.resources.map((resource) => (resource === from ? to : resource));
    return { ...source, content: { ...content, resources } };
  }
  return source;
}
