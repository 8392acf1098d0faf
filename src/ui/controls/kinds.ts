import type { Entity } from '../../core/model/entities.ts';
import { unreachable } from '../../core/result.ts';
import type { IconName } from './icons.ts';

/** How a kind of object is called and drawn everywhere in the program. */
export interface KindLook {
  readonly label: string;
  readonly icon: IconName;
  /** Name of a colour in tokens.css. */
  readonly colour: string;
}

/** @see design.md section 2, column "In the UI" */
export function kindLook(entity: Entity): KindLook {
  switch (entity.kind) {
    case 'cluster-node':
      return { label: 'Node', icon: 'cluster-node', colour: '--kind-host' };
    case 'namespace':
      return { label: 'Namespace', icon: 'namespace', colour: '--kind-namespace' };
    case 'service-account':
      return { label: 'Service account', icon: 'other', colour: '--kind-namespace' };
    case 'pod':
      return { label: entity.workloadKind, icon: 'pod', colour: '--kind-pod' };
    case 'host-endpoint':
      return { label: 'Host endpoint', icon: 'host-endpoint', colour: '--kind-host' };
    case 'network-set':
      return {
        label: entity.namespace === null ? 'Global network set' : 'Network set',
        icon: 'network-set',
        colour: '--kind-set',
      };
    case 'external-network':
      return { label: 'External network', icon: 'network', colour: '--kind-network' };
    case 'tier':
      return { label: 'Tier', icon: 'tier', colour: '--kind-policy' };
    case 'calico-policy':
      return { label: calicoPolicyLabel(entity.namespace, entity.staged), icon: 'policy', colour: '--kind-policy' };
    case 'kube-network-policy':
      return {
        label: entity.staged ? 'Staged NetworkPolicy (Kubernetes)' : 'NetworkPolicy (Kubernetes)',
        icon: 'policy',
        colour: '--kind-policy',
      };
    case 'unmodelled-policy':
      return { label: entity.manifestKind, icon: 'policy', colour: '--kind-policy' };
    case 'service':
      return { label: 'Service', icon: 'other', colour: '--kind-network' };
    case 'ip-pool':
      return { label: 'IP pool', icon: 'network', colour: '--kind-network' };
    case 'profile':
      return { label: 'Profile', icon: 'other', colour: '--kind-network' };
    case 'felix-configuration':
      return { label: 'Felix configuration', icon: 'settings', colour: '--kind-network' };
    case 'kube-controllers-configuration':
      return { label: 'Controllers configuration', icon: 'settings', colour: '--kind-network' };
    case 'design':
      return { label: 'Design', icon: 'settings', colour: '--kind-network' };
    case 'other':
      return { label: entity.manifestKind, icon: 'other', colour: '--kind-network' };
    default:
      return unreachable(entity);
  }
}

function calicoPolicyLabel(namespace: string | null, staged: boolean): string {
  const label = namespace === null ? 'GlobalNetworkPolicy' : 'NetworkPolicy (Calico)';
  return staged ? `Staged ${label}` : label;
}

/** `namespace/name`, or the name of an object outside all namespaces. */
export function fullName(entity: Entity): string {
  return 'namespace' in entity && entity.namespace !== null ? `${entity.namespace}/${entity.name}` : entity.name;
}
