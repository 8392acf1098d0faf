import type { Manifest } from '../../model/document.ts';
import { isPolicy, type Entity, type Policy } from '../../model/entities.ts';
import type { ResourceId } from '../../model/ids.ts';
import { unreachable } from '../../result.ts';
import type { Selector } from '../../selector/ast.ts';
import type { Labels } from '../../selector/labels.ts';
import { isEnforced } from '../../policy/lower-policies.ts';
import { podsInNamespaces, subjectOfCalicoPolicy, subjectOfKubePolicy } from '../../policy/policy-selector.ts';
import type { LoweredPolicy } from '../../policy/ruleset.ts';
import { knowsStaged } from '../../policy/staged.ts';
import type { LintInput } from '../lint.ts';

/** A policy that a cluster of the design's version would take, enforced or staged. */
export interface WrittenPolicy {
  readonly policy: Policy;
  readonly manifest: Manifest;
  /** Whom it applies to. */
  readonly subject: Selector;
  /** null: it is staged. */
  readonly lowered: LoweredPolicy | null;
}

/** A policy in force. */
export type EnforcedPolicy = WrittenPolicy & { readonly lowered: LoweredPolicy };

/**
 * Policies worth a lint, in the order of evaluation, staged ones last: those with errors are validation's, disabled ones
 * are no part of the cluster, and what the version does not enforce has its own problem.
 */
export function writtenPolicies({ resources, entities, ruleset, settings }: LintInput): readonly WrittenPolicy[] {
  const rank = new Map(ruleset.policies.map((lowered, index) => [lowered.resource, { lowered, index }]));
  const disabled = disabledIds(entities.values());
  const found: { readonly written: WrittenPolicy; readonly rank: number }[] = [];
  for (const policy of entities.values()) {
    const manifest = resources[policy.id]?.manifest;
    if (!isPolicy(policy) || disabled.has(policy.id) || manifest === undefined) continue;
    const subject = isTaken(policy, settings.calicoVersion) ? subjectOf(policy) : null;
    const known = rank.get(policy.id);
    if (subject === null || (known === undefined && !isStaged(policy))) continue;
    found.push({
      written: { policy, manifest, subject, lowered: known?.lowered ?? null },
      rank: known?.index ?? ruleset.policies.length,
    });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ written }) => written);
}

export function isEnforcedPolicy(written: WrittenPolicy): written is EnforcedPolicy {
  return written.lowered !== null;
}

function disabledIds(entities: Iterable<Entity>): ReadonlySet<ResourceId> {
  const disabled = new Set<ResourceId>();
  for (const entity of entities) if (entity.kind === 'design') for (const id of entity.spec.disabled) disabled.add(id);
  return disabled;
}

function isTaken(policy: Policy, version: LintInput['settings']['calicoVersion']): boolean {
  if (policy.kind === 'unmodelled-policy') return policy.ignoredFor === null && isEnforced(policy, version);
  return policy.errors.length === 0 && (!policy.staged || knowsStaged(version));
}

export function isStaged(policy: Policy): boolean {
  return policy.kind !== 'unmodelled-policy' && policy.staged;
}

/** null: it cannot be read. */
function subjectOf(policy: Policy): Selector | null {
  switch (policy.kind) {
    case 'calico-policy':
      return subjectOfCalicoPolicy(policy);
    case 'kube-network-policy':
      return subjectOfKubePolicy(policy);
    case 'unmodelled-policy':
      return policy.subject && podsInNamespaces(policy.subject.namespaceSelector, policy.subject.podSelector);
    default:
      return unreachable(policy);
  }
}

/** What a policy can select: a pod or a host endpoint. */
export interface Selectable {
  /** As in a sentence: `pod prod/db`, `host endpoint n1`. */
  readonly name: string;
  readonly labels: Labels;
  readonly kind: 'pod' | 'host-endpoint';
  readonly namespace: string | null;
}

export function selectables({ ruleset }: LintInput): readonly Selectable[] {
  const pods = ruleset.parties.flatMap((party): readonly Selectable[] =>
    party.kind === 'pod'
      ? [
          {
            name: `pod ${party.row.id}`,
            labels: party.workload.labels,
            kind: 'pod',
            namespace: party.row.namespace,
          },
        ]
      : [],
  );
  const hosts = ruleset.guards.map(({ name, labels }): Selectable => ({
    name: `host endpoint ${name}`,
    labels,
    kind: 'host-endpoint',
    namespace: null,
  }));
  return [...pods, ...hosts];
}
