import { disabledPoliciesOf } from '../edit/plan-design.ts';
import { designGroup, identityOf } from '../manifest/identity.ts';
import type { ClusterDocument } from '../model/document.ts';
import { stageOf } from './apply-order.ts';

/** Sentences about objects of the design that an export does not hold, and why. */
export function leftOutNotes(document: ClusterDocument, namespaces: 'include' | 'leave-out'): readonly string[] {
  const disabled = [...disabledPoliciesOf(document)].map((id) => id.slice(id.lastIndexOf('/') + 1)).sort();
  const counts = new Map<string, number>();
  for (const { manifest } of Object.values(document.resources)) {
    const name = identityOf(manifest);
    const stage = stageOf(name);
    const isApplied = stage !== null && (stage !== 'namespaces' || namespaces === 'include');
    if (!isApplied && name.group !== designGroup) counts.set(name.kind, (counts.get(name.kind) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${kind} (${count})`);
  return [
    ...(disabled.length === 0 ? [] : [`Left out, because they are disabled: ${disabled.join(', ')}.`]),
    ...(kinds.length === 0 ? [] : [`Not written, because they are the cluster itself: ${kinds.join(', ')}.`]),
  ];
}
