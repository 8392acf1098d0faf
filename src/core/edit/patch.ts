import type { ClusterDocument, Resource, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';

/** The effect of a command, in data; undo is `invertPatch` on the same road. */
export interface Patch {
  readonly resources: readonly ResourceChange[];
  /** null: the texts read from files stay as they are (only import and new files change them). */
  readonly sources: { readonly before: readonly SourceDocument[]; readonly after: readonly SourceDocument[] } | null;
}

/** `before` null: it is added; `after` null: it is removed. */
export interface ResourceChange {
  readonly id: ResourceId;
  readonly before: Resource | null;
  readonly after: Resource | null;
}

export const emptyPatch: Patch = { resources: [], sources: null };

export function isEmptyPatch(patch: Patch): boolean {
  return patch.resources.length === 0 && patch.sources === null;
}

export function invertPatch(patch: Patch): Patch {
  return {
    resources: patch.resources.map(({ id, before, after }) => ({ id, before: after, after: before })).reverse(),
    sources: patch.sources && { before: patch.sources.after, after: patch.sources.before },
  };
}

/** @throws when the patch was made for another document: a fault of the program, not of the user */
export function applyPatch(document: ClusterDocument, patch: Patch): ClusterDocument {
  const resources: Record<ResourceId, Resource> = { ...document.resources };
  for (const { id, before, after } of patch.resources) {
    if ((resources[id] ?? null) !== before) throw new Error(`patch does not fit the document at ${id}`);
    if (after === null) delete resources[id];
    else resources[id] = after;
  }
  return { resources, sources: patch.sources === null ? document.sources : patch.sources.after };
}
