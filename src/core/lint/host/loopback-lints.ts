import type { ResourceId } from '../../model/ids.ts';
import type { JsonPath } from '../../model/json.ts';
import type { Direction } from '../../model/policy.ts';
import { trafficText } from '../../guard/life-lines.ts';
import { printProtocol } from '../../net/protocol.ts';
import { evaluateFlow } from '../../policy/evaluate-flow.ts';
import { plainText, sentenceOfStep } from '../../policy/explain.ts';
import type { FlowQuery } from '../../policy/flow-query.ts';
import type { Ruleset } from '../../policy/ruleset.ts';
import type { CheckpointName, DecidingStep, TraceStep } from '../../policy/trace.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import { withOpenEgress } from './changed-guards.ts';
import type { GuardedHost } from './host-scene.ts';
import { hostSceneOf } from './host-scene.ts';
import { lifeSceneOf, lostLinesOf } from './life-line-trials.ts';
import { nodeServices } from './node-services.ts';
import { packet } from './packet.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';
import { hostEndpointsInWords } from './sentences.ts';

/** What a node sends to itself: it passes egress and ingress of the host endpoint that governs loopback (R5.19a). */
export const loopbackLints: readonly Lint[] = [findLostLoopback, findLostDnsCache];

/** One packet that is denied on one side of loopback. */
interface Denial {
  readonly host: GuardedHost;
  readonly direction: Direction;
  readonly query: FlowQuery;
  readonly step: TraceStep;
}

const need = 'Probes of static pods, calico-node and the kubelet dial 127.0.0.1, which no selector means';

/** HOST-LOOPBACK: one finding for each place that denies it, which is where a rule would mend it. */
function findLostLoopback(input: LintInput): readonly LintFinding[] {
  const groups = new Map<string, Denial[]>();
  for (const denial of denialsOf(input)) {
    const key = JSON.stringify(placeOf(denial));
    groups.set(key, [...(groups.get(key) ?? []), denial]);
  }
  return [...groups.values()].flatMap((denials) => {
    const [first] = denials;
    if (first === undefined) return [];
    const names = [...new Set(denials.map(({ host }) => host.guard.name))];
    const [deny, node] =
      names.length === 1 ? ['denies', 'its node sends to itself'] : ['deny', 'their nodes send to themselves'];
    const fact = `${hostEndpointsInWords(names, 'first')} ${deny} in ${first.direction} what ${node} (${trafficOf(denials)}): ${plainText(sentenceOfStep(first.step))}`;
    const [resource, path] = placeOf(first);
    const way =
      first.step.kind === 'rule' || first.step.kind === 'tier-default'
        ? 'allow the destination 127.0.0.0/8 there'
        : 'add the profile projectcalico-default-allow, or a policy that allows it';
    return [lintFinding('warning', 'HOST-LOOPBACK', [resource, path], { fact, advice: `${need}: ${way}` })];
  });
}

function trafficOf(denials: readonly Denial[]): string {
  const [first] = denials;
  const ports = [...new Set(denials.flatMap(({ query }) => query.port ?? []))].sort((a, b) => a - b);
  return first === undefined ? '' : trafficText(first.query.protocol, ports);
}

/** The rule that denies, the list of rules at whose end it is denied, or the host endpoint that lacks a profile. */
function placeOf({ host, direction, step }: Denial): readonly [ResourceId, JsonPath] {
  if (step.kind === 'rule') return [step.policy, ['spec', direction, step.rule]];
  if (step.kind === 'tier-default') return [step.trigger, ['spec', direction]];
  return [host.shownAt, ['spec', 'profiles']];
}

function denialsOf(input: LintInput): readonly Denial[] {
  const lost = lostLinesOf(input).filter(({ line }) => line.direction === 'within');
  if (lost.length === 0) return [];
  const opened = withOpenEgress(input.ruleset);
  return lost.flatMap(({ hosts, lost: packets }) => {
    const guarded = hosts.flatMap(
      ({ site }) => hostSceneOf(input).hosts.find(({ guard }) => guard === site.loopback) ?? [],
    );
    const sides = packets.flatMap(({ packet: query, decidedBy }) => sidesOf(query, decidedBy, opened));
    return guarded.flatMap((host) => sides.map((side) => ({ ...side, host })));
  });
}

/** The side that is known to deny it; where that is the first of the two, the second one is asked as well. */
function sidesOf(
  query: FlowQuery,
  { checkpoint, step }: DecidingStep,
  opened: Ruleset,
): readonly Omit<Denial, 'host'>[] {
  const direction = directionAt(checkpoint);
  const known = { direction, query, step };
  if (direction === 'ingress') return [known];
  const flow = evaluateFlow(opened, query);
  const isDenied = flow.ok && flow.value.verdict === 'deny';
  return isDenied ? [known, { direction: 'ingress', query, step: flow.value.decidedBy.step }] : [known];
}

function directionAt(checkpoint: CheckpointName): Direction {
  return checkpoint === 'hep-egress' || checkpoint === 'untracked-egress' ? 'egress' : 'ingress';
}

/** HOST-DNS: processes of the node ask the node-local cache over loopback, too. */
function findLostDnsCache(input: LintInput): readonly LintFinding[] {
  const [cache] = nodeServices;
  const { hostNetworkPods, hosts } = hostSceneOf(input);
  const guarded = lifeSceneOf(input).hosts.flatMap((lifeHost) => {
    const { clusterNode, endpoint, loopbackAddress } = lifeHost;
    const has = hostNetworkPods.some((pod) => pod.clusterNode === clusterNode && cache.isServedBy(pod));
    const query = packet(endpoint, endpoint, cache.port, { protocol: cache.protocol, toAddress: loopbackAddress });
    const flow = has ? evaluateFlow(input.ruleset, query) : null;
    if (flow?.ok !== true || flow.value.verdict !== 'deny') return [];
    return hosts.find(({ guard }) => guard === lifeHost.site.loopback) ?? [];
  });
  const [first] = guarded;
  if (first === undefined) return [];
  const names = guarded.map(({ guard }) => guard.name);
  const traffic = `${printProtocol(cache.protocol)} ${cache.port}`;
  const fact = `${hostEndpointsInWords(names, 'first')} ${names.length === 1 ? 'denies' : 'deny'} ${traffic} inside ${listed(
    guarded.map(({ site }) => site.name),
  )}, where ${cache.name} listens`;
  const advice = `Processes of the node resolve no name any more: allow ${traffic} to the addresses of the cache`;
  return [lintFinding('warning', 'HOST-DNS', [first.shownAt, ['spec']], { fact, advice })];
}
