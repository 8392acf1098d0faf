import type { Manifest } from '../../model/document.ts';
import { calicoRuleMatches, namespaceLabel } from './calico-rule.ts';
import { clusterPolicies } from './cluster-policies.ts';
import { isPod, kubeRuleMatches } from './kube-rule.ts';
import type { Labels } from './labels.ts';
import { ofKind } from './manifests.ts';
import type { Packet } from './packet.ts';
import type { Raw } from './raw.ts';
import { at, list, nameOf, namespaceOf, number, text, texts } from './raw.ts';
import { labelSelectorMatches, selectorMatches } from './selector-match.ts';
import { isBefore332, tieBreak } from './tie-break.ts';
import type { World } from './world.ts';

export type Direction = 'ingress' | 'egress';
export type RuleAction = 'Allow' | 'Deny' | 'Pass' | 'Log';

/** Which of a host endpoint's four sets the policy is in (R5.8). */
export type PolicySet = 'untracked' | 'prednat' | 'normal';

export interface PolicyView {
  /** `Kind/[namespace/]name`, in the words of the worked cases. */
  readonly id: string;
  readonly manifest: Manifest;
  readonly tier: string;
  readonly order: number;
  /** Decides between policies of one order (R4.2). */
  readonly tieBreak: string;
  readonly directions: readonly Direction[];
  readonly set: PolicySet;
  readonly applyOnForward: boolean;
  readonly appliesTo: (labels: Labels) => boolean;
  readonly rules: Readonly<Record<Direction, readonly RuleView[]>>;
}

export interface RuleView {
  readonly action: RuleAction;
  readonly matches: (packet: Packet) => boolean;
}

export interface TierView {
  readonly name: string;
  readonly order: number;
  readonly passes: boolean;
  readonly policies: readonly PolicyView[];
}

/** Tiers in order, each with its policies in order (R4.1, R4.2). */
export function readTiers(world: World): readonly TierView[] {
  const policies = [...calicoPolicies(world), ...kubePolicies(world), ...clusterPolicies(world)];
  const names = new Set([...policies.map(({ tier }) => tier), ...tierManifests(world).map(nameOf)]);
  return [...names]
    .map((name) => ({
      ...readTier(world, name),
      policies: policies
        .filter(({ tier }) => tier === name)
        .map((policy) => ({ ...policy, appliesTo: remembered(policy.appliesTo) }))
        .sort(byOrder('tieBreak')),
    }))
    .sort(byOrder('name'));
}

/** The same endpoints are asked about with every packet. */
function remembered(holds: (labels: Labels) => boolean): (labels: Labels) => boolean {
  const answers = new Map<Labels, boolean>();
  return (labels) => {
    const answer = answers.get(labels) ?? holds(labels);
    answers.set(labels, answer);
    return answer;
  };
}

function byOrder<Key extends string>(
  key: Key,
): (
  a: { readonly order: number } & Readonly<Record<Key, string>>,
  b: { readonly order: number } & Readonly<Record<Key, string>>,
) => number {
  return (a, b) => {
    if (a.order !== b.order) return a.order < b.order ? -1 : 1;
    return a[key] < b[key] ? -1 : 1;
  };
}

function tierManifests(world: World): readonly Manifest[] {
  return ofKind(world.manifests, 'projectcalico.org', 'Tier');
}

type BuiltInTier = readonly [order: number, passes: boolean];

/** R1.6 */
function builtInTier(world: World, name: string): BuiltInTier | undefined {
  const modern: Readonly<Record<string, BuiltInTier>> = {
    default: [1_000_000, false],
    'kube-admin': [1000, true],
    'kube-baseline': [10_000_000, true],
  };
  const older: Readonly<Record<string, BuiltInTier>> = {
    default: [1_000_000, false],
    adminnetworkpolicy: [1000, true],
    ...(world.version === '3.29' ? {} : { baselineadminnetworkpolicy: [10_000_000, true] }),
  };
  return (isBefore332(world) ? older : modern)[name];
}

/** R1.7: no order is 1,000,000, anything but Pass is Deny; R4.1: a tier that is nowhere sorts last. */
function readTier(world: World, name: string): Omit<TierView, 'policies'> {
  const manifest = tierManifests(world).find((candidate) => nameOf(candidate) === name);
  const builtIn = builtInTier(world, name);
  if (builtIn !== undefined) return { name, order: builtIn[0], passes: builtIn[1] };
  if (manifest === undefined) return { name, order: Infinity, passes: false };
  const order = number(at(manifest, 'spec', 'order')) ?? 1_000_000;
  return { name, order, passes: text(at(manifest, 'spec', 'defaultAction')) === 'Pass' };
}

/** A policy that is in force, and under which kind it was written. */
interface InForce {
  readonly manifest: Manifest;
  readonly writtenAs: string;
}

/**
 * R4.9: staged policies do nothing; judged as enforced (R1.1: not before 3.30), one that is to be set takes the place of
 * its namesake, one that is to be deleted takes it away.
 */
function inForce(world: World, group: string, kind: string, stagedKind: string, writtenAs: string): readonly InForce[] {
  const enforced = ofKind(world.manifests, group, kind).map((manifest) => ({ manifest, writtenAs }));
  if (world.staged === 'ignored' || world.version === '3.29') return enforced;
  const staged = ofKind(world.manifests, 'projectcalico.org', stagedKind);
  const wishing = (wish: string): readonly Manifest[] =>
    staged.filter((manifest) => (text(at(manifest, 'spec', 'stagedAction')) || 'Set') === wish);
  const gone = [...wishing('Set'), ...wishing('Delete')];
  const isNamesake = (a: Manifest, b: Manifest): boolean =>
    nameOf(a) === nameOf(b) && namespaceOf(a) === namespaceOf(b);
  return [
    ...enforced.filter(({ manifest }) => !gone.some((other) => isNamesake(manifest, other))),
    ...wishing('Set').map((manifest) => ({ manifest, writtenAs: stagedKind })),
  ];
}

