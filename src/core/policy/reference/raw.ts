import type { JsonObject, JsonValue } from '../../model/json.ts';

/** Raw manifests are read field by field, where they are needed; what has the wrong type counts as absent. */
export type Raw = JsonValue | undefined;

export function at(value: Raw, ...path: readonly string[]): Raw {
  let current = value;
  for (const key of path) {
    const inner: JsonObject | null = object(current);
    current = inner !== null && Object.hasOwn(inner, key) ? inner[key] : undefined;
  }
  return current;
}

export function object(value: Raw): JsonObject | null {
  // A JSON value that is an object and neither null nor an array is a JSON object.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

export function list(value: Raw): readonly JsonValue[] {
  // A JSON value that is an array holds JSON values.
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

export function text(value: Raw): string {
  return typeof value === 'string' ? value : '';
}

export function texts(value: Raw): readonly string[] {
  return list(value).map(text);
}

export function number(value: Raw): number | null {
  return typeof value === 'number' ? value : null;
}

export function labelsOf(value: Raw): ReadonlyMap<string, string> {
  return new Map(Object.entries(object(value) ?? {}).map(([key, label]) => [key, text(label)]));
}

export function nameOf(manifest: Raw): string {
  return text(at(manifest, 'metadata', 'name'));
}

export function namespaceOf(manifest: Raw): string {
  return text(at(manifest, 'metadata', 'namespace'));
}

export function isKind(manifest: Raw, group: string, kind: string): boolean {
  const apiVersion = text(at(manifest, 'apiVersion'));
  const slash = apiVersion.indexOf('/');
  return text(at(manifest, 'kind')) === kind && (slash < 0 ? '' : apiVersion.slice(0, slash)) === group;
}

/** The items, or null where the value is no list. */
export function itemsOf(value: Raw): readonly JsonValue[] | null {
  return Array.isArray(value) ? list(value) : null;
}
