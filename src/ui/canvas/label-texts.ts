import type { Entity } from '../../core/model/entities.ts';
import type { Labels } from '../../core/selector/labels.ts';

/** Kubernetes writes them on every namespace and node, and they only repeat the name. */
const nameLabels: readonly string[] = ['kubernetes.io/metadata.name', 'kubernetes.io/hostname'];

/** A label that says something its object's name does not. */
export function isTelling(key: string): boolean {
  return !nameLabels.includes(key);
}

/** Labels as a card shows them: `app=web`, or the key alone where there is no value. */
export function labelTexts(labels: Labels): readonly string[] {
  const telling = [...labels].filter(([key]) => isTelling(key));
  return telling.map(([key, value]) => (value === '' ? key : `${key}=${value}`));
}

/** Keys of the labels of pods, the most frequent ones first: what pods can be grouped by. */
export function labelKeys(entities: Iterable<Entity>): readonly { readonly key: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const entity of entities)
    if (entity.kind === 'pod') for (const [key] of entity.labels) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
