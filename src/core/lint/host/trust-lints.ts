import type { Pod } from '../../model/entities.ts';
import { isEmptyAddressSet } from '../../net/address-set.ts';
import { labelMapOf, labelsOfPod, type LabelSources } from '../../policy/effective-labels.ts';
import {
  namespaceLabel,
  namespacePrefix,
  podsInNamespaces,
  podsOfNamespace,
  selectorsOfEntity,
  serviceAccountPrefix,
} from '../../policy/policy-selector.ts';
import type { JsonPath } from '../../model/json.ts';
import type { KubeNetworkPolicy } from '../../model/policy.ts';
import { directions } from '../../model/policy.ts';
import type { Selector } from '../../selector/ast.ts';
import type { Labels } from '../../selector/labels.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import { entitiesOfKind, hostSceneOf, selects } from './host-scene.ts';
import type { RuleEntity } from './rule-entities.ts';
import { ruleEntitiesOf } from './rule-entities.ts';
import { alternativesOf, labelsNeeded } from './selector-terms.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';
import { shortName } from './sentences.ts';

/** Rules that believe in labels which anybody can set, or which nobody can see. */
export const trustLints: readonly Lint[] = [findTrustInPodLabels, findLabelsOfHostNetwork];

/** LABEL-TRUST: whoever may create pods in any namespace gives himself such a label. */
function findTrustInPodLabels(input: LintInput): readonly LintFinding[] {
  const hostPolicies = new Set(
    hostSceneOf(input)
      .policies.filter(({ lowered }) => selectsHosts(input, lowered.selects))
      .map(({ entity }) => entity.id),
  );
  return ruleEntitiesOf(input)
    .filter((rule) => hostPolicies.has(rule.policy) && isOpenSource(rule))
    .flatMap((rule) => {
      const labels = trustedLabels(input, rule);
      if (labels.length === 0) return [];
      const fact = `Rule ${rule.index + 1} of ${shortName(rule.policy)} lets everything in that carries ${listed(labels)}, from whatever namespace it comes`;
      const advice =
        'Whoever may create a pod anywhere can give it that label and reach the nodes: add a namespaceSelector or serviceAccounts to the source';
      return [lintFinding('warning', 'LABEL-TRUST', [rule.policy, [...rule.path, 'selector']], { fact, advice })];
    });
}

function selectsHosts(input: LintInput, selector: Selector): boolean {
  return hostSceneOf(input).hosts.some(({ guard }) => selects(input, selector, guard.labels));
}

/** The source of an ingress rule that allows, limited by labels of pods alone. */
function isOpenSource({ direction, side, action, entity, of }: RuleEntity): boolean {
  const isLimited = entity.namespaceSelector !== null || entity.serviceAccounts !== null || entity.nets.length > 0;
  return (
    direction === 'ingress' && side === 'source' && action === 'allow' && !isLimited && of.entity.namespace === null
  );
}

/** Labels of alternatives that neither hosts nor network sets satisfy: they are meant for pods. */
export function trustedLabels(input: LintInput, { entity }: Pick<RuleEntity, 'entity'>): readonly string[] {
  const alternatives = entity.selector === null ? [] : alternativesOf(entity.selector);
  const labels = alternatives
    .filter((alternative) => !isMeantForOthers(input, alternative))
    .map(labelsNeeded)
    .filter((needed) => ![...needed].some(isPinned));
  return [...new Set(labels.flatMap((needed) => [...needed]))];
}

/** Labels that a pod has of its namespace or service account, and cannot give itself (R3.4). */
function isPinned(label: string): boolean {
  return label === namespaceLabel || label.startsWith(namespacePrefix) || label.startsWith(serviceAccountPrefix);
}

function isMeantForOthers(input: LintInput, selector: Selector): boolean {
  const sets = entitiesOfKind(input, 'network-set').filter(({ namespace }) => namespace === null);
  const ofHosts = input.ruleset.guards.map(({ labels }) => labels);
  return [...ofHosts, ...sets.map(({ labels }) => labels)].some((labels) => selects(input, selector, labels));
}

interface LabelledHostPod {
  readonly pod: Pod;
  readonly labels: Labels;
}

