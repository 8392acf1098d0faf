import type { Ip } from './addresses.ts';
import { inNet, inSomeNet, readNet } from './addresses.ts';
import { namespaceLabel } from './calico-rule.ts';
import type { Packet } from './packet.ts';
import type { Raw } from './raw.ts';
import { at, list, number, object, text, texts } from './raw.ts';
import { labelSelectorMatches } from './selector-match.ts';
import type { Labels } from './labels.ts';
import { protocolNumber } from './manifests.ts';
import type { Contributor, World } from './world.ts';
import { chosenBy } from './world.ts';

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

export function holdsAddress(contributors: readonly Contributor[], ip: Ip): boolean {
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
export function ownsPort(owners: readonly Contributor[], name: string, packet: Packet): boolean {
  return owners.some(
    ({ nets, ports }) =>
      inSomeNet(packet.destination, nets) &&
      ports.some((owned) => owned.name === name && owned.port === packet.port && owned.protocol === packet.protocol),
  );
}
