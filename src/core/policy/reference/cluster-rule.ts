import type { Ip } from './addresses.ts';
import { inSomeNet, readNet } from './addresses.ts';
import { namespaceLabel } from './calico-rule.ts';
import { holdsAddress, isPod, ownsPort } from './kube-rule.ts';
import type { Labels } from './labels.ts';
import { protocolNumber } from './manifests.ts';
import type { Packet } from './packet.ts';
import { hasPorts } from './packet.ts';
import type { Raw } from './raw.ts';
import { at, list, number, object, text, texts } from './raw.ts';
import { labelSelectorMatches } from './selector-match.ts';
import type { Contributor, World } from './world.ts';
import { chosenBy } from './world.ts';

type Direction = 'ingress' | 'egress';

/** Whether a rule of a ClusterNetworkPolicy matches, as long as Calico converts all its peers (7.2). */
export function clusterRuleMatches(world: World, rule: Raw, direction: Direction, packet: Packet): boolean {
  const protocols = list(at(rule, 'protocols'));
  return matchingPeers(world, rule, direction, packet).some((peer) => {
    // R6.6: a named port is looked up on the destination: on the peers themselves for egress.
    const owners = direction === 'egress' ? owningPeers(world, peer) : null;
    return (
      protocols.length === 0 ||
      protocols.some((item) => clusterProtocolMatches(item, owners ?? world.contributors, packet))
    );
  });
}

/** The same for an AdminNetworkPolicy or BaselineAdminNetworkPolicy (7.3). */
export function adminRuleMatches(world: World, rule: Raw, direction: Direction, packet: Packet): boolean {
  // R7.20: a port by name is passed over; without any other the rule matches all ports.
  const ports = list(at(rule, 'ports')).filter((item) => at(item, 'namedPort') === undefined);
  return (
    matchingPeers(world, rule, direction, packet).length > 0 &&
    (ports.length === 0 || ports.some((item) => adminPortMatches(item, packet)))
  );
}

/** R7.15: a peer that Calico does not convert, an empty one too, makes the whole rule fail closed. */
export function failsClosed(rule: Raw, direction: Direction): boolean {
  return peersOf(rule, direction).some((peer) =>
    ['namespaces', 'pods', 'networks'].every((field) => at(peer, field) === undefined),
  );
}

function peersOf(rule: Raw, direction: Direction): readonly Raw[] {
  return list(at(rule, direction === 'ingress' ? 'from' : 'to'));
}

function matchingPeers(world: World, rule: Raw, direction: Direction, packet: Packet): readonly Raw[] {
  const ip = direction === 'ingress' ? packet.source : packet.destination;
  return peersOf(rule, direction).filter((peer) => clusterPeerMatches(world, peer, ip));
}

/** R7.20 */
function adminPortMatches(item: Raw, packet: Packet): boolean {
  const port = at(item, 'portNumber') ?? at(item, 'portRange');
  if (packet.protocol !== protocolNumber(at(port, 'protocol') ?? 'TCP')) return false;
  const [single, start, end] = [at(port, 'port'), at(port, 'start'), at(port, 'end')].map(Number);
  if (at(port, 'port') !== undefined) return packet.port === single;
  return Number(start) <= packet.port && packet.port <= Number(end);
}

/** R7.14 */
function clusterPeerMatches(world: World, peer: Raw, ip: Ip): boolean {
  const owners = owningPeers(world, peer);
  return owners === null ? inSomeNet(ip, texts(at(peer, 'networks')).map(readNet)) : holdsAddress(owners, ip);
}

/** Whom a peer selects; null: it lists nets. R3.17: a namespaces peer also takes in what merely looks like being in one. */
function owningPeers(world: World, peer: Raw): readonly Contributor[] | null {
  const [namespaces, pods] = [at(peer, 'namespaces'), at(peer, 'pods')];
  if (namespaces !== undefined)
    return chosenBy(world, peer, 'namespaces', (labels) => clusterNamespacesHold(namespaces, labels));
  return pods === undefined ? null : chosenBy(world, peer, 'pods', (labels) => clusterPodsHold(pods, labels));
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
function clusterProtocolMatches(item: Raw, owners: readonly Contributor[], packet: Packet): boolean {
  const name = text(at(item, 'destinationNamedPort'));
  if (name !== '') return hasPorts(packet.protocol) && ownsPort(owners, name, packet);
  const key = ['tcp', 'udp', 'sctp'].find((candidate) => at(item, candidate) !== undefined) ?? '';
  if (packet.protocol !== protocolNumber(key.toUpperCase())) return false;
  const port = at(item, key, 'destinationPort');
  if (port === undefined) return true;
  const [single, start, end] = [at(port, 'number'), at(port, 'range', 'start'), at(port, 'range', 'end')].map(number);
  if (single !== null && single !== undefined) return packet.port === single;
  return Number(start) <= packet.port && packet.port <= Number(end);
}
