import { isJsonObject, valueAt, type JsonPath, type JsonValue } from '../../../core/model/json.ts';

/** What to remove so that removing the field at `path` leaves no empty object behind: the field, or what holds nothing else. */
export function prunedPath(root: JsonValue | undefined, path: JsonPath): JsonPath {
  const parent = path.slice(0, -1);
  if (parent.length === 0) return path;
  const holder = valueAt(root, parent);
  const isAlone = isJsonObject(holder) && Object.keys(holder).every((key) => key === path.at(-1));
  return isAlone ? prunedPath(root, parent) : path;
}
