import {
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonPath,
  type JsonValue,
} from '../model/json.ts';

/** Where an edit met a value of another type than it needs: `['spec', 'ingress']` holds a text. */
export interface ShapeError {
  readonly path: JsonPath;
}

type Edited = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly error: ShapeError };

/**
 * A copy of `root` with `value` at `path`. Objects on the way are made where they are missing; keys keep their order,
 * a new one comes last.
 *
 * @param value undefined removes the field or list element
 * @returns the copy (`root` itself when nothing changes), or the path at which something else than an object or list stands
 */
export function withValue(root: JsonValue, path: JsonPath, value: JsonValue | undefined): Edited {
  return edit(root, path, 0, () => value);
}

/** A copy of `root` with the list at `path` changed by `change`; a missing list counts as empty. */
export function withList(root: JsonValue, path: JsonPath, change: (list: JsonArray) => JsonArray): Edited {
  let found = true;
  const edited = edit(root, path, 0, (old) => {
    if (old === undefined || old === null) return change([]);
    found = isJsonArray(old);
    return isJsonArray(old) ? change(old) : old;
  });
  return found ? edited : { ok: false, error: { path } };
}

function edit(
  value: JsonValue | undefined,
  path: JsonPath,
  depth: number,
  change: (old: JsonValue | undefined) => JsonValue | undefined,
): Edited {
  const key = path[depth];
  if (key === undefined) throw new Error('an edit needs a path'); // the root can't be removed or replaced here
  const isLast = depth === path.length - 1;
  const inner = isLast
    ? { ok: true as const, value: change(childOf(value, key)) }
    : edit(childOf(value, key), path, depth + 1, change);
  if (!inner.ok) return inner;
  const copy = withChild(value, key, inner.value);
  return copy === null ? { ok: false, error: { path: path.slice(0, depth) } } : { ok: true, value: copy };
}

function childOf(value: JsonValue | undefined, key: string | number): JsonValue | undefined {
  if (typeof key === 'number') return isJsonArray(value) ? value[key] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** null: `value` is neither missing nor of the type that `key` needs. */
function withChild(value: JsonValue | undefined, key: string | number, child: JsonValue | undefined): JsonValue | null {
  if (typeof key === 'number') return isJsonArray(value) ? withElement(value, key, child) : null;
  if (value === undefined || value === null) return child === undefined ? {} : { [key]: child };
  return isJsonObject(value) ? withField(value, key, child) : null;
}

function withElement(list: JsonArray, index: number, element: JsonValue | undefined): JsonArray {
  if (list[index] === element) return list;
  return element === undefined ? list.toSpliced(index, 1) : list.with(index, element);
}

function withField(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  if (Object.hasOwn(object, key) ? object[key] === value : value === undefined) return object;
  // Entries, not spread with a computed key: `__proto__` must stay a key like any other.
  const entries = Object.entries(object);
  const at = entries.findIndex(([name]) => name === key);
  if (value === undefined) entries.splice(at, 1);
  else if (at === -1) entries.push([key, value]);
  else entries[at] = [key, value];
  return Object.fromEntries(entries);
}
