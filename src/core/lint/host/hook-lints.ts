import type { EndpointId, ResourceId } from '../../model/ids.ts';
import type { PortMatch } from '../../model/policy.ts';
import { isEmptyAddressSet, subtractAddresses } from '../../net/address-set.ts';
import { allTraffic } from '../../net/traffic.ts';
import { anyAddress } from '../../policy/address-pool.ts';
import { evaluatePair } from '../../policy/evaluate-pair.ts';
import type { LoweredPolicy, LoweredRule, Ruleset } from '../../policy/ruleset.ts';
import type { CheckpointName } from '../../policy/trace.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import type { EnforcedPolicy, GuardedHost, PlacedPod } from './host-scene.ts';
import { entitiesOfKind, hostSceneOf, selects } from './host-scene.ts';
import { lintFinding } from '../policy/lint-words.ts';
import { hostEndpointsInWords, shortName } from './sentences.ts';

/** Where host policy hooks in: untracked, before address translation, on forwarded traffic (R5.8, R5.27). */
export const hookLints: readonly Lint[] = [
  findUntrackedOnWildcard,
  findPredenialOfPods,
  findForwardPolicyOnPods,
  findMissingForward,
];

function hostsSelectedBy(input: LintInput, { selects: selector }: LoweredPolicy): readonly GuardedHost[] {
  return hostSceneOf(input).hosts.filter(({ guard }) => selects(input, selector, guard.labels));
}

function isWildcard({ guard }: GuardedHost): boolean {
  return guard.interfaceName === '*';
}

function namesOf(hosts: readonly GuardedHost[]): readonly string[] {
  return hosts.map(({ guard }) => guard.name);
}

/** DNT-WILDCARD: Felix takes no notice of untracked policy there (R5.28). */
function findUntrackedOnWildcard(input: LintInput): readonly LintFinding[] {
  return hostSceneOf(input)
    .policies.filter(({ lowered }) => lowered.hook === 'untracked')
    .flatMap(({ entity, lowered }) => {
      const names = namesOf(hostsSelectedBy(input, lowered).filter(isWildcard));
      if (names.length === 0) return [];
      const fact = `Policy ${entity.name} has doNotTrack and selects ${hostEndpointsInWords(names, 'within')}, bound to all interfaces`;
      const advice =
        'Calico ignores untracked policy there, allow and deny alike: bind the host endpoints to an interface by name, or leave doNotTrack out';
      return [lintFinding('warning', 'DNT-WILDCARD', [entity.id, ['spec', 'doNotTrack']], { fact, advice })];
    });
}

/** PREDNAT-PODS: on a wildcard host endpoint it meets what local pods send, too (R5.13). */
function findPredenialOfPods(input: LintInput): readonly LintFinding[] {
  const tried = new Set<number>();
  const denials = hostSceneOf(input).hosts.flatMap((host) => {
    const { id, tiers } = host.guard.prednat;
    if (!isWildcard(host) || tiers.length === 0 || tried.has(id)) return [];
    tried.add(id);
    return denialsOfPods(input, host, 'prednat').map((denial) => ({ ...denial, host }));
  });
  return firstOfEachPolicy(denials).map(({ policy, from, to, host }) => {
    const fact = `Policy ${shortName(policy)} denies what pod ${from} sends to ${to} before address translation, since host endpoint ${host.guard.name} is bound to all interfaces, those of pods included`;
    const advice =
      'Pods of the node lose connections that no pod policy forbids: put a rule in front that allows or passes pod addresses';
    return lintFinding('warning', 'PREDNAT-PODS', [policy, ['spec', 'ingress']], { fact, advice });
  });
}

/** AOF-STAR-PODS: ingress into the node's forwarding is also what leaves its pods (R5.27). */
function findForwardPolicyOnPods(input: LintInput): readonly LintFinding[] {
  return hostSceneOf(input).policies.flatMap((policy) => {
    const { entity, lowered } = policy;
    if (!lowered.applyOnForward || lowered.hook !== 'normal' || !lowered.directions.includes('ingress')) return [];
    const hosts = hostsSelectedBy(input, lowered).filter(isWildcard);
    if (hosts.length === 0 || allowsAll(lowered.rules.ingress[0])) return [];
    const loss = lossOf(input, policy, hosts);
    if (loss === 'none') return [];
    const where = hostEndpointsInWords(namesOf(hosts), 'within');
    const advice =
      'Forwarded ingress is what comes from pods as well as what comes from outside: allow pod addresses as a source, or bind the host endpoint to an interface by name';
    const fact =
      loss === 'unknown'
        ? `Policy ${entity.name} applies on forward to ingress of ${where}, so it also polices what leaves the pods of that node`
        : `Policy ${entity.name} applies on forward to ingress of ${where}, and so denies what pod ${loss.from} sends to ${loss.to}`;
    const severity = loss === 'unknown' ? 'info' : 'warning';
    return [lintFinding(severity, 'AOF-STAR-PODS', [entity.id, ['spec', 'applyOnForward']], { fact, advice })];
  });
}

type Loss = PodDenial | 'none' | 'unknown';

/** Of a node without pods in the design it is not known whether any of them loses something. */
function lossOf(input: LintInput, { entity }: EnforcedPolicy, hosts: readonly GuardedHost[]): Loss {
  const peopled = hosts.filter((host) => podsOn(input, host).length > 0).slice(0, mostHosts);
  if (peopled.length === 0) return 'unknown';
  for (const host of peopled) {
    const denial = denialsOfPods(input, host, 'forward-ingress').find(({ policy }) => policy === entity.id);
    if (denial !== undefined) return denial;
  }
  return 'none';
}

