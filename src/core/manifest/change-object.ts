import { fieldOf, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

/** Changes the object at `path`, making the objects on the way; the same manifest comes back where nothing changes. */
export function changed(
  object: JsonObject,
  path: readonly string[],
  change: (object: JsonObject) => JsonObject,
): JsonObject {
  const [step, ...rest] = path;
  if (step === undefined) return change(object);
  const written = fieldOf(object, step);
  const inner = isJsonObject(written) ? written : {};
  const next = changed(inner, rest, change);
  return next === inner ? object : withField(object, step, next);
}

/** A list of texts with or without one of them; a list that this leaves empty goes. */
export function withMember(object: JsonObject, key: string, member: string, isIn: boolean): JsonObject {
  const written = fieldOf(object, key);
  const list = isJsonArray(written) ? written : [];
  if (list.includes(member) === isIn) return object;
  const next = isIn ? [...list, member] : list.filter((item) => item !== member);
  return withField(object, key, next.length === 0 ? undefined : next);
}

/** Sets a field in its place; `undefined` takes it away. The same object comes back where nothing changes. */
export function withField(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  if (fieldOf(object, key) === value) return object;
  if (value !== undefined) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
