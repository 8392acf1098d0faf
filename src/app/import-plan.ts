import { compareObjects, type ChangedObject, type FieldChange } from '../core/compare/compare-objects.ts';
import type { Command } from '../core/edit/command.ts';
import type { ReadSources } from '../core/manifest/overlay.ts';
import { readEntity } from '../core/manifest/read-entity.ts';
import type { ClusterDocument, Resource, SourceDocument } from '../core/model/document.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { fieldOf } from '../core/model/json.ts';

/** What laying files over the open design would do; each list in file order. */
export interface ImportPlan {
  readonly command: Extract<Command, { readonly type: 'import' }>;
  readonly added: readonly Resource[];
  readonly replaced: readonly ChangedObject[];
  /** In the design already, apart from what a cluster writes into its objects. */
  readonly same: readonly Resource[];
  /** Documents that can't be read: their text is kept with the design. */
  readonly keptTexts: number;
}

/**
 * Compares what was read with the open design, by identity. A document that brings nothing new is left out of the
 * command: the design keeps its own text, comments included.
 */
export function planFiles(document: ClusterDocument, { resources, sources }: ReadSources): ImportPlan {
  const incoming = Object.fromEntries(resources.map((resource) => [resource.id, resource]));
  const present = Object.fromEntries(resources.flatMap(({ id }) => entryOf(document, id)));
  const compared = compareObjects({ resources: present, sources: [] }, { resources: incoming, sources: [] });
  const judged = compared.same.map((after) => ({ after, fields: judgedStatus(present[after.id], after) }));
  const replaced = judged.flatMap(({ after, fields }) => {
    const before = present[after.id];
    return fields.length === 0 || before === undefined ? [] : [{ before, after, fields }];
  });
  const identical = new Set(compared.same.filter((after) => isIdentical(present[after.id], after)).map(({ id }) => id));
  const unneeded = (source: SourceDocument): boolean =>
    source.content.kind === 'resource' && identical.has(source.content.resource);
  const left = new Set(sources.filter(unneeded).map(({ id }) => id));
  return {
    command: {
      type: 'import',
      sources: sources.filter(({ id }) => !left.has(id)),
      resources: resources.filter(({ origin }) => origin === null || !left.has(origin.source)),
    },
    added: compared.added,
    replaced: [...compared.changed, ...replaced],
    same: judged.flatMap(({ after, fields }) => (fields.length === 0 ? [after] : [])),
    keptTexts: sources.filter(({ content }) => content.kind === 'kept-text').length,
  };
}

/** Whether there is anything to do. */
export function isIdle({ command, keptTexts }: ImportPlan): boolean {
  return command.resources.length + keptTexts === 0;
}

function entryOf({ resources }: ClusterDocument, id: ResourceId): readonly (readonly [ResourceId, Resource])[] {
  const resource = resources[id];
  return resource === undefined ? [] : [[id, resource]];
}

/** Addresses stand in the status of nodes and pods, and verdicts depend on them. */
function judgedStatus(before: Resource | undefined, after: Resource): readonly FieldChange[] {
  const { kind } = readEntity(after.id, after.manifest).entity;
  if (before === undefined || (kind !== 'cluster-node' && kind !== 'pod')) return [];
  const [old, now] = [fieldOf(before.manifest, 'status'), fieldOf(after.manifest, 'status')];
  return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ path: ['status'], before: old, after: now }];
}

/** To the order of the fields: another order is another text. */
function isIdentical(before: Resource | undefined, after: Resource): boolean {
  return before !== undefined && JSON.stringify(before.manifest) === JSON.stringify(after.manifest);
}
