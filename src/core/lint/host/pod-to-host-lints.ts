import type { ResourceId } from '../../model/ids.ts';
import type { LifeHost } from '../../guard/life-scene.ts';
import { noAddresses, addressSetContains } from '../../net/address-set.ts';
import { printProtocol } from '../../net/protocol.ts';
import { isEmptyTraffic, noTraffic, subtractTraffic, unionTraffic } from '../../net/traffic.ts';
import type { Traffic } from '../../net/traffic.ts';
import { evaluateFlow } from '../../policy/evaluate-flow.ts';
import { evaluatePair } from '../../policy/evaluate-pair.ts';
import type { FlowQuery, FlowResult } from '../../policy/flow-query.ts';
import type { Ruleset } from '../../policy/ruleset.ts';
import type { Segment } from '../../policy/trace.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import type { PlacedPod } from './host-scene.ts';
import { entitiesOfKind, hostSceneOf } from './host-scene.ts';
import { alikeHosts, lifeSceneOf } from './life-line-trials.ts';
import type { NodeService } from './node-services.ts';
import { nodeServices } from './node-services.ts';
import { packet } from './packet.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';
import { shortName } from './sentences.ts';

/** How pods come to nodes: to their own past the firewall, to others perhaps in a node's name (R5.12, R5.30). */
export const podToHostLints: readonly Lint[] = [findBypass, findLostNodeServices, findPodsTakenForNodes];

function judge({ ruleset }: LintInput, query: FlowQuery): FlowResult | null {
  const flow = evaluateFlow(ruleset, query);
  return flow.ok ? flow.value : null;
}

/** Where what pods may do to their own node is set: that node's configuration, else the one for all. */
function configurationOf(input: LintInput, clusterNode: string): ResourceId | null {
  const configurations = entitiesOfKind(input, 'felix-configuration');
  const own = [`node.${clusterNode}`, 'default']
    .map((name) => configurations.find((each) => each.name === name && each.endpointToHost !== null))
    .find((found) => found !== undefined);
  return own?.id ?? null;
}

const actionPath = ['spec', 'defaultEndpointToHostAction'];

/** E2H-ACCEPT: one finding for the design, by an example. */
function findBypass(input: LintInput): readonly LintFinding[] {
  for (const host of lifeSceneOf(input).hosts) {
    const { site } = host;
    const { pods } = hostSceneOf(input);
    const local = pods.find(({ workload }) => workload.clusterNode === site.name);
    const remote = pods.find(({ workload }) => workload.clusterNode !== site.name);
    if (site.primary === null || local === undefined || remote === undefined) continue;
    const near = judge(input, packet(local.workload.id, host.endpoint));
    if (near?.verdict !== 'allow' || near.decidedBy.checkpoint !== 'endpoint-to-host') continue;
    const far = judge(input, packet(remote.workload.id, host.endpoint));
    if (far?.verdict !== 'deny' || far.decidedBy.checkpoint !== 'hep-ingress') continue;
    const fact = `Pod ${remote.workload.id} is turned away at host endpoint ${site.primary.name}, and yet pod ${local.workload.id} reaches every port of that node, on which it runs`;
    const advice =
      'Traffic of a pod to its own node never meets host policy while the endpoint-to-host action is Accept: set it to Drop, or limit the egress of pods';
    const configuration = configurationOf(input, site.name);
    const path = configuration === null ? ['spec'] : actionPath;
    const shown =
      configuration ?? hostSceneOf(input).hosts.find(({ guard }) => guard === site.primary)?.shownAt ?? null;
    return [lintFinding('info', 'E2H-ACCEPT', [shown, path], { fact, advice })];
  }
  return [];
}

/** E2H-DROP. */
function findLostNodeServices(input: LintInput): readonly LintFinding[] {
  const hosts = lifeSceneOf(input).hosts.filter(({ site }) => site.felix.endpointToHost !== 'accept');
  return nodeServices.flatMap((service) => {
    const lost = hosts.flatMap((host) => losesService(input, host, service) ?? []);
    const [first] = lost;
    if (first === undefined) return [];
    const nodes = listed(lost.map(({ clusterNode }) => clusterNode));
    const traffic = `${printProtocol(service.protocol)} ${service.port}`;
    const fact = `Pod ${first.pod.workload.id} cannot reach ${service.name} (${traffic}), since pods are denied their own node on ${nodes}`;
    const advice =
      'An endpoint-to-host action of Drop ends all that pods send to the node they run on: set it to Accept or Return, and limit the egress of pods by policy';
    return [
      lintFinding('warning', 'E2H-DROP', [configurationOf(input, first.clusterNode), actionPath], { fact, advice }),
    ];
  });
}

