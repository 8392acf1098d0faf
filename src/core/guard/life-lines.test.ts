import { expect, test } from 'vitest';
import { rulesetOf, network, node } from '../policy/testing/design-of.ts';
import { lifeLines, packetsOf, trafficText, type KnownLine } from './life-lines.ts';
import { lifeScene } from './life-scene.ts';

const scene = lifeScene(
  rulesetOf([
    node('cp1', '10.0.0.1'),
    node('cp2', '10.0.0.2'),
    node('worker', '10.0.0.3'),
    network('internet', '203.0.113.0/24'),
  ]),
  new Set(['cp1', 'cp2']),
);

/** `host/worker -> host/cp1 TCP 6443` */
function packets(id: string, direction: KnownLine['direction'], clusterNode: string): readonly string[] {
  const host = scene.hosts.find((candidate) => candidate.clusterNode === clusterNode);
  const lines = lifeLines.filter((line) => line.id === id && line.direction === direction);
  if (host === undefined || lines.length === 0) throw new Error('no such host or line');
  return lines.flatMap((line) =>
    packetsOf(line, host, scene).map(
      ({ from, to, protocol, port, toAddress }) =>
        `${from} -> ${to} ${trafficText(protocol, port === null ? [] : [port])}${toAddress === null ? '' : ` at ${toAddress}`}`,
    ),
  );
}

test.each([
  ['SSH', 'ingress', 'worker', ['external/internet -> host/worker TCP 22']],
  ['API-SERVER', 'ingress', 'worker', []],
  [
    'API-SERVER',
    'ingress',
    'cp1',
    ['host/cp1 -> host/cp1 TCP 6443', 'host/cp2 -> host/cp1 TCP 6443', 'host/worker -> host/cp1 TCP 6443'],
  ],
  ['API-SERVER', 'egress', 'worker', ['host/worker -> host/cp1 TCP 6443']],
  ['KUBELET', 'ingress', 'worker', ['host/cp1 -> host/worker TCP 10250']],
  ['KUBELET', 'egress', 'worker', []],
  [
    'KUBELET',
    'egress',
    'cp1',
    ['host/cp1 -> host/cp1 TCP 10250', 'host/cp1 -> host/cp2 TCP 10250', 'host/cp1 -> host/worker TCP 10250'],
  ],
  ['ETCD', 'ingress', 'cp1', ['host/cp2 -> host/cp1 TCP 2379', 'host/cp2 -> host/cp1 TCP 2380']],
  ['ETCD', 'egress', 'worker', []],
  ['BGP', 'ingress', 'worker', ['host/cp1 -> host/worker TCP 179']],
  ['TYPHA', 'egress', 'cp1', ['host/cp1 -> host/cp2 TCP 5473', 'host/cp1 -> host/worker TCP 5473']],
  [
    'DNS',
    'egress',
    'worker',
    [
      'host/worker -> external/internet UDP 53 at 203.0.113.0',
      'host/worker -> external/internet TCP 53 at 203.0.113.0',
    ],
  ],
  ['DHCP', 'ingress', 'worker', ['external/internet -> host/worker UDP 68']],
  ['DHCP', 'egress', 'worker', ['host/worker -> external/internet UDP 67 at 203.0.113.0']],
  ['IMAGE-PULL', 'egress', 'worker', ['host/worker -> external/internet TCP 443 at 203.0.113.0']],
  [
    'LOOPBACK',
    'within',
    'worker',
    ['host/worker -> host/worker TCP 9099 at 127.0.0.1', 'host/worker -> host/worker TCP 10248 at 127.0.0.1'],
  ],
  ['ICMP', 'ingress', 'worker', ['host/cp1 -> host/worker ICMP']],
] as const)('%s, %s, on %s', (id, direction, clusterNode, expected) => {
  expect(packets(id, direction, clusterNode)).toEqual(expected);
});

test('the control plane’s own loopback', () => {
  const ports = packets('LOOPBACK', 'within', 'cp1').map((packet) => packet.split(' ')[4]);
  expect(ports).toEqual(['9099', '10248', '2379', '2381', '10257', '10259']);
});

test('the list names what a host lives by', () => {
  const ids = new Set(lifeLines.filter(({ isVital }) => isVital).map(({ id }) => id));
  expect([...ids].sort()).toEqual(
    ['API-SERVER', 'BGP', 'DHCP', 'DNS', 'ETCD', 'IMAGE-PULL', 'KUBELET', 'LOOPBACK', 'SSH', 'TYPHA'].sort(),
  );
});
