import type { FlowQuery } from '../policy/flow-query.ts';
import { protocolNumbers, printProtocol } from '../net/protocol.ts';
import type { EndpointId } from '../model/ids.ts';
import { unreachable } from '../result.ts';
import type { LifeLine } from './guard-report.ts';
import type { LifeHost, LifeScene } from './life-scene.ts';

/** A life line with what it takes to try it. */
export interface KnownLine extends LifeLine {
  /** Which hosts live by it. */
  readonly on: 'every' | 'control-plane';
  readonly protocol: number;
  /** `[]`: a protocol without ports. */
  readonly ports: readonly number[];
  readonly peers: LinePeers;
  /** `any`: which of its other ends it needs is not known (an admin's desk, a resolver), so one that answers will do. */
  readonly need: 'every' | 'any';
  /** Whether a host without it is lost; the others are worth a hint only. */
  readonly isVital: boolean;
}

/** The other ends of a line; `all-hosts` and `control-plane` may have the host itself among them. */
type LinePeers =
  | 'outside'
  /** Where no host of the design is of the control plane: it must be somewhere, as with a managed cluster. */
  | 'outside-control-plane'
  | 'all-hosts'
  | 'other-hosts'
  | 'control-plane'
  | 'other-control-plane'
  | 'loopback';

type Sort = Pick<KnownLine, 'protocol' | 'ports'>;

const icmp: Sort = { protocol: protocolNumbers.ICMP, ports: [] };

/** The fixed list (product.md section 6, semantics.md section 9.1). */
export const lifeLines: readonly KnownLine[] = [
  line('SSH', 'SSH', 'ingress', tcp(22), { peers: 'outside', need: 'any' }),
  line('API-SERVER', 'the API server', 'ingress', tcp(6443), { on: 'control-plane', peers: 'all-hosts' }),
  line('API-SERVER', 'the API server', 'egress', tcp(6443), { peers: 'control-plane' }),
  line('API-SERVER', 'the API server', 'egress', tcp(6443), { peers: 'outside-control-plane', need: 'any' }),
  line('KUBELET', 'the kubelet', 'ingress', tcp(10250), { peers: 'control-plane' }),
  line('KUBELET', 'the kubelets', 'egress', tcp(10250), { on: 'control-plane', peers: 'all-hosts' }),
  line('ETCD', 'etcd', 'ingress', tcp(2379, 2380), { on: 'control-plane', peers: 'other-control-plane' }),
  line('ETCD', 'etcd', 'egress', tcp(2379, 2380), { on: 'control-plane', peers: 'other-control-plane' }),
  line('BGP', 'BGP', 'ingress', tcp(179), { peers: 'other-hosts' }),
  line('BGP', 'BGP', 'egress', tcp(179), { peers: 'other-hosts' }),
  line('TYPHA', 'Typha', 'ingress', tcp(5473), { peers: 'other-hosts' }),
  line('TYPHA', 'Typha', 'egress', tcp(5473), { peers: 'other-hosts' }),
  line('DNS', 'DNS over UDP', 'egress', udp(53), { peers: 'outside', need: 'any' }),
  line('DNS', 'DNS over TCP', 'egress', tcp(53), { peers: 'outside', need: 'any' }),
  line('DHCP', 'DHCP requests', 'egress', udp(67), { peers: 'outside', need: 'any' }),
  line('DHCP', 'DHCP answers', 'ingress', udp(68), { peers: 'outside', need: 'any' }),
  line('IMAGE-PULL', 'image pulls', 'egress', tcp(443), { peers: 'outside', need: 'any' }),
  // Health of the kubelet and of calico/node; on the control plane also what the kubelet probes there, and etcd itself,
  // to which the API server beside it talks.
  line('LOOPBACK', 'loopback health probes', 'within', tcp(9099, 10248), { peers: 'loopback' }),
  line('LOOPBACK', 'the control plane’s loopback', 'within', tcp(2379, 2381, 10257, 10259), {
    on: 'control-plane',
    peers: 'loopback',
  }),
  line('ICMP', 'ping', 'ingress', icmp, { peers: 'other-hosts', isVital: false }),
  line('ICMP', 'ping', 'egress', icmp, { peers: 'other-hosts', isVital: false }),
];

