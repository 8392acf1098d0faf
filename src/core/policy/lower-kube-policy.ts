import type { Direction, KubeNetworkPolicy, KubePeer, KubePort, KubeRule } from '../model/policy.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { AddressSet } from '../net/address-set.ts';
import { addressSetOf, allAddresses, subtractAddresses } from '../net/address-set.ts';
import { portRange } from '../net/port-set.ts';
import type { Traffic } from '../net/traffic.ts';
import { allTraffic, noTraffic, trafficOf, unionTraffic } from '../net/traffic.ts';
import type { Selector } from '../selector/ast.ts';
import { selectAll } from '../selector/ast.ts';
import { anyAddress } from './address-pool.ts';
import type { Inquiry } from './inquiry.ts';
import { sortKeyOf } from './order.ts';
import { podsInNamespaces, podsOfNamespace, subjectOfKubePolicy } from './policy-selector.ts';
import type { LoweredPolicy, LoweredRule, PortCriteria, RuleMatch } from './ruleset.ts';

/** A Kubernetes NetworkPolicy in the form of all policies: tier default, order 1000, rules that allow (R7.1, R7.2). */
export function lowerKubePolicy(policy: KubeNetworkPolicy, version: CalicoVersion, inquiry: Inquiry): LoweredPolicy {
  const isInvalid = policy.errors.length > 0;
  const lowerRules = (rules: readonly KubeRule[], direction: Direction): readonly LoweredRule[] =>
    isInvalid ? [] : rules.map((rule, index) => lowerRule(rule, index, direction, policy.namespace, inquiry));
  const name = {
    kind: 'KubernetesNetworkPolicy',
    namespace: policy.namespace,
    name: policy.name,
    tier: 'default',
  } as const;
  return {
    resource: policy.id,
    sortKey: sortKeyOf(name, version),
    tier: 'default',
    order: 1000,
    selects: subjectOfKubePolicy(policy),
    directions: policy.types,
    hook: 'normal',
    applyOnForward: false,
    rules: { ingress: lowerRules(policy.ingress, 'ingress'), egress: lowerRules(policy.egress, 'egress') },
    undecided: isInvalid ? 'invalid-policy' : null,
  };
}

/** Peers are alternatives, and so are ports (R7.5, R7.7). */
function lowerRule(
  rule: KubeRule,
  index: number,
  direction: Direction,
  namespace: string,
  inquiry: Inquiry,
): LoweredRule {
  const peers = rule.peers.length === 0 ? [anyPeer] : rule.peers.map((peer) => lowerPeer(peer, namespace, inquiry));
  return { index, action: 'allow', matches: peers.map((peer) => matchOf(peer, rule.ports, direction, inquiry)) };
}

/** Whom one item of `from` or `to` means. */
export interface LoweredPeer {
  readonly addresses: AddressSet;
  /** Whose port names count, for egress; null: everyone's. */
  readonly selector: Selector | null;
}

export const anyPeer: LoweredPeer = { addresses: allAddresses, selector: null };

function lowerPeer(peer: KubePeer, namespace: string, inquiry: Inquiry): LoweredPeer {
  if (peer.kind === 'ip-block') {
    const block = addressSetOf([peer.cidr]);
    return { addresses: subtractAddresses(block, addressSetOf(peer.except)), selector: null };
  }
  const pods = peer.podSelector ?? selectAll;
  const selector =
    peer.namespaceSelector === null ? podsOfNamespace(namespace, pods) : podsInNamespaces(peer.namespaceSelector, pods);
  return { addresses: inquiry.addressesOf(selector), selector };
}

/** Ports of one protocol, all of them, or one that is found by its name. */
export interface LoweredPorts {
  readonly plain: Traffic;
  /** `protocol` null: any (R7.16). */
  readonly named: readonly { readonly name: string; readonly protocol: number | null }[];
}

function matchOf(peer: LoweredPeer, ports: readonly KubePort[], direction: Direction, inquiry: Inquiry): RuleMatch {
  return matchOfPeer(peer, ports.length === 0 ? null : lowerPorts(ports), direction, inquiry);
}

function lowerPorts(ports: readonly KubePort[]): LoweredPorts {
  let plain = noTraffic;
  const named: { name: string; protocol: number }[] = [];
  for (const { protocol, port } of ports) {
    if (port?.kind === 'named') named.push({ name: port.name, protocol });
    else plain = unionTraffic(plain, trafficOf(protocol, port === null ? undefined : portRange(port.first, port.last)));
  }
  return { plain, named };
}

/** @param ports null: all traffic */
export function matchOfPeer(
  peer: LoweredPeer,
  ports: LoweredPorts | null,
  direction: Direction,
  inquiry: Inquiry,
): RuleMatch {
  const addresses = inquiry.idOf(peer.addresses);
  const owners = direction === 'egress' ? peer.selector : null;
  return {
    source: direction === 'ingress' ? addresses : anyAddress,
    destination: direction === 'egress' ? addresses : anyAddress,
    family: null,
    ...trafficAndPorts(ports, (name, protocol) => inquiry.portQuery(owners, name, protocol)),
    notPorts: null,
    sourcePorts: null,
    notSourcePorts: null,
    undecided: null,
  };
}

function trafficAndPorts(
  ports: LoweredPorts | null,
  query: (name: string, protocol: number | null) => number,
): { readonly traffic: Traffic; readonly ports: PortCriteria | null } {
  if (ports === null) return { traffic: allTraffic, ports: null };
  if (ports.named.length === 0) return { traffic: ports.plain, ports: null };
  const names = ports.named.map(({ name, protocol }) => query(name, protocol));
  return { traffic: allTraffic, ports: { plain: ports.plain, names } };
}
