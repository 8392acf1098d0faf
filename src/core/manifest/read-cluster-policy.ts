import type { ResourceId } from '../model/ids.ts';
import { directions } from '../model/policy.ts';
import type { UnmodelledPolicy } from '../model/policy.ts';
import { selectAll } from '../selector/ast.ts';
import type { Field } from './field-reader.ts';
import { readMetadata } from './read-metadata.ts';
import { readLabelSelector } from './read-values.ts';

/** Reads the policy kinds of policy.networking.k8s.io as far as to know whom they may touch (R7.10–R7.12, R7.20). */
export function readClusterPolicy(
  id: ResourceId,
  manifest: Field,
  manifestKind: UnmodelledPolicy['manifestKind'],
): UnmodelledPolicy {
  const spec = manifest.at('spec');
  const tier = readTierName(spec, manifestKind);
  const subject = spec.at('subject');
  return {
    kind: 'unmodelled-policy',
    ...readMetadata(id, manifest),
    manifestKind,
    tier: tier ?? 'kube-admin',
    // A BaselineAdminNetworkPolicy has no priority; Calico gives it this order (R7.20).
    order: spec.at('priority').integer(0, 1000) ?? 1000,
    subject: readSubject(subject),
    ignoredFor:
      tier === null ? 'tier' : subject.at('namespaces').present || subject.at('pods').present ? null : 'subject',
    // Without a rule the policy takes no part in a direction: these kinds do not isolate (R7.12).
    types: directions.filter((direction) => spec.at(direction).items().length > 0),
  };
}

/** null: none that Calico knows (R7.10). */
function readTierName(spec: Field, manifestKind: UnmodelledPolicy['manifestKind']): string | null {
  if (manifestKind === 'AdminNetworkPolicy') return 'adminnetworkpolicy';
  if (manifestKind === 'BaselineAdminNetworkPolicy') return 'baselineadminnetworkpolicy';
  const tier = spec.at('tier');
  if (!tier.present) tier.error('FIELD-REQUIRED', `${tier.label} is missing; it must be Admin or Baseline.`);
  return tier.choice({ Admin: 'kube-admin', Baseline: 'kube-baseline' });
}

/** R7.11; null, which means everyone, where the subject cannot be read. */
function readSubject(subject: Field): UnmodelledPolicy['subject'] {
  subject.knowOnly(['namespaces', 'pods']);
  const [wholeNamespaces, pods] = [subject.at('namespaces'), subject.at('pods')];
  if (wholeNamespaces.present === pods.present) {
    subject.error('FIELD-REQUIRED', `${subject.label} must have exactly one of namespaces and pods.`);
    return null;
  }
  if (pods.present) {
    const namespaces = pods.at('namespaceSelector');
    const namespaceSelector = namespaces.present ? readLabelSelector(namespaces) : selectAll;
    const podSelector = readLabelSelector(pods.at('podSelector'));
    return namespaceSelector && podSelector && { namespaceSelector, podSelector };
  }
  const namespaceSelector = readLabelSelector(wholeNamespaces);
  return namespaceSelector && { namespaceSelector, podSelector: selectAll };
}
