import type { Manifest } from '../model/document.ts';
import type { UnmodelledPolicy } from '../model/policy.ts';
import type { Direction, RuleAction } from '../model/policy.ts';
import { directions } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { JsonValue } from '../model/json.ts';
import { fieldOf, isJsonArray, isJsonObject } from '../model/json.ts';
import { addressSetOf } from '../net/address-set.ts';
import type { Cidr } from '../net/cidr.ts';
import { parseCidr } from '../net/cidr.ts';
import type { PortSet } from '../net/port-set.ts';
import { portRange } from '../net/port-set.ts';
import { protocolNumbers } from '../net/protocol.ts';
import { noTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import type { Selector } from '../selector/ast.ts';
import { fromLabelSelector } from '../selector/from-kubernetes.ts';
import type { Inquiry } from './inquiry.ts';
import type { LoweredPeer, LoweredPorts } from './lower-kube-policy.ts';
import { anyPeer, matchOfPeer } from './lower-kube-policy.ts';
import type { SortKind } from './order.ts';
import { sortKeyOf } from './order.ts';
import { anythingInNamespaces, podsInNamespaces } from './policy-selector.ts';
import type { LoweredPolicy, LoweredRule } from './ruleset.ts';

export const sortKinds: Readonly<Record<UnmodelledPolicy['manifestKind'], SortKind>> = {
  ClusterNetworkPolicy: 'KubernetesClusterNetworkPolicy',
  AdminNetworkPolicy: 'KubernetesAdminNetworkPolicy',
  BaselineAdminNetworkPolicy: 'KubernetesBaselineAdminNetworkPolicy',
};

/**
 * A ClusterNetworkPolicy, AdminNetworkPolicy or BaselineAdminNetworkPolicy in the form of all policies (R7.10–R7.20).
 * Whatever cannot be read leaves open what it could touch.
 */
export function lowerClusterPolicy(
  policy: UnmodelledPolicy,
  manifest: Manifest,
  version: CalicoVersion,
  inquiry: Inquiry,
): LoweredPolicy {
  const kind = sortKinds[policy.manifestKind];
  const everyPod: Selector = { kind: 'all' };
  const subject = policy.subject ?? { namespaceSelector: everyPod, podSelector: everyPod };
  const rulesOf = (direction: Direction): readonly JsonValue[] => listOf(fieldOf(fieldOf(manifest, 'spec'), direction));
  const lowerRules = (direction: Direction): readonly LoweredRule[] =>
    rulesOf(direction).flatMap((rule, index) => lowerRule(rule, index, direction, policy.manifestKind, inquiry));
  return {
    resource: policy.id,
    sortKey: sortKeyOf({ kind, namespace: null, name: policy.name, tier: policy.tier }, version),
    tier: policy.tier,
    order: policy.order,
    selects: podsInNamespaces(subject.namespaceSelector, subject.podSelector),
    directions: directions.filter((direction) => rulesOf(direction).length > 0),
    hook: 'normal',
    applyOnForward: false,
    rules: { ingress: lowerRules('ingress'), egress: lowerRules('egress') },
    undecided: policy.subject === null ? 'invalid-policy' : null,
  };
}

const ruleActions: ReadonlyMap<JsonValue | undefined, RuleAction> = new Map<JsonValue | undefined, RuleAction>([
  ['Accept', 'allow'],
  ['Allow', 'allow'],
  ['Deny', 'deny'],
  ['Pass', 'pass'],
]);

/** What Calico does not convert is `unsupported`: the whole rule fails closed (R7.15). */
type PeerReading = LoweredPeer | 'unsupported' | 'unreadable';
/** null: all traffic. */
type PortsReading = LoweredPorts | null | 'unsupported' | 'unreadable';

function lowerRule(
  rule: JsonValue,
  index: number,
  direction: Direction,
  kind: UnmodelledPolicy['manifestKind'],
  inquiry: Inquiry,
): readonly LoweredRule[] {
  const action = ruleActions.get(fieldOf(rule, 'action'));
  const peers = listOf(fieldOf(rule, direction === 'ingress' ? 'from' : 'to')).map((peer) => readPeer(peer, inquiry));
  const ports = portsOfRule(rule, kind);
  if (action === undefined || peers.includes('unreadable') || ports === 'unreadable')
    return [
      {
        index,
        action: 'deny',
        matches: [{ ...matchOfPeer(anyPeer, null, direction, inquiry), undecided: 'invalid-policy' }],
      },
    ];
  if (peers.includes('unsupported') || ports === 'unsupported') return failClosed(index, action, direction, inquiry);
  const known = peers.filter((peer) => typeof peer !== 'string');
  return [{ index, action, matches: known.map((peer) => matchOfPeer(peer, ports, direction, inquiry)) }];
}

/** The rules that fail closed for their ports, by direction and place in the authored list. */
export function rulesWithImpossiblePorts(
  { manifestKind }: UnmodelledPolicy,
  manifest: Manifest,
): readonly { readonly direction: Direction; readonly index: number }[] {
  return directions.flatMap((direction) =>
    listOf(fieldOf(fieldOf(manifest, 'spec'), direction)).flatMap((rule, index) =>
      portsOfRule(rule, manifestKind) === 'unsupported' ? [{ direction, index }] : [],
    ),
  );
}

function portsOfRule(rule: JsonValue, kind: UnmodelledPolicy['manifestKind']): PortsReading {
  return kind === 'ClusterNetworkPolicy' ? readProtocols(rule) : readPorts(rule);
}

function failClosed(index: number, action: RuleAction, direction: Direction, inquiry: Inquiry): readonly LoweredRule[] {
  if (action === 'allow') return [];
  return [{ index, action: 'deny', matches: [matchOfPeer(anyPeer, null, direction, inquiry)] }];
}

/** R7.14, R3.17. */
function readPeer(peer: JsonValue, inquiry: Inquiry): PeerReading {
  const [namespaces, pods, networks] = ['namespaces', 'pods', 'networks'].map((field) => fieldOf(peer, field));
  if (isJsonObject(peer) && Object.keys(peer).length !== 1) return 'unsupported';
  if (namespaces !== undefined) {
    const selector = fromLabelSelector(namespaces);
    return selector.ok ? peerOf(anythingInNamespaces(selector.value), inquiry) : 'unreadable';
  }
  if (pods !== undefined) {
    const [inNamespaces, labelled] = [fieldOf(pods, 'namespaceSelector'), fieldOf(pods, 'podSelector')].map(
      fromLabelSelector,
    );
    if (inNamespaces?.ok !== true || labelled?.ok !== true) return 'unreadable';
    return peerOf(podsInNamespaces(inNamespaces.value, labelled.value), inquiry);
  }
  return networks === undefined ? 'unsupported' : readNetworks(networks);
}

function peerOf(selector: Selector, inquiry: Inquiry): LoweredPeer {
  return { addresses: inquiry.addressesOf(selector), selector };
}

function readNetworks(networks: JsonValue): PeerReading {
  const cidrs: Cidr[] = [];
  for (const text of listOf(networks)) {
    const cidr = typeof text === 'string' ? parseCidr(text) : null;
    if (cidr?.ok !== true) return 'unreadable';
    cidrs.push(cidr.value);
  }
  return { addresses: addressSetOf(cidrs), selector: null };
}

/** R7.16. Calico takes an empty list as none. */
function readProtocols(rule: JsonValue): PortsReading {
  const items = listOf(fieldOf(rule, 'protocols'));
  if (items.length === 0) return null;
  let plain = noTraffic;
  const named: { name: string; protocol: null }[] = [];
  for (const item of items) {
    const name = fieldOf(item, 'destinationNamedPort');
    if (typeof name === 'string') {
      named.push({ name, protocol: null });
      continue;
    }
    const field = (['tcp', 'udp', 'sctp'] as const).find((protocol) => fieldOf(item, protocol) !== undefined);
    if (field === undefined) return 'unreadable';
    const range = readPortRange(fieldOf(fieldOf(item, field), 'destinationPort'));
    if (range === 'unreadable' || range === 'unsupported') return range;
    plain = unionTraffic(plain, trafficOf(transportNumbers[field], range ?? undefined));
  }
  return { plain, named };
}

const transportNumbers = { tcp: protocolNumbers.TCP, udp: protocolNumbers.UDP, sctp: protocolNumbers.SCTP } as const;

/** null: every port of the protocol. */
function readPortRange(port: JsonValue | undefined): PortSet | null | 'unsupported' | 'unreadable' {
  if (port === undefined) return null;
  const number = fieldOf(port, 'number');
  const range = fieldOf(port, 'range');
  return range === undefined
    ? rangeBetween(number, number)
    : rangeBetween(fieldOf(range, 'start'), fieldOf(range, 'end'));
}

/** Calico's conversion fails where a range ends before it begins. */
function rangeBetween(
  first: JsonValue | undefined,
  last: JsonValue | undefined,
): PortSet | 'unsupported' | 'unreadable' {
  if (!isPort(first) || !isPort(last)) return 'unreadable';
  return first > last ? 'unsupported' : portRange(first, last);
}

function isPort(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** The older kinds' ports (R7.20). A list of named ports only is no port information at all: all traffic. */
function readPorts(rule: JsonValue): PortsReading {
  let plain = noTraffic;
  let hasPorts = false;
  for (const item of listOf(fieldOf(rule, 'ports'))) {
    const single = fieldOf(item, 'portNumber');
    const range = fieldOf(item, 'portRange');
    if (single === undefined && range === undefined) continue;
    const protocol = transportByName.get(fieldOf(single ?? range, 'protocol') ?? 'TCP');
    const ports =
      range === undefined
        ? rangeBetween(fieldOf(single, 'port'), fieldOf(single, 'port'))
        : rangeBetween(fieldOf(range, 'start'), fieldOf(range, 'end'));
    if (protocol === undefined) return 'unreadable';
    if (typeof ports === 'string') return ports;
    plain = unionTraffic(plain, trafficOf(protocol, ports));
    hasPorts = true;
  }
  return hasPorts ? { plain, named: [] } : null;
}

const transportByName: ReadonlyMap<JsonValue, number> = new Map<JsonValue, number>([
  ['TCP', protocolNumbers.TCP],
  ['UDP', protocolNumbers.UDP],
  ['SCTP', protocolNumbers.SCTP],
]);

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}
