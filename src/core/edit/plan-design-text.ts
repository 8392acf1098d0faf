import type { ClusterDocument, Resource, SourceDocument } from '../model/document.ts';
import type { Patch, ResourceChange } from './patch.ts';

/**
 * Puts a design's texts and objects in the place of those that are there: what the texts do not hold leaves the design,
 * what is the same object in both stays untouched.
 */
export function planDesignText(
  document: ClusterDocument,
  sources: readonly SourceDocument[],
  resources: readonly Resource[],
): Patch {
  const wanted = new Map(resources.map((resource) => [resource.id, resource]));
  const removed = Object.values(document.resources).filter(({ id }) => !wanted.has(id));
  const changes: readonly ResourceChange[] = [
    ...removed.map((before) => ({ id: before.id, before, after: null })),
    ...resources
      .map((after) => ({ id: after.id, before: document.resources[after.id] ?? null, after }))
      .filter(({ before, after }) => before !== after),
  ];
  const isSame =
    sources.length === document.sources.length && sources.every((source, index) => source === document.sources[index]);
  return { resources: changes, sources: isSame ? null : { before: document.sources, after: sources } };
}
