import type { Ip } from './addresses.ts';
import { inNet, inSomeNet, readNet } from './addresses.ts';
import { namespaceLabel } from './calico-rule.ts';
import type { Packet } from './packet.ts';
import { hasPorts } from './packet.ts';
import type { Raw } from './raw.ts';
import { at, list, number, object, text, texts } from './raw.ts';
import { labelSelectorMatches } from './selector-match.ts';
import type { Contributor, World } from './world.ts';
import { chosenBy, protocolNumber } from './world.ts';

type Labels = ReadonlyMap<string, string>;
type Direction = 'ingress' | 'egress';

/** A rule of a Kubernetes NetworkPolicy (7.1): some peer and some port must match. */
export function kubeRuleMatches(
  world: World,
  namespace: string,
  rule: Raw,
  direction: Direction,
  packet: Packet,
): boolean {
  const peers = list(at(rule, direction === 'ingress' ? 'from' : 'to'));
  const ip = direction === 'ingress' ? packet.source : packet.destination;
  // R7.5: no peers, any peer. A named port is looked up on the destination: on the peers themselves for egress (R6.6).
  const matching = peers.length === 0 ? [undefined] : peers.filter((peer) => peerMatches(world, namespace, peer, ip));
  const ports = list(at(rule, 'ports'));
  return matching.some((peer) => {
    const owners = direction === 'egress' ? owningPeers(world, namespace, peer) : world.contributors;
    return ports.length === 0 || ports.some((port) => kubePortMatches(port, owners, packet));
  });
}

/** R7.5, R7.6 */
function peerMatches(world: World, namespace: string, peer: Raw, ip: Ip): boolean {
  const block = at(peer, 'ipBlock');
  if (block !== undefined) {
    return inNet(ip, readNet(text(at(block, 'cidr')))) && !inSomeNet(ip, texts(at(block, 'except')).map(readNet));
  }
  return holdsAddress(owningPeers(world, namespace, peer), ip);
}

function owningPeers(world: World, namespace: string, peer: Raw): readonly Contributor[] {
  if (peer === undefined || at(peer, 'ipBlock') !== undefined) return world.contributors;
  return chosenBy(world, peer, 'pods', (labels) => podPeerHolds(peer, namespace, labels));
}

function podPeerHolds(peer: Raw, namespace: string, labels: Labels): boolean {
  const namespaceSelector = at(peer, 'namespaceSelector');
  const inNamespace =
    object(namespaceSelector) === null
      ? labels.get(namespaceLabel) === namespace
      : labels.has(namespaceLabel) && labelSelectorMatches(namespaceSelector, labels, 'pcns.');
  return isPod(labels) && inNamespace && labelSelectorMatches(at(peer, 'podSelector'), labels, '');
}

/** R3.17: what is selected by Kubernetes' kinds is a pod, never a host endpoint or a network set. */
export function isPod(labels: Labels): boolean {
  return labels.get('projectcalico.org/orchestrator') === 'k8s';
}

function holdsAddress(contributors: readonly Contributor[], ip: Ip): boolean {
  return contributors.some(({ nets }) => inSomeNet(ip, nets));
}

/** R7.7 */
function kubePortMatches(item: Raw, owners: readonly Contributor[], packet: Packet): boolean {
  const protocol = protocolNumber(at(item, 'protocol') ?? 'TCP');
  const wanted = at(item, 'port');
  if (packet.protocol !== protocol) return false;
  if (wanted === undefined || wanted === null) return true;
  const first = number(wanted);
  if (first === null) return ownsPort(owners, text(wanted), packet);
  return first <= packet.port && packet.port <= (number(at(item, 'endPort')) ?? first);
}

/** R6.6: the destination owns a port of that name, protocol and number. */
function ownsPort(owners: readonly Contributor[], name: string, packet: Packet): boolean {
  return owners.some(
    ({ nets, ports }) =>
      inSomeNet(packet.destination, nets) &&
      ports.some((owned) => owned.name === name && owned.port === packet.port && owned.protocol === packet.protocol),
  );
}

/** A rule of a ClusterNetworkPolicy (7.2). Its action is settled by `clusterRuleAction`. */
export function clusterRuleMatches(world: World, rule: Raw, direction: Direction, packet: Packet): boolean {
  const peers = list(at(rule, direction === 'ingress' ? 'from' : 'to'));
  const ip = direction === 'ingress' ? packet.source : packet.destination;
  const protocols = list(at(rule, 'protocols'));
  return (
    peers.some((peer) => clusterPeerMatches(world, peer, ip)) &&
    (protocols.length === 0 || protocols.some((item) => clusterProtocolMatches(world, item, packet)))
  );
}

/** R7.14; R3.17: a namespaces peer also takes in what merely looks like being in such a namespace. */
function clusterPeerMatches(world: World, peer: Raw, ip: Ip): boolean {
  const [namespaces, pods] = [at(peer, 'namespaces'), at(peer, 'pods')];
  if (namespaces !== undefined) {
    return holdsAddress(
      chosenBy(world, peer, 'namespaces', (labels) => clusterNamespacesHold(namespaces, labels)),
      ip,
    );
  }
  if (pods !== undefined) {
    return holdsAddress(
      chosenBy(world, peer, 'pods', (labels) => clusterPodsHold(pods, labels)),
      ip,
    );
  }
  return inSomeNet(ip, texts(at(peer, 'networks')).map(readNet));
}

function clusterNamespacesHold(selector: Raw, labels: Labels): boolean {
  const isEmpty = ['matchLabels', 'matchExpressions'].every((part) => isEmptyPart(at(selector, part)));
  return isEmpty ? labels.has(namespaceLabel) : labelSelectorMatches(selector, labels, 'pcns.');
}

function isEmptyPart(part: Raw): boolean {
  return list(part).length === 0 && Object.keys(object(part) ?? {}).length === 0;
}

function clusterPodsHold(pods: Raw, labels: Labels): boolean {
  return (
    isPod(labels) &&
    labelSelectorMatches(at(pods, 'namespaceSelector'), labels, 'pcns.') &&
    labelSelectorMatches(at(pods, 'podSelector'), labels, '')
  );
}

/** R7.11: hosts are never subjects. */
export function isClusterSubject(subject: Raw, labels: Labels): boolean {
  const [namespaces, pods] = [at(subject, 'namespaces'), at(subject, 'pods')];
  if (namespaces !== undefined) return isPod(labels) && labelSelectorMatches(namespaces, labels, 'pcns.');
  return pods !== undefined && clusterPodsHold(pods, labels);
}

/** R7.16 */
function clusterProtocolMatches(world: World, item: Raw, packet: Packet): boolean {
  const name = text(at(item, 'destinationNamedPort'));
  if (name !== '') return hasPorts(packet.protocol) && ownsPort(world.contributors, name, packet);
  const key = ['tcp', 'udp', 'sctp'].find((candidate) => at(item, candidate) !== undefined) ?? '';
  if (packet.protocol !== protocolNumber(key.toUpperCase())) return false;
  const port = at(item, key, 'destinationPort');
  if (port === undefined) return true;
  const [single, start, end] = [at(port, 'number'), at(port, 'range', 'start'), at(port, 'range', 'end')].map(number);
  if (single !== null && single !== undefined) return packet.port === single;
  return Number(start) <= packet.port && packet.port <= Number(end);
}
