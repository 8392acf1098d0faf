import type { Entity } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import { fieldOf, type JsonValue } from '../../core/model/json.ts';
import type { Party, Ruleset } from '../../core/policy/ruleset.ts';
import { unreachable } from '../../core/result.ts';
import { labelsOf } from '../../core/selector/labels.ts';
import { labelSelectorMatches, type Candidate } from './selector-report.ts';

/** What a selector field is about. */
export type CandidateKind = 'endpoints' | 'namespaces' | 'service-accounts';

/** All that a selector of this kind could mean in the design; network sets count among the endpoints of a rule's selector. */
export function candidatesOf(
  kind: CandidateKind,
  ruleset: Ruleset,
  entities: ReadonlyMap<ResourceId, Entity>,
): readonly Candidate[] {
  switch (kind) {
    case 'endpoints':
      return [
        ...ruleset.parties.flatMap(candidateOfPod),
        ...ruleset.guards.map(({ id, labels }) => ({ name: id, labels })),
        ...[...entities.values()].flatMap(candidateOfSet),
      ];
    case 'namespaces':
      return [...entities.values()].flatMap(candidateOfNamespace);
    case 'service-accounts':
      return [...entities.values()].flatMap((entity) =>
        entity.kind === 'service-account'
          ? [{ name: `${entity.namespace}/${entity.name}`, labels: entity.labels }]
          : [],
      );
    default:
      return unreachable(kind);
  }
}

/** What a label selector of a Kubernetes policy is about. */
export type LabelSelectorKind = 'pods' | 'namespaces';

/**
 * All that a label selector of a Kubernetes policy could mean: pods of the policy's own namespace, or of those that the
 * peer's `namespaceSelector` means.
 *
 * @param namespace the policy's; null where it has none
 * @param peer what the selector stands in
 */
export function labelSelectorCandidates(
  kind: LabelSelectorKind,
  namespace: string | null,
  peer: JsonValue | undefined,
  design: { readonly ruleset: Ruleset; readonly entities: ReadonlyMap<ResourceId, Entity> },
): readonly Candidate[] {
  const namespaces = candidatesOf('namespaces', design.ruleset, design.entities);
  if (kind === 'namespaces') return namespaces;
  const selector = fieldOf(peer, 'namespaceSelector');
  const meant = selector === undefined ? [namespace] : (labelSelectorMatches(selector, namespaces) ?? []);
  const pods = design.ruleset.parties.filter(({ row }) => row.namespace !== null && meant.includes(row.namespace));
  return pods.flatMap(candidateOfPod);
}

function candidateOfPod(party: Party): readonly Candidate[] {
  return party.kind === 'pod' ? [{ name: party.row.id, labels: party.workload.labels }] : [];
}

function candidateOfSet(entity: Entity): readonly Candidate[] {
  if (entity.kind !== 'network-set') return [];
  return [
    { name: entity.namespace === null ? entity.name : `${entity.namespace}/${entity.name}`, labels: entity.labels },
  ];
}

/** Every namespace carries its own name as a label (semantics.md 1.2). */
function candidateOfNamespace(entity: Entity): readonly Candidate[] {
  if (entity.kind !== 'namespace') return [];
  const automatic = labelsOf({ 'kubernetes.io/metadata.name': entity.name, 'projectcalico.org/name': entity.name });
  return [{ name: entity.name, labels: new Map([...entity.labels, ...automatic]) }];
}