function tcp(...ports: readonly number[]): Sort {
  return { protocol: protocolNumbers.TCP, ports };
}

function udp(...ports: readonly number[]): Sort {
  return { protocol: protocolNumbers.UDP, ports };
}

function line(
  id: string,
  name: string,
  direction: LifeLine['direction'],
  { protocol, ports }: Sort,
  rest: Pick<KnownLine, 'peers'> & Partial<Pick<KnownLine, 'on' | 'need' | 'isVital'>>,
): KnownLine {
  const traffic = trafficText(protocol, ports);
  return { id, name, direction, protocol, ports, traffic, on: 'every', need: 'every', isVital: true, ...rest };
}

/** `TCP 10257, 10259` */
export function trafficText(protocol: number, ports: readonly number[]): string {
  return [printProtocol(protocol), ports.join(', ')].join(' ').trim();
}

/** Whether this host lives by the line at all. */
export function isLineOf({ on }: KnownLine, host: LifeHost): boolean {
  return on === 'every' || host.isControlPlane;
}

/**
 * The packets by which a line is tried: every one must pass, or, where the line says so, any of those with the same
 * port. Of hosts that no rule tells apart one stands for all.
 *
 * @returns none where the host does not live by the line, or the design has nobody at its other end
 */
export function packetsOf(line: KnownLine, host: LifeHost, scene: LifeScene): readonly FlowQuery[] {
  if (!isLineOf(line, host)) return [];
  const ports = line.ports.length === 0 ? [null] : line.ports;
  return ports.flatMap((port) => endsOf(line, host, scene).map((ends) => queryOf(line.protocol, port, ends)));
}

interface Ends {
  readonly from: EndpointId;
  readonly to: EndpointId;
  readonly fromAddress: string | null;
  readonly toAddress: string | null;
}

function endsOf({ peers, direction }: KnownLine, host: LifeHost, scene: LifeScene): readonly Ends[] {
  switch (peers) {
    case 'loopback':
      return [{ from: host.endpoint, to: host.endpoint, fromAddress: null, toAddress: host.loopbackAddress }];
    case 'outside':
      return outsideOf(host, direction, scene);
    case 'outside-control-plane':
      return scene.hosts.some(({ isControlPlane }) => isControlPlane) ? [] : outsideOf(host, direction, scene);
    case 'control-plane':
      return between(host, direction, scene.peersOf(host, 'control-plane'));
    case 'other-control-plane':
      return between(host, direction, scene.peersOf(host, 'control-plane').filter(isNot(host)));
    case 'all-hosts':
      return between(host, direction, scene.peersOf(host, 'every'));
    case 'other-hosts':
      return between(host, direction, scene.peersOf(host, 'every').filter(isNot(host)));
    default:
      return unreachable(peers);
  }
}

function isNot(host: LifeHost): (other: LifeHost) => boolean {
  return (other) => other !== host;
}

function between(host: LifeHost, direction: LifeLine['direction'], others: readonly LifeHost[]): readonly Ends[] {
  return others.map((other) => ends(host.endpoint, other.endpoint, direction, null));
}

function outsideOf(host: LifeHost, direction: LifeLine['direction'], scene: LifeScene): readonly Ends[] {
  return scene.outsideOf(host).map(({ endpoint, address }) => ends(host.endpoint, endpoint, direction, address));
}

/** @param address of the other end; null: its own */
function ends(own: EndpointId, other: EndpointId, direction: LifeLine['direction'], address: string | null): Ends {
  return direction === 'ingress'
    ? { from: other, to: own, fromAddress: address, toAddress: null }
    : { from: own, to: other, fromAddress: null, toAddress: address };
}

function queryOf(protocol: number, port: number | null, ends: Ends): FlowQuery {
  return { ...ends, protocol, port, icmpType: null, icmpCode: null, sourcePort: null, ipVersion: null, via: null };
}
