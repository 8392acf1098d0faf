import type { ClusterDocument, Resource, SourceDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { ok, type Result } from '../result.ts';
import type { CommandError } from './command.ts';
import type { Patch, ResourceChange } from './patch.ts';

/**
 * Lays objects read from files over the design: one of the same identity takes the place of the old one (product.md
 * section 4). The texts of the new files are kept as read behind the design's own.
 */
export function planImport(
  document: ClusterDocument,
  sources: readonly SourceDocument[],
  resources: readonly Resource[],
): Result<Patch, CommandError> {
  const changes: ResourceChange[] = resources
    .map((after) => ({ id: after.id, before: document.resources[after.id] ?? null, after }))
    .filter(({ before, after }) => before === null || before.manifest !== after.manifest);
  const replaced = new Set(changes.filter(({ before }) => before !== null).map(({ id }) => id));
  const kept = document.sources.filter((source) => !isOf(source, replaced));
  return ok({ resources: changes, sources: { before: document.sources, after: [...kept, ...sources] } });
}

/** A document whose one object was replaced leaves the design with its text; a List stays for its other objects. */
function isOf({ content }: SourceDocument, replaced: ReadonlySet<ResourceId>): boolean {
  return content.kind === 'resource' && replaced.has(content.resource);
}
