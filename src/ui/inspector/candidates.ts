import type { Entity } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { Party, Ruleset } from '../../core/policy/ruleset.ts';
import { unreachable } from '../../core/result.ts';
import { labelsOf } from '../../core/selector/labels.ts';
import type { Candidate } from './selector-report.ts';

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
      return [...ruleset.parties.flatMap(candidateOfParty), ...[...entities.values()].flatMap(candidateOfSet)];
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

function candidateOfParty(party: Party): readonly Candidate[] {
  switch (party.kind) {
    case 'pod':
      return [{ name: party.row.id, labels: party.workload.labels }];
    case 'host': {
      const guards = [party.site.primary, party.site.loopback, party.site.wildcard];
      const guard = guards.find((candidate) => candidate?.id === party.row.id);
      return guard ? [{ name: party.row.id, labels: guard.labels }] : [];
    }
    case 'network':
    case 'nowhere':
      return [];
    default:
      return unreachable(party);
  }
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
