import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { unreachable } from '../result.ts';
import type { Command } from './command.ts';
import type { DropTier } from './drop-context.ts';
import { policyStep } from './drop-policy.ts';
import { freeName } from './names.ts';
import { newPolicy } from './new-manifests.ts';

/** What is made in a lane of the tier board. */
export type NewPolicyKind =
  | { readonly kind: 'global' }
  | { readonly kind: 'calico'; readonly namespace: string }
  | { readonly kind: 'kubernetes'; readonly namespace: string }
  /** Of tier kube-admin or kube-baseline. */
  | { readonly kind: 'cluster' };

export interface PlannedPolicy {
  readonly id: ResourceId;
  readonly name: string;
  readonly command: Command;
}

const baseName = 'policy';

/**
 * A new policy behind the others of its tier. It selects `app == "<its name>"`, which nothing has until the user says
 * whom it is for: no verdict changes by making it.
 */
export function planNewPolicy(document: ClusterDocument, tier: DropTier, what: NewPolicyKind): PlannedPolicy {
  const manifest = manifestOf(document, tier, what);
  const identity = identityOf(manifest);
  return {
    id: resourceId(identity),
    name: identity.name,
    command: { type: 'add-resources', manifests: [manifest], positions: [] },
  };
}

function manifestOf(document: ClusterDocument, tier: DropTier, what: NewPolicyKind): Manifest {
  switch (what.kind) {
    case 'global':
      return calicoPolicy(document, tier, null);
    case 'calico':
      return calicoPolicy(document, tier, what.namespace);
    case 'kubernetes':
      return kubePolicy(document, what.namespace);
    case 'cluster':
      return clusterPolicy(document, tier);
    default:
      return unreachable(what);
  }
}

function calicoPolicy(document: ClusterDocument, tier: DropTier, namespace: string | null): Manifest {
  const kind = namespace === null ? 'GlobalNetworkPolicy' : 'NetworkPolicy';
  const name = freeName(document, { group: 'projectcalico.org', kind, namespace }, baseName);
  return newPolicy(document, {
    namespace,
    baseName: name,
    tier: tier.name,
    order: orderBehind(tier),
    selector: `app == "${name}"`,
    direction: 'ingress',
    rules: [],
  });
}

function kubePolicy(document: ClusterDocument, namespace: string): Manifest {
  const name = freeName(document, { group: 'networking.k8s.io', kind: 'NetworkPolicy', namespace }, baseName);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: { podSelector: { matchLabels: { app: name } }, policyTypes: ['Ingress'], ingress: [] },
  };
}

function clusterPolicy(document: ClusterDocument, tier: DropTier): Manifest {
  const type = { group: 'policy.networking.k8s.io', kind: 'ClusterNetworkPolicy', namespace: null };
  const name = freeName(document, type, baseName);
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: {
      tier: tier.name === 'kube-admin' ? 'Admin' : 'Baseline',
      // R7.10: 1,000 is the last one.
      priority: Math.min(1000, orderBehind(tier)),
      subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: name } } } },
      ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }],
    },
  };
}

/** Behind all that have a number, before those without. */
function orderBehind({ policies }: DropTier): number {
  return Math.max(0, ...policies.flatMap(({ order }) => order ?? [])) + policyStep;
}
