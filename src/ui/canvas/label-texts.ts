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
