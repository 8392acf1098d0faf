import type { ReadSources } from '../manifest/overlay.ts';
import { readEntity } from '../manifest/read-entity.ts';
import type { MovedObject } from '../manifest/source-documents.ts';
import type { Resource, SourceDocument } from '../model/document.ts';
import type { ResourceId, SourceId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';

/** What became of one file: nothing of it is lost, but not all of it means something here. */
export interface FileReport {
  readonly file: string;
  /** YAML documents with more than comments. */
  readonly documents: number;
  /** Objects that Firewright shows, judges or exports. */
  readonly used: readonly ResourceId[];
  /** Objects of kinds without meaning here: kept and saved as they are. */
  readonly kept: readonly ResourceId[];
  /** Objects among these that were written in an older API. */
  readonly moved: readonly MovedObject[];
  /** What could not be read, with place and sentence; its text is kept, unless the whole file could not be read. */
  readonly notUnderstood: readonly Problem[];
  /** What else there is to be said: objects replaced by a later file, files left out. */
  readonly notes: readonly Problem[];
}

/**
 * Reports on files that were read together.
 *
 * @param files their names, in order; a name given twice is one report
 * @param refused what was said of files that are no text or were left out
 */
export function reportOn(
  files: readonly string[],
  { resources, moved, sources, problems }: ReadSources,
  refused: readonly Problem[],
): readonly FileReport[] {
  const fileOf = new Map(sources.map(({ id, file }) => [id, file]));
  const objects = groupedBy(resources, (resource) => fileOfResource(resource, fileOf));
  const documents = groupedBy(sources.filter(isFilled), ({ file }) => file);
  const said = groupedBy([...refused, ...problems], ({ place }) => place?.file ?? '');
  const movedObjects = new Map(moved.map((one) => [one.id, one]));
  return [...new Set(files)].map((file) => {
    const own = groupedBy(objects.get(file) ?? [], meansSomething);
    const of = (isUsed: boolean): readonly ResourceId[] => (own.get(isUsed) ?? []).map(({ id }) => id);
    const ofFile = said.get(file) ?? [];
    return {
      file,
      documents: documents.get(file)?.length ?? 0,
      used: of(true),
      kept: of(false),
      moved: (objects.get(file) ?? []).flatMap(({ id }) => movedObjects.get(id) ?? []),
      notUnderstood: ofFile.filter(({ severity }) => severity === 'error'),
      notes: ofFile.filter(({ severity, code }) => severity !== 'error' && code !== 'API-OLD'),
    };
  });
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function fileOfResource({ origin }: Resource, fileOf: ReadonlyMap<SourceId, string>): string {
  return origin === null ? '' : (fileOf.get(origin.source) ?? '');
}

function isFilled({ content }: SourceDocument): boolean {
  return content.kind !== 'empty';
}

function meansSomething({ id, manifest }: Resource): boolean {
  return readEntity(id, manifest).entity.kind !== 'other';
}

/** Whether there is more to say of the files than that all of it was read. */
export function isRemarkable(reports: readonly FileReport[]): boolean {
  return reports.some(({ kept, moved, notUnderstood }) => kept.length + moved.length + notUnderstood.length > 0);
}
