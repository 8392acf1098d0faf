/** What a manifest is made of once YAML is read: JSON and nothing else (no dates, no binary, no cycles). */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The way from a manifest's root to a value in it: `['spec', 'ingress', 0, 'action']`. */
export type JsonPath = readonly (string | number)[];

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` narrows a readonly array to `any[]`; this one keeps the element type. */
export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

/**
 * The object's own field, never one inherited from a prototype (a hostile file may hold a key `__proto__`).
 *
 * @returns `undefined` where `value` is no object or lacks the field
 */
export function fieldOf(value: JsonValue | undefined, field: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}

/** Whether two values say the same: the order of an object's keys means nothing. */
export function isSameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (isJsonArray(one) && isJsonArray(other))
    return one.length === other.length && one.every((element, index) => isSameJson(element, other[index]));
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSameJson(fieldOf(one, key), fieldOf(other, key)))
  );
}

/** Follows `path`; `undefined` as soon as a step leads nowhere. */
export function valueAt(root: JsonValue | undefined, path: JsonPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, step) => (typeof step === 'number' ? (isJsonArray(value) ? value[step] : undefined) : fieldOf(value, step)),
    root,
  );
}