/** Nodes and pods beyond these are not tried: most are alike. */
const [mostHosts, mostPods] = [8, 3];

function allowsAll(rule: LoweredRule | undefined): boolean {
  return (
    rule?.action === 'allow' &&
    rule.matches.some(
      (match) =>
        match.source === anyAddress &&
        match.destination === anyAddress &&
        match.traffic === allTraffic &&
        match.family === null &&
        [match.ports, match.notPorts, match.sourcePorts, match.notSourcePorts].every((ports) => ports === null),
    )
  );
}

interface PodDenial {
  readonly policy: ResourceId;
  readonly from: EndpointId;
  readonly to: EndpointId;
}

function podsOn(input: LintInput, { site }: GuardedHost): readonly PlacedPod[] {
  return hostSceneOf(input).pods.filter(({ workload }) => workload.clusterNode === site.name);
}

/** What pods of a node lose at one checkpoint of its wildcard host endpoint: to another pod, and to the outside. */
function denialsOfPods(input: LintInput, host: GuardedHost, checkpoint: CheckpointName): readonly PodDenial[] {
  const { ruleset } = input;
  const { pods } = hostSceneOf(input);
  const outside = ruleset.parties.find(({ kind }) => kind === 'network');
  return podsOn(input, host)
    .slice(0, mostPods)
    .flatMap(({ workload }) => {
      const other = pods.find((pod) => pod.workload.id !== workload.id);
      const ends = [other?.workload.id, outside?.row.id].filter((end) => end !== undefined);
      return ends.flatMap((to) => denialsBetween(ruleset, workload.id, to, checkpoint, host.guard.id));
    });
}

function denialsBetween(
  ruleset: Ruleset,
  from: EndpointId,
  to: EndpointId,
  checkpoint: CheckpointName,
  at: EndpointId,
): readonly PodDenial[] {
  const parts = evaluatePair(ruleset, from, to)?.parts ?? [];
  return parts
    .flatMap(({ segments }) => segments)
    .flatMap(({ verdict, decidedBy }): readonly PodDenial[] => {
      const { step } = decidedBy;
      if (verdict !== 'deny' || decidedBy.checkpoint !== checkpoint || decidedBy.endpoint !== at) return [];
      if (step.kind === 'rule') return [{ policy: step.policy, from, to }];
      return step.kind === 'tier-default' ? [{ policy: step.trigger, from, to }] : [];
    });
}

function firstOfEachPolicy<T extends { readonly policy: ResourceId }>(denials: readonly T[]): readonly T[] {
  const first = new Map<ResourceId, T>();
  for (const denial of denials) if (!first.has(denial.policy)) first.set(denial.policy, denial);
  return [...first.values()];
}

/** The default range of node ports. */
const nodePorts = { first: 30_000, last: 32_767 };

/** AOF-MISSING: a rule for traffic that passes the node, in a policy that is asked about the node's own only (R5.33). */
function findMissingForward(input: LintInput): readonly LintFinding[] {
  const known = knownNodePorts(input);
  return hostSceneOf(input).policies.flatMap(({ entity, lowered }) => {
    if (lowered.hook !== 'normal' || lowered.applyOnForward) return [];
    if (hostsSelectedBy(input, lowered).length === 0 || selectsPods(input, lowered)) return [];
    return entity.ingress.flatMap(({ destination }, index) => {
      const aim = isForNodePorts(destination.ports, known)
        ? 'node ports'
        : meansPodsOnly(input, lowered.rules.ingress[index])
          ? 'addresses of pods'
          : null;
      if (aim === null) return [];
      const fact = `Rule ${index + 1} of ingress of ${entity.name} is about ${aim}, and the policy neither applies on forward nor before address translation`;
      const advice = `What is sent to ${aim} is forwarded by the node and never meets this rule: set applyOnForward${
        aim === 'node ports' ? ' and preDNAT' : ''
      }, or guard the pods themselves`;
      return [lintFinding('warning', 'AOF-MISSING', [entity.id, ['spec', 'ingress', index]], { fact, advice })];
    });
  });
}

function selectsPods(input: LintInput, { selects: selector }: LoweredPolicy): boolean {
  return hostSceneOf(input).pods.some(({ workload }) => selects(input, selector, workload.labels));
}

function knownNodePorts(input: LintInput): ReadonlySet<number> {
  return new Set(
    entitiesOfKind(input, 'service').flatMap(({ ports }) => ports.flatMap(({ nodePort }) => nodePort ?? [])),
  );
}

function isForNodePorts(ports: readonly PortMatch[], known: ReadonlySet<number>): boolean {
  return (
    ports.length > 0 &&
    ports.every(
      (port) =>
        port.kind === 'range' &&
        ((port.first >= nodePorts.first && port.last <= nodePorts.last) ||
          (port.first === port.last && known.has(port.first))),
    )
  );
}

/** Whether all addresses that a rule's destination means are those of pods. */
function meansPodsOnly(input: LintInput, rule: LoweredRule | undefined): boolean {
  const [match] = rule?.matches ?? [];
  if (match === undefined || match.destination === anyAddress) return false;
  const destination = input.ruleset.book.pool.at(match.destination);
  const { podAddresses } = hostSceneOf(input);
  return !isEmptyAddressSet(destination) && isEmptyAddressSet(subtractAddresses(destination, podAddresses));
}