function losesService(
  input: LintInput,
  { clusterNode, endpoint }: LifeHost,
  { protocol, port, isServedBy }: NodeService,
): { readonly clusterNode: string; readonly pod: PlacedPod } | null {
  const { pods, hostNetworkPods } = hostSceneOf(input);
  const isServed = hostNetworkPods.some((pod) => pod.clusterNode === clusterNode && isServedBy(pod));
  const pod = isServed ? pods.find(({ workload }) => workload.clusterNode === clusterNode) : undefined;
  if (pod === undefined) return null;
  const flow = judge(input, packet(pod.workload.id, endpoint, port, { protocol }));
  const isLost = flow?.verdict === 'deny' && flow.decidedBy.checkpoint === 'endpoint-to-host';
  return isLost ? { clusterNode, pod } : null;
}

/** Pods beyond these are not tried on a host: most are alike. */
const mostPods = 3;

/** SNAT-NODE-TRUST: what a host lets in only because a pod's address was replaced by its node's. */
function findPodsTakenForNodes(input: LintInput): readonly LintFinding[] {
  const { ruleset } = input;
  const { natOutgoing } = ruleset.translation;
  const pods = hostSceneOf(input).pods.filter(({ workload }) =>
    workload.addresses.some((address) => addressSetContains(natOutgoing, address)),
  );
  if (pods.length === 0) return [];
  const untranslated = { ...ruleset, translation: { ...ruleset.translation, natOutgoing: noAddresses } };
  const reported = new Set<ResourceId>();
  return alikeHosts(lifeSceneOf(input)).flatMap(([host]) => {
    if (host.site.primary === null) return [];
    const remote = pods.filter(
      ({ workload }) => workload.clusterNode !== null && workload.clusterNode !== host.clusterNode,
    );
    return remote.slice(0, mostPods).flatMap(({ workload }) => {
      const trusting = policyLettingIn(ruleset, untranslated, workload.id, host.endpoint);
      if (trusting === null || reported.has(trusting.policy)) return [];
      reported.add(trusting.policy);
      const fact = `Rule ${trusting.rule + 1} of ${shortName(trusting.policy)} lets pod ${workload.id} reach ${host.endpoint} as if it were node ${workload.clusterNode ?? ''}, because its IP pool has natOutgoing`;
      const advice =
        'Outside all pools a pod’s address is replaced by its node’s, so that trust in nodes is trust in every pod: set natOutgoingExclusions to IPPoolsAndHostIPs';
      const path = ['spec', 'ingress', trusting.rule];
      return [lintFinding('warning', 'SNAT-NODE-TRUST', [trusting.policy, path], { fact, advice })];
    });
  });
}

function policyLettingIn(
  ruleset: Ruleset,
  untranslated: Ruleset,
  from: FlowQuery['from'],
  to: FlowQuery['to'],
): { readonly policy: ResourceId; readonly rule: number } | null {
  const before = allowedSegments(untranslated, from, to).reduce<Traffic>(
    (sum, { traffic }) => unionTraffic(sum, traffic),
    noTraffic,
  );
  for (const { traffic, decidedBy } of allowedSegments(ruleset, from, to)) {
    const { step, checkpoint } = decidedBy;
    const isNew = !isEmptyTraffic(subtractTraffic(traffic, before));
    if (isNew && checkpoint === 'hep-ingress' && step.kind === 'rule') return { policy: step.policy, rule: step.rule };
  }
  return null;
}

function allowedSegments(ruleset: Ruleset, from: FlowQuery['from'], to: FlowQuery['to']): readonly Segment[] {
  const parts = evaluatePair(ruleset, from, to)?.parts ?? [];
  return parts.flatMap(({ segments }) => segments).filter(({ verdict }) => verdict === 'allow');
}
