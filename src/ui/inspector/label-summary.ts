import type { Labels } from '../../core/selector/labels.ts';

/** What several objects have under one key. */
export interface SharedLabel {
  readonly key: string;
  /** null: they do not agree, or some lack it. */
  readonly value: string | null;
  /** How many have the key. */
  readonly count: number;
}

/** The labels of several objects by key: what all have in common first, then what most have. */
export function labelSummary(all: readonly Labels[]): readonly SharedLabel[] {
  const values = new Map<string, string[]>();
  for (const labels of all) {
    for (const [key, value] of labels) values.set(key, [...(values.get(key) ?? []), value]);
  }
  return [...values]
    .map(([key, given]): SharedLabel => {
      const isCommon = given.length === all.length && new Set(given).size === 1;
      return { key, value: isCommon ? (given[0] ?? '') : null, count: given.length };
    })
    .sort(
      (a, b) => Number(a.value === null) - Number(b.value === null) || b.count - a.count || (a.key < b.key ? -1 : 1),
    );
}
