import type { Entity } from '../../core/model/entities.ts';
import { isTelling } from '../canvas/label-texts.ts';

export interface LabelChip {
  readonly key: string;
  readonly value: string;
  /** How many objects carry it. */
  readonly uses: number;
}

/** Labels of everything that can be drawn: the user's own first, then Kubernetes' own, each by how often it is used. */
export function labelsInUse(entities: Iterable<Entity>): readonly LabelChip[] {
  const chips = new Map<string, LabelChip>();
  for (const { kind, labels } of entities) {
    if (!carriesLabels(kind)) continue;
    for (const [key, value] of labels) {
      if (!isTelling(key)) continue;
      const text = `${key}=${value}`;
      chips.set(text, { key, value, uses: (chips.get(text)?.uses ?? 0) + 1 });
    }
  }
  return [...chips.values()].sort(
    (a, b) =>
      Number(isOfKubernetes(a)) - Number(isOfKubernetes(b)) ||
      b.uses - a.uses ||
      compare(a.key, b.key) ||
      compare(a.value, b.value),
  );
}

function carriesLabels(kind: Entity['kind']): boolean {
  return ['pod', 'namespace', 'cluster-node', 'host-endpoint', 'network-set', 'external-network'].includes(kind);
}

function isOfKubernetes({ key }: LabelChip): boolean {
  return key.split('/', 1)[0]?.endsWith('kubernetes.io') === true;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
