import type { Resource } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Patch, ResourceChange } from './patch.ts';

/** One patch with the effect of `first` and then `second`; what the second takes back leaves no trace. */
export function composePatches(first: Patch, second: Patch): Patch {
  return { resources: composeChanges(first.resources, second.resources), sources: composeSources(first, second) };
}

function composeChanges(first: readonly ResourceChange[], second: readonly ResourceChange[]): ResourceChange[] {
  const changes = new Map<ResourceId, { before: Resource | null; after: Resource | null }>();
  for (const { id, before, after } of [...first, ...second]) {
    const earlier = changes.get(id);
    changes.set(id, { before: earlier === undefined ? before : earlier.before, after });
  }
  return [...changes].filter(([, { before, after }]) => before !== after).map(([id, change]) => ({ id, ...change }));
}

function composeSources(first: Patch, second: Patch): Patch['sources'] {
  if (first.sources === null || second.sources === null) return second.sources ?? first.sources;
  const { before } = first.sources;
  const { after } = second.sources;
  return before === after ? null : { before, after };
}
