import { isJsonArray, isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';

/**
 * How one JSON value became another, small where little changed:
 * `{is}` the new value as a whole; `{set}` an object's changed fields in their order, `null` for a field that is gone;
 * `{at}` changed elements of an array of the same length; `{cut}` start, number of elements that go, and what comes.
 */
export type JsonDelta =
  | { readonly is: JsonValue }
  | { readonly set: readonly (readonly [field: string, delta: JsonDelta | null])[] }
  | { readonly at: readonly (readonly [index: number, delta: JsonDelta])[] }
  | { readonly cut: readonly [start: number, gone: number, come: JsonArray] };

/** `applyDelta(before, jsonDelta(before, after))` has the fields of `after` in the same order. */
export function jsonDelta(before: JsonValue | undefined, after: JsonValue): JsonDelta {
  if (isJsonObject(before) && isJsonObject(after)) return objectDelta(before, after);
  if (isJsonArray(before) && isJsonArray(after)) return arrayDelta(before, after);
  return { is: after };
}

function objectDelta(before: JsonObject, after: JsonObject): JsonDelta {
  const [old, now] = [Object.keys(before), Object.keys(after)];
  const kept = old.filter((key) => Object.hasOwn(after, key));
  // A field that moved, or came between others, would land at the end: such an object is written as a whole.
  if (kept.some((key, index) => now[index] !== key)) return { is: after };
  const gone = old.filter((key) => !Object.hasOwn(after, key)).map((key) => [key, null] as const);
  const set = now.flatMap((key): readonly (readonly [string, JsonDelta])[] => {
    const [was, is] = [Object.hasOwn(before, key) ? before[key] : undefined, after[key] ?? null];
    return was === is ? [] : [[key, jsonDelta(was, is)]];
  });
  return { set: [...gone, ...set] };
}

function arrayDelta(before: JsonArray, after: JsonArray): JsonDelta {
  if (before.length !== after.length) return spliceDelta(before, after);
  const at = after.flatMap((element, index): readonly (readonly [number, JsonDelta])[] =>
    element === before[index] ? [] : [[index, jsonDelta(before[index], element)]],
  );
  return { at };
}

function spliceDelta(before: JsonArray, after: JsonArray): JsonDelta {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { cut: [start, before.length - end - start, after.slice(start, after.length - end)] };
}

/** @returns undefined where the delta is none, or was made for another value: it came from a file */
export function applyDelta(before: JsonValue | undefined, delta: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(delta)) return undefined;
  if (delta['is'] !== undefined) return delta['is'];
  if (isJsonObject(before) && isJsonArray(delta['set'])) return withFields(before, delta['set']);
  if (!isJsonArray(before)) return undefined;
  if (isJsonArray(delta['at'])) return withElements(before, delta['at']);
  return isJsonArray(delta['cut']) ? spliced(before, delta['cut']) : undefined;
}

function withFields(before: JsonObject, changes: JsonArray): JsonObject | undefined {
  const fields = new Map(Object.entries(before));
  for (const change of changes) {
    const [key, delta] = isJsonArray(change) ? change : [];
    if (typeof key !== 'string') return undefined;
    if (delta === null) {
      fields.delete(key);
      continue;
    }
    const value = applyDelta(fields.get(key), delta);
    if (value === undefined) return undefined;
    fields.set(key, value);
  }
  return Object.fromEntries(fields);
}

function withElements(before: JsonArray, changes: JsonArray): JsonArray | undefined {
  const elements = [...before];
  for (const change of changes) {
    const [index, delta] = isJsonArray(change) ? change : [];
    if (typeof index !== 'number' || elements[index] === undefined) return undefined;
    const value = applyDelta(elements[index], delta);
    if (value === undefined) return undefined;
    elements[index] = value;
  }
  return elements;
}

function spliced(before: JsonArray, [start, gone, come]: JsonArray): JsonArray | undefined {
  if (typeof start !== 'number' || typeof gone !== 'number' || !isJsonArray(come)) return undefined;
  return [...before.slice(0, start), ...come, ...before.slice(start + gone)];
}