function calicoPolicies(world: World): readonly PolicyView[] {
  return ['GlobalNetworkPolicy', 'NetworkPolicy'].flatMap((kind) =>
    inForce(world, 'projectcalico.org', kind, `Staged${kind}`, kind).map((policy) =>
      readCalicoPolicy(world, kind, policy),
    ),
  );
}

function readCalicoPolicy(world: World, kind: string, { manifest, writtenAs }: InForce): PolicyView {
  const spec = at(manifest, 'spec');
  const [name, namespace] = [nameOf(manifest), namespaceOf(manifest)];
  const tier = text(at(spec, 'tier')) || 'default';
  const rules = (direction: Direction): readonly RuleView[] =>
    list(at(spec, direction)).map((rule) => ({
      // Validation admits these four only (R8.20).
      action: text(at(rule, 'action')) as RuleAction,
      matches: (packet) => calicoRuleMatches(world, namespace === '' ? null : namespace, rule, packet),
    }));
  return {
    id: namespace === '' ? `${writtenAs}/${name}` : `${writtenAs}/${namespace}/${name}`,
    manifest,
    tier,
    order: number(at(spec, 'order')) ?? Infinity,
    tieBreak: tieBreak(world, kind, namespace, name, name.startsWith(`${tier}.`) ? name : `${tier}.${name}`),
    directions: calicoDirections(spec),
    set: at(spec, 'doNotTrack') === true ? 'untracked' : at(spec, 'preDNAT') === true ? 'prednat' : 'normal',
    applyOnForward: at(spec, 'applyOnForward') === true,
    appliesTo: (labels) => calicoPolicyApplies(spec, namespace, labels),
    rules: { ingress: rules('ingress'), egress: rules('egress') },
  };
}

/** R4.4 */
function calicoDirections(spec: Raw): readonly Direction[] {
  const types = texts(at(spec, 'types'));
  if (types.length > 0) return (['ingress', 'egress'] as const).filter((d) => types.includes(capital(d)));
  if (list(at(spec, 'egress')).length === 0) return ['ingress'];
  return list(at(spec, 'ingress')).length === 0 ? ['egress'] : ['ingress', 'egress'];
}

function capital(direction: Direction): string {
  return direction === 'ingress' ? 'Ingress' : 'Egress';
}

/** R3.10, R3.11: where a namespace or service account selector is given, `all()` elsewhere shrinks with it. */
function calicoPolicyApplies(spec: Raw, namespace: string, labels: Labels): boolean {
  const namespaces = namespace === '' ? text(at(spec, 'namespaceSelector')) : '';
  const accounts = text(at(spec, 'serviceAccountSelector'));
  const account = 'projectcalico.org/serviceaccount';
  const shrunk = namespace !== '' ? null : namespaces !== '' ? namespaceLabel : accounts !== '' ? account : null;
  const ofAccounts = namespace === '' ? account : null;
  return (
    (namespace === '' || labels.get(namespaceLabel) === namespace) &&
    selectorMatches(text(at(spec, 'selector')), labels, { prefix: '', allMeansHas: shrunk, globalMeansLacks: null }) &&
    selectorMatches(namespaces, labels, { prefix: 'pcns.', allMeansHas: namespaceLabel, globalMeansLacks: null }) &&
    selectorMatches(accounts, labels, { prefix: 'pcsa.', allMeansHas: ofAccounts, globalMeansLacks: null })
  );
}

/** 7.1 */
function kubePolicies(world: World): readonly PolicyView[] {
  const staged = 'StagedKubernetesNetworkPolicy';
  return inForce(world, 'networking.k8s.io', 'NetworkPolicy', staged, 'KubernetesNetworkPolicy').map(
    ({ manifest, writtenAs }) => {
      const spec = at(manifest, 'spec');
      const [name, namespace] = [nameOf(manifest), namespaceOf(manifest)];
      const rules = (direction: Direction): readonly RuleView[] =>
        list(at(spec, direction)).map((rule) => ({
          action: 'Allow',
          matches: (packet) => kubeRuleMatches(world, namespace, rule, direction, packet),
        }));
      return {
        id: `${writtenAs}/${namespace}/${name}`,
        manifest,
        tier: 'default',
        order: 1000, // R4.20
        tieBreak: tieBreak(world, 'KubernetesNetworkPolicy', namespace, name, `knp.default.${name}`),
        directions: kubeDirections(spec, writtenAs === staged),
        set: 'normal',
        applyOnForward: false,
        appliesTo: (labels) =>
          isPod(labels) &&
          labels.get(namespaceLabel) === namespace &&
          labelSelectorMatches(at(spec, 'podSelector'), labels, ''),
        rules: { ingress: rules('ingress'), egress: rules('egress') },
      };
    },
  );
}

/** R7.3: nothing fills in the types of a staged one. */
function kubeDirections(spec: Raw, isStaged: boolean): readonly Direction[] {
  const types = texts(at(spec, 'policyTypes'));
  if (types.length > 0) return (['ingress', 'egress'] as const).filter((d) => types.includes(capital(d)));
  return list(at(spec, 'egress')).length > 0 && !isStaged ? ['ingress', 'egress'] : ['ingress'];
}
