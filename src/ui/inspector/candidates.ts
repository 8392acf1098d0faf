import type { Entity } from '../../core/model/entities.ts';
import { podEndpointId, type EndpointId, type ResourceId } from '../../core/model/ids.ts';
import { fieldOf, type JsonValue } from '../../core/model/json.ts';
import type { Party, Ruleset } from '../../core/policy/ruleset.ts';
import { unreachable } from '../../core/result.ts';
import { vocabularyOf, type Vocabulary } from '../../core/selector/complete.ts';
import { labelsOf } from '../../core/selector/labels.ts';
import { labelSelectorMatches, type Candidate } from './selector-report.ts';

/** What a selector field is about. */
export type CandidateKind = 'endpoints' | 'namespaces' | 'service-accounts' | 'cluster-nodes';

/** What the window knows of the design. */
export interface KnownDesign {
  readonly ruleset: Ruleset;
  readonly entities: ReadonlyMap<ResourceId, Entity>;
}

/** A design is asked about by many fields at once; the answers go with it. */
const known = new WeakMap<Ruleset, Map<CandidateKind, readonly Candidate[]>>();
const vocabularies = new WeakMap<readonly Candidate[], Vocabulary>();

/** All that a selector of this kind could mean in the design; network sets count among the endpoints of a rule's selector. */
export function candidatesOf(kind: CandidateKind, design: KnownDesign): readonly Candidate[] {
  const answers = known.get(design.ruleset) ?? new Map<CandidateKind, readonly Candidate[]>();
  known.set(design.ruleset, answers);
  const found = answers.get(kind) ?? findCandidates(kind, design);
  answers.set(kind, found);
  return found;
}

/** The labels that these carry, for completion. */
export function vocabularyFor(candidates: readonly Candidate[]): Vocabulary {
  const found = vocabularies.get(candidates) ?? vocabularyOf(candidates.map(({ labels }) => labels));
  vocabularies.set(candidates, found);
  return found;
}

function findCandidates(kind: CandidateKind, { ruleset, entities }: KnownDesign): readonly Candidate[] {
  const all = [...entities.values()];
  switch (kind) {
    case 'endpoints':
      return [
        ...ruleset.parties.flatMap(candidateOfPod),
        ...ruleset.guards.map(({ id, labels }) => ({ name: id, labels, endpoints: [id] })),
        ...all.flatMap(candidateOfSet),
      ];
    case 'namespaces':
      return all.flatMap((entity) => candidateOfNamespace(entity, ruleset));
    case 'service-accounts':
      return all.flatMap((entity) => candidateOfAccount(entity, all));
    case 'cluster-nodes':
      return all.flatMap((entity) => candidateOfNode(entity, ruleset));
    default:
      return unreachable(kind);
  }
}

/** What a label selector of a Kubernetes policy is about. */
export type LabelSelectorKind = 'pods' | 'namespaces' | 'cluster-nodes';

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
  design: KnownDesign,
): readonly Candidate[] {
  if (kind !== 'pods') return candidatesOf(kind, design);
  const selector = fieldOf(peer, 'namespaceSelector');
  const namespaces = selector === undefined ? [] : labelSelectorMatches(selector, candidatesOf('namespaces', design));
  const meant = selector === undefined ? [namespace] : (namespaces ?? []).map(({ name }) => name);
  const pods = design.ruleset.parties.filter(({ row }) => row.namespace !== null && meant.includes(row.namespace));
  return pods.flatMap(candidateOfPod);
}

function candidateOfPod(party: Party): readonly Candidate[] {
  if (party.kind !== 'pod') return [];
  return [{ name: party.row.id, labels: party.workload.labels, endpoints: [party.row.id] }];
}

function candidateOfSet(entity: Entity): readonly Candidate[] {
  if (entity.kind !== 'network-set') return [];
  const name = entity.namespace === null ? entity.name : `${entity.namespace}/${entity.name}`;
  return [{ name, labels: entity.labels, endpoints: [] }];
}

/** Every namespace carries its own name as a label (semantics.md 1.2). */
function candidateOfNamespace(entity: Entity, ruleset: Ruleset): readonly Candidate[] {
  if (entity.kind !== 'namespace') return [];
  const automatic = labelsOf({ 'kubernetes.io/metadata.name': entity.name, 'projectcalico.org/name': entity.name });
  const endpoints = idsWhere(ruleset, (party) => party.row.namespace === entity.name);
  return [{ name: entity.name, labels: new Map([...entity.labels, ...automatic]), endpoints }];
}

function candidateOfAccount(entity: Entity, all: readonly Entity[]): readonly Candidate[] {
  if (entity.kind !== 'service-account') return [];
  const endpoints = all.flatMap((pod) =>
    pod.kind === 'pod' && pod.namespace === entity.namespace && pod.serviceAccount === entity.name
      ? [podEndpointId(pod.namespace, pod.name)]
      : [],
  );
  return [{ name: `${entity.namespace}/${entity.name}`, labels: entity.labels, endpoints }];
}

function candidateOfNode(entity: Entity, ruleset: Ruleset): readonly Candidate[] {
  if (entity.kind !== 'cluster-node') return [];
  const endpoints = idsWhere(ruleset, ({ kind, row }) => kind === 'host' && row.clusterNode === entity.name);
  return [{ name: entity.name, labels: entity.labels, endpoints }];
}

function idsWhere(ruleset: Ruleset, holds: (party: Party) => boolean): readonly EndpointId[] {
  return ruleset.parties.filter(holds).map(({ row }) => row.id);
}
