import { cleanManifest } from '../export/clean-manifest.ts';
import { pathText } from '../manifest/field-reader.ts';
import { isDesign } from '../manifest/scene-content.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import {
  isJsonArray,
  isJsonObject,
  isSameJson,
  type JsonArray,
  type JsonObject,
  type JsonPath,
  type JsonValue,
} from '../model/json.ts';

/** The objects of two designs, matched by identity (product.md section 4). Each list is in the order of its design. */
export interface ObjectComparison {
  /** Only in the newer one. */
  readonly added: readonly Resource[];
  /** Only in the older one. */
  readonly removed: readonly Resource[];
  readonly changed: readonly ChangedObject[];
  /** As they are in the newer one. */
  readonly same: readonly Resource[];
}

export interface ChangedObject {
  readonly before: Resource;
  readonly after: Resource;
  /** At least one. */
  readonly fields: readonly FieldChange[];
}

/** The smallest value that covers one difference. */
export interface FieldChange {
  /** In the newer manifest; of what is gone, in the older one. */
  readonly path: JsonPath;
  /** undefined: the field was not there. */
  readonly before: JsonValue | undefined;
  /** undefined: the field is gone. */
  readonly after: JsonValue | undefined;
}

/**
 * What is different between the objects of two designs. The order of an object's keys means nothing, and what a cluster
 * writes into its objects (`status`, `uid`, `managedFields`, …) is nobody's design: neither counts.
 */
export function compareObjects(before: ClusterDocument, after: ClusterDocument): ObjectComparison {
  const [added, changed, same]: [Resource[], ChangedObject[], Resource[]] = [[], [], []];
  for (const now of Object.values(after.resources)) {
    const old = before.resources[now.id];
    if (old === undefined) {
      added.push(now);
      continue;
    }
    const fields = changedFields(old.manifest, now.manifest);
    if (fields.length === 0) same.push(now);
    else changed.push({ before: old, after: now, fields });
  }
  const removed = Object.values(before.resources).filter(({ id }) => after.resources[id] === undefined);
  return { added, removed, changed, same };
}

/** The same in names. */
export interface ObjectDifference {
  readonly added: readonly ResourceId[];
  readonly removed: readonly ResourceId[];
  readonly changed: readonly { readonly id: ResourceId; readonly fields: readonly string[] }[];
}

export function objectDifference({ added, removed, changed }: ObjectComparison): ObjectDifference {
  return {
    added: added.map(({ id }) => id),
    removed: removed.map(({ id }) => id),
    changed: changed
      .map(({ after, fields }) => ({ id: after.id, fields: fields.filter((field) => isOfDesign(after, field)) }))
      .filter(({ fields }) => fields.length > 0)
      .map(({ id, fields }) => ({ id, fields: fields.map(({ path }) => pathText(path)) })),
  };
}

/** Scenes and lessons tell about a design, and are no part of it. */
function isOfDesign({ manifest }: Resource, { path }: FieldChange): boolean {
  const [first, second] = path;
  return !(isDesign(manifest) && first === 'spec' && (second === 'scenes' || second === 'lesson'));
}

/** In the order of the newer manifest, what is gone behind the rest of its object or list. Empty: nothing differs. */
export function changedFields(before: Manifest, after: Manifest): readonly FieldChange[] {
  return before === after ? [] : between(cleanManifest(before), cleanManifest(after), []);
}

function between(before: JsonValue | undefined, after: JsonValue | undefined, path: JsonPath): readonly FieldChange[] {
  if (before === after) return [];
  if (isJsonObject(before) && isJsonObject(after)) return betweenObjects(before, after, path);
  if (isJsonArray(before) && isJsonArray(after)) return betweenLists(before, after, path);
  return [{ path, before, after }];
}

function betweenObjects(before: JsonObject, after: JsonObject, path: JsonPath): readonly FieldChange[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [...Object.keys(after), ...gone].flatMap((key) => between(own(before, key), own(after, key), [...path, key]));
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** What was put in or taken out in one place is told as such; the elements behind it are not taken for changed. */
function betweenLists(before: JsonArray, after: JsonArray, path: JsonPath): readonly FieldChange[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSameJson(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isSameJson(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (gone.length !== come.length && gone.length > 0 && come.length > 0) return [{ path, before, after }];
  const longer = gone.length > 0 ? gone : come;
  return longer.flatMap((_, index) => between(gone[index], come[index], [...path, start + index]));
}
