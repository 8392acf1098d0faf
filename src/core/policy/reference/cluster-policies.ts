import type { Manifest } from '../../model/document.ts';
import { adminRuleMatches, clusterRuleMatches, failsClosed, isClusterSubject } from './cluster-rule.ts';
import { ofKind } from './manifests.ts';
import type { Packet } from './packet.ts';
import type { Direction, PolicyView, RuleAction, RuleView } from './policies.ts';
import type { Raw } from './raw.ts';
import { at, list, nameOf, number, text } from './raw.ts';
import { isBefore332, tieBreak } from './tie-break.ts';
import type { World } from './world.ts';

/** What tells the kinds of policy.networking.k8s.io apart. */
interface ClusterKind {
  readonly kind: string;
  readonly sortedAs: string;
  readonly tier: string;
  readonly order: number;
  readonly oldName: string;
  readonly matches: (rule: Raw, direction: Direction, packet: Packet) => boolean;
}

/** Those of them that the version enforces (R1.1). */
export function clusterPolicies(world: World): readonly PolicyView[] {
  const group = 'policy.networking.k8s.io';
  if (!isBefore332(world)) {
    return ofKind(world.manifests, group, 'ClusterNetworkPolicy')
      .filter((manifest) => isInForce(at(manifest, 'spec')))
      .map((manifest) => readPolicy(world, manifest, clusterKind(world, manifest)));
  }
  const baselines = world.version === '3.29' ? [] : ofKind(world.manifests, group, 'BaselineAdminNetworkPolicy');
  return [
    ...ofKind(world.manifests, group, 'AdminNetworkPolicy').map((manifest) =>
      readPolicy(world, manifest, adminKind(world, manifest)),
    ),
    ...baselines.map((manifest) => readPolicy(world, manifest, baselineKind(world, manifest))),
  ];
}

/** R7.10, R7.11: another tier, or no subject, and the policy is ignored. */
function isInForce(spec: Raw): boolean {
  const subject = at(spec, 'subject');
  return (
    ['Admin', 'Baseline'].includes(text(at(spec, 'tier'))) &&
    (at(subject, 'namespaces') !== undefined || at(subject, 'pods') !== undefined)
  );
}

/** R7.10 */
function clusterKind(world: World, manifest: Manifest): ClusterKind {
  return {
    kind: 'ClusterNetworkPolicy',
    sortedAs: 'KubernetesClusterNetworkPolicy',
    tier: text(at(manifest, 'spec', 'tier')) === 'Admin' ? 'kube-admin' : 'kube-baseline',
    order: number(at(manifest, 'spec', 'priority')) ?? 0,
    oldName: nameOf(manifest),
    matches: (rule, direction, packet) => clusterRuleMatches(world, rule, direction, packet),
  };
}

/** R7.20 */
function adminKind(world: World, manifest: Manifest): ClusterKind {
  return {
    kind: 'AdminNetworkPolicy',
    sortedAs: 'KubernetesAdminNetworkPolicy',
    tier: 'adminnetworkpolicy',
    order: number(at(manifest, 'spec', 'priority')) ?? 0,
    oldName: `kanp.adminnetworkpolicy.${nameOf(manifest)}`,
    matches: (rule, direction, packet) => adminRuleMatches(world, rule, direction, packet),
  };
}

/** R7.20: without a priority. */
function baselineKind(world: World, manifest: Manifest): ClusterKind {
  return {
    ...adminKind(world, manifest),
    kind: 'BaselineAdminNetworkPolicy',
    sortedAs: 'KubernetesBaselineAdminNetworkPolicy',
    tier: 'baselineadminnetworkpolicy',
    order: 1000,
    oldName: `kbanp.baselineadminnetworkpolicy.${nameOf(manifest)}`,
  };
}

/** R7.12, R7.13 */
function readPolicy(world: World, manifest: Manifest, of: ClusterKind): PolicyView {
  const spec = at(manifest, 'spec');
  const rules = (direction: Direction): readonly RuleView[] =>
    list(at(spec, direction)).map((rule) => readRule(rule, direction, of));
  return {
    id: `${of.kind}/${nameOf(manifest)}`,
    manifest,
    tier: of.tier,
    order: of.order,
    tieBreak: tieBreak(world, of.sortedAs, '', nameOf(manifest), of.oldName),
    directions: (['ingress', 'egress'] as const).filter((direction) => list(at(spec, direction)).length > 0),
    set: 'normal',
    applyOnForward: false,
    appliesTo: (labels) => isClusterSubject(at(spec, 'subject'), labels),
    rules: { ingress: rules('ingress'), egress: rules('egress') },
  };
}

/** R7.15: what fails closed allows nothing, or denies everything. */
function readRule(rule: Raw, direction: Direction, of: ClusterKind): RuleView {
  const action = actionOf(text(at(rule, 'action')));
  if (failsClosed(rule, direction)) return { action: 'Deny', matches: () => action !== 'Allow' };
  return { action, matches: (packet) => of.matches(rule, direction, packet) };
}

function actionOf(action: string): RuleAction {
  if (action === 'Accept' || action === 'Allow') return 'Allow';
  return action === 'Pass' ? 'Pass' : 'Deny';
}