/** HOSTNET-LABEL: a pod on its node's network is its node to every rule (R1.3). */
function findLabelsOfHostNetwork(input: LintInput): readonly LintFinding[] {
  const pods = labelledHostPods(input);
  if (pods.length === 0) return [];
  return [...asksOfCalico(input), ...asksOfKubernetes(input)].flatMap(({ alternatives, path, policy, rule }) => {
    const [meant] = alternatives.flatMap((selector) => podMeant(input, selector, pods) ?? []);
    if (meant === undefined) return [];
    const { namespace, name } = meant.pod;
    const fact = `Rule ${rule + 1} of ${shortName(policy)} asks for labels that only ${namespace}/${name} and other pods on their node’s network have`;
    const advice =
      'Such a pod is its node to every rule, so its labels match nothing: ask for the labels of host endpoints, with expectedIPs, or for the nodes’ addresses';
    return [lintFinding('info', 'HOSTNET-LABEL', [policy, path], { fact, advice })];
  });
}

/** What one rule asks for. */
interface Ask {
  readonly policy: RuleEntity['policy'];
  readonly rule: number;
  readonly path: JsonPath;
  /** Complete selectors, each of which needs some label. */
  readonly alternatives: readonly Selector[];
}

function asksOfCalico(input: LintInput): readonly Ask[] {
  return ruleEntitiesOf(input).flatMap(({ policy, index, path, entity, of }) => {
    const own = entity.selector === null ? [] : alternativesOf(entity.selector);
    const alternatives = own
      .filter((selector) => labelsNeeded(selector).size > 0)
      .flatMap((selector) => selectorsOfEntity({ ...entity, selector }, of.entity.namespace).positive ?? []);
    return alternatives.length === 0 ? [] : [{ policy, rule: index, path: [...path, 'selector'], alternatives }];
  });
}

function asksOfKubernetes(input: LintInput): readonly Ask[] {
  const enforced = new Set(input.ruleset.policies.map(({ resource }) => resource));
  return entitiesOfKind(input, 'kube-network-policy')
    .filter(({ id, staged }) => enforced.has(id) && !staged)
    .flatMap((policy) =>
      directions.flatMap((direction) =>
        policy[direction].flatMap(({ peers }, rule) => {
          const alternatives = peers.flatMap((peer) => selectorOfPeer(policy, peer) ?? []);
          const path = ['spec', direction, rule];
          return alternatives.length === 0 ? [] : [{ policy: policy.id, rule, path, alternatives }];
        }),
      ),
    );
}

function selectorOfPeer(
  { namespace }: KubeNetworkPolicy,
  peer: KubeNetworkPolicy['ingress'][number]['peers'][number],
): Selector | null {
  if (peer.kind !== 'pods' || peer.podSelector === null || labelsNeeded(peer.podSelector).size === 0) return null;
  return peer.namespaceSelector === null
    ? podsOfNamespace(namespace, peer.podSelector)
    : podsInNamespaces(peer.namespaceSelector, peer.podSelector);
}

/** The first of the pods that a selector would mean if they had a network of their own, where it means nobody else. */
function podMeant(input: LintInput, selector: Selector, pods: readonly LabelledHostPod[]): LabelledHostPod | null {
  if (!isEmptyAddressSet(input.ruleset.book.addressesOf(selector))) return null;
  return pods.find(({ labels }) => selects(input, selector, labels)) ?? null;
}

function labelledHostPods(input: LintInput): readonly LabelledHostPod[] {
  const sources = labelSourcesOf(input);
  return hostSceneOf(input).hostNetworkPods.map((pod) => ({ pod, labels: labelMapOf(labelsOfPod(pod, sources)) }));
}

/** Every namespace has its name as a label (semantics.md 1.2). */
function labelSourcesOf(input: LintInput): LabelSources {
  const named = hostSceneOf(input).hostNetworkPods.map(
    ({ namespace }) => [namespace, new Map<string, string>()] as const,
  );
  const written = entitiesOfKind(input, 'namespace').map(({ name, labels }) => [name, labels] as const);
  return {
    namespaces: new Map(
      [...named, ...written].map(([name, labels]) => [
        name,
        new Map([...labels, ['kubernetes.io/metadata.name', name]]),
      ]),
    ),
    serviceAccounts: new Map(
      entitiesOfKind(input, 'service-account').map(({ namespace, name, labels }) => [`${namespace}/${name}`, labels]),
    ),
  };
}
