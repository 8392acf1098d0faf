/** Labels by key. A map, so that a hostile key such as `__proto__` is a key like any other. */
export type Labels = ReadonlyMap<string, string>;

export const noLabels: Labels = new Map();

/** For literals: `labelsOf({ app: 'web' })`. */
export function labelsOf(record: Readonly<Record<string, string>>): Labels {
  return new Map(Object.entries(record));
}
