import type { HostEndpoint, NetworkSet, Pod } from '../model/entities.ts';
import type { Labels } from '../selector/labels.ts';
import { noLabels } from '../selector/labels.ts';
import {
  namespaceLabel,
  namespacePrefix,
  orchestratorLabel,
  serviceAccountLabel,
  serviceAccountPrefix,
} from './policy-selector.ts';
import type { EffectiveLabel, ProfileRule } from './ruleset.ts';

/** Labels of the namespaces and service accounts of a design, those the cluster adds by itself included. */
export interface LabelSources {
  /** By namespace; a namespace that only pods name is there too (Q18). */
  readonly namespaces: ReadonlyMap<string, Labels>;
  /** By `namespace/service account`. */
  readonly serviceAccounts: ReadonlyMap<string, Labels>;
}

/** All of the sources that a pod's labels depend on. */
export function sourcesOfPod(
  { namespace, serviceAccount }: Pod,
  sources: LabelSources,
): readonly (Labels | undefined)[] {
  return [sources.namespaces.get(namespace), sources.serviceAccounts.get(`${namespace}/${serviceAccount}`)];
}

/** What a policy selector sees on a pod (R3.4); where a key comes twice the earlier one holds. */
export function labelsOfPod(pod: Pod, sources: LabelSources): readonly EffectiveLabel[] {
  const forced: EffectiveLabel[] = [
    { key: namespaceLabel, value: pod.namespace, from: 'automatic' },
    { key: orchestratorLabel, value: 'k8s', from: 'automatic' },
  ];
  if (pod.serviceAccount !== '')
    forced.push({ key: serviceAccountLabel, value: pod.serviceAccount, from: 'automatic' });
  const own = ownLabels(pod.labels).filter(
    // Stripped against spoofing: only a profile may hand these down.
    ({ key }) => !key.startsWith(namespacePrefix) && !key.startsWith(serviceAccountPrefix),
  );
  return firstOfEachKey([
    ...forced,
    ...own,
    ...inheritedFromNamespace(pod.namespace, sources, 'namespace'),
    ...inheritedFromAccount(pod.namespace, pod.serviceAccount, sources, 'service-account'),
  ]);
}

/** Own labels and those of the listed profiles, nothing else and nothing stripped (R3.5). */
export function labelsOfHostEndpoint(hostEndpoint: HostEndpoint, sources: LabelSources): readonly EffectiveLabel[] {
  const inherited = hostEndpoint.profiles.flatMap((profile) => labelsOfProfile(profile, sources));
  return firstOfEachKey([...ownLabels(hostEndpoint.labels), ...inherited]);
}

/** R3.6. */
export function labelsOfNetworkSet(set: NetworkSet, sources: LabelSources): readonly EffectiveLabel[] {
  if (set.namespace === null) return ownLabels(set.labels);
  return firstOfEachKey([
    { key: namespaceLabel, value: set.namespace, from: 'automatic' },
    ...ownLabels(set.labels),
    ...inheritedFromNamespace(set.namespace, sources, 'namespace'),
  ]);
}

export function labelMapOf(labels: readonly EffectiveLabel[]): Labels {
  return new Map(labels.map(({ key, value }) => [key, value]));
}

/** Profiles that exist beside the namespaces' and service accounts' (R1.8). */
const defaultAllowProfile = 'projectcalico-default-allow';

/** What a listed profile decides; one that does not exist denies everything (R1.9). */
export function ruleOfProfile(profile: string, sources: LabelSources): ProfileRule {
  const reference = readProfileName(profile);
  switch (reference.kind) {
    case 'default-allow':
      return { profile, action: 'allow' };
    case 'namespace':
      return { profile, action: sources.namespaces.has(reference.namespace) ? 'allow' : 'deny' };
    case 'service-account':
      return { profile, action: sources.serviceAccounts.has(reference.key) ? 'next' : 'deny' };
    case 'missing':
      return { profile, action: 'deny' };
  }
}

type ProfileReference =
  | { readonly kind: 'default-allow' | 'missing' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'service-account'; readonly namespace: string; readonly account: string; readonly key: string };

function readProfileName(profile: string): ProfileReference {
  if (profile === defaultAllowProfile) return { kind: 'default-allow' };
  if (profile.startsWith('kns.')) return { kind: 'namespace', namespace: profile.slice('kns.'.length) };
  const [, namespace, account] = /^ksa\.([^.]+)\.(.+)$/.exec(profile) ?? [];
  if (namespace === undefined || account === undefined) return { kind: 'missing' };
  return { kind: 'service-account', namespace, account, key: `${namespace}/${account}` };
}

function labelsOfProfile(profile: string, sources: LabelSources): readonly EffectiveLabel[] {
  const reference = readProfileName(profile);
  if (reference.kind === 'namespace' && sources.namespaces.has(reference.namespace))
    return inheritedFromNamespace(reference.namespace, sources, 'profile');
  if (reference.kind === 'service-account' && sources.serviceAccounts.has(reference.key))
    return inheritedFromAccount(reference.namespace, reference.account, sources, 'profile');
  return [];
}

function inheritedFromNamespace(
  namespace: string,
  sources: LabelSources,
  from: EffectiveLabel['from'],
): readonly EffectiveLabel[] {
  return inherited(sources.namespaces.get(namespace) ?? noLabels, namespacePrefix, namespace, from);
}

function inheritedFromAccount(
  namespace: string,
  account: string,
  sources: LabelSources,
  from: EffectiveLabel['from'],
): readonly EffectiveLabel[] {
  if (account === '') return [];
  const labels = sources.serviceAccounts.get(`${namespace}/${account}`) ?? noLabels;
  return inherited(labels, serviceAccountPrefix, account, from);
}

/** The name label is set last: no real label can take its place (R3.4). */
function inherited(
  labels: Labels,
  prefix: string,
  name: string,
  from: EffectiveLabel['from'],
): readonly EffectiveLabel[] {
  const nameLabel: EffectiveLabel = { key: `${prefix}projectcalico.org/name`, value: name, from };
  return [nameLabel, ...[...labels].map(([key, value]) => ({ key: prefix + key, value, from }))];
}

function ownLabels(labels: Labels): EffectiveLabel[] {
  return [...labels].map(([key, value]) => ({ key, value, from: 'own' }));
}

function firstOfEachKey(labels: readonly EffectiveLabel[]): readonly EffectiveLabel[] {
  const first = new Map<string, EffectiveLabel>();
  for (const label of labels) if (!first.has(label.key)) first.set(label.key, label);
  return [...first.values()];
}
