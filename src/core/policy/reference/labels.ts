import type { Manifest } from '../../model/document.ts';
import { ofKind } from './manifests.ts';
import { at, isKind, labelsOf, nameOf, namespaceOf, text } from './raw.ts';

export type Labels = ReadonlyMap<string, string>;

export const allowAll = 'projectcalico-default-allow';

/** R3.4, from the weakest to the strongest. */
export function podLabels(manifests: readonly Manifest[], own: Labels, namespace: string, account: string): Labels {
  const kept = [...own].filter(([key]) => !key.startsWith('pcns.') && !key.startsWith('pcsa.'));
  return new Map([
    ...serviceAccountLabels(manifests, namespace, account),
    ...namespaceLabels(manifests, namespace),
    ...kept,
    ['projectcalico.org/namespace', namespace],
    ['projectcalico.org/orchestrator', 'k8s'],
    ['projectcalico.org/serviceaccount', account],
  ]);
}

export function namespaceLabels(manifests: readonly Manifest[], namespace: string): Labels {
  const manifest = ofKind(manifests, '', 'Namespace').find((candidate) => nameOf(candidate) === namespace);
  const own = labelsOf(at(manifest, 'metadata', 'labels'));
  return new Map([
    ...[...own].map(([key, value]) => [`pcns.${key}`, value] as const),
    ['pcns.kubernetes.io/metadata.name', namespace], // 1.2
    ['pcns.projectcalico.org/name', namespace],
  ]);
}

function serviceAccountLabels(manifests: readonly Manifest[], namespace: string, account: string): Labels {
  const manifest = ofKind(manifests, '', 'ServiceAccount').find(
    (candidate) => nameOf(candidate) === account && namespaceOf(candidate) === namespace,
  );
  const own = labelsOf(at(manifest, 'metadata', 'labels'));
  return new Map([
    ...[...own].map(([key, value]) => [`pcsa.${key}`, value] as const),
    ['pcsa.projectcalico.org/name', account],
  ]);
}

export function profileLabels(manifests: readonly Manifest[], profile: string): Labels {
  if (profileAction(manifests, profile) === 'missing') return new Map();
  const [kind, namespace = '', ...account] = profile.split('.');
  if (kind === 'kns') return namespaceLabels(manifests, namespace);
  if (kind === 'ksa') return serviceAccountLabels(manifests, namespace, account.join('.'));
  return new Map();
}

const inNamespaces = ['Pod', 'NetworkSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/** R1.8, R1.9: what a listed profile does with everything. */
export function profileAction(manifests: readonly Manifest[], profile: string): 'allow' | 'nothing' | 'missing' {
  if (profile === allowAll) return 'allow';
  const [kind, namespace = '', ...rest] = profile.split('.');
  const account = rest.join('.');
  // Q18: what is named as a namespace is one.
  const hasNamespace = manifests.some((candidate) =>
    isKind(candidate, '', 'Namespace')
      ? nameOf(candidate) === namespace
      : inNamespaces.includes(text(at(candidate, 'kind'))) && namespaceOf(candidate) === namespace,
  );
  const hasAccount = ofKind(manifests, '', 'ServiceAccount').some(
    (candidate) => nameOf(candidate) === account && namespaceOf(candidate) === namespace,
  );
  if (kind === 'kns' && hasNamespace) return 'allow';
  return kind === 'ksa' && hasAccount ? 'nothing' : 'missing';
}
