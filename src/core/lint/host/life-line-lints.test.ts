import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { felix, globalPolicy, hostEndpoint, network, node } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const controlPlane = (name: string, address: string): Manifest =>
  node(name, address, { metadata: { name, labels: { 'node-role.kubernetes.io/control-plane': '' } } });
const cluster: readonly Manifest[] = [
  controlPlane('m1', '10.0.0.1'),
  controlPlane('m2', '10.0.0.2'),
  node('w1', '10.0.0.11'),
  ...['m1', 'm2', 'w1'].map((name) =>
    hostEndpoint(`h-${name}`, name, {
      expectedIPs: [{ m1: '10.0.0.1', m2: '10.0.0.2', w1: '10.0.0.11' }[name] ?? ''],
      profiles: ['projectcalico-default-allow'],
    }),
  ),
  network('office', '203.0.113.0/24'),
];
const onHosts = (spec: object): Manifest =>
  globalPolicy('p', { selector: '!has(projectcalico.org/namespace)', ...spec } as Manifest);
const denyAllIn = onHosts({ types: ['Ingress'] });
const denyAllOut = onHosts({ types: ['Egress'] });
const allow = (direction: 'ingress' | 'egress', protocol: string, ...ports: readonly number[]): Manifest =>
  onHosts({
    types: [direction === 'ingress' ? 'Ingress' : 'Egress'],
    [direction]: [{ action: 'Allow', protocol, ...(ports.length > 0 ? { destination: { ports } } : {}) }],
  });
const noFailsafes = felix('default', { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] });

const rows: readonly (readonly [what: string, code: string, extra: readonly Manifest[], found: readonly string[]])[] = [
  [
    'nothing comes in and no port is a failsafe',
    'HOST-SSH',
    [denyAllIn, noFailsafes],
    [
      'HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny SSH (TCP 22, inbound): tier default selected it by p,',
    ],
  ],
  ['a failsafe port', 'HOST-SSH', [denyAllIn], []],
  ['a rule for it', 'HOST-SSH', [allow('ingress', 'TCP', 22), noFailsafes], []],
  [
    'neither the way in nor the way out',
    'HOST-API',
    [denyAllIn, noFailsafes],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1 and h-m2 deny the API server (TCP 6443, inbound): '],
  ],
  [
    'no way out',
    'HOST-API',
    [denyAllOut, noFailsafes],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny the API server (TCP 6443, outbound): '],
  ],
  ['a failsafe port', 'HOST-API', [denyAllIn], []],
  [
    'members of etcd cannot be reached',
    'HOST-ETCD',
    [denyAllIn, noFailsafes],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1 and h-m2 deny etcd (TCP 2379, 2380, inbound): '],
  ],
  ['they can', 'HOST-ETCD', [allow('ingress', 'TCP', 2379, 2380), noFailsafes], []],
  [
    'the kubelet is no failsafe port',
    'HOST-KUBELET',
    [denyAllIn],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny the kubelet (TCP 10250, inbound): '],
  ],
  ['a rule for it', 'HOST-KUBELET', [allow('ingress', 'TCP', 10250)], []],
  [
    'neither BGP nor Typha',
    'HOST-BGP-TYPHA',
    [denyAllIn, noFailsafes],
    [
      'HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny BGP (TCP 179, inbound) and Typha (TCP 5473, inbound): ',
    ],
  ],
  ['failsafe ports', 'HOST-BGP-TYPHA', [denyAllIn], []],
  [
    'DNS over TCP is no failsafe port',
    'HOST-DNS',
    [denyAllOut],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny DNS over TCP (TCP 53, outbound): '],
  ],
  ['a rule for it', 'HOST-DNS', [allow('egress', 'TCP', 53)], []],
  [
    'no lease without failsafe ports',
    'HOST-DHCP',
    [denyAllOut, noFailsafes],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny DHCP requests (UDP 67, outbound): '],
  ],
  ['failsafe ports', 'HOST-DHCP', [denyAllOut], []],
  [
    'no rule for ping',
    'HOST-ICMP',
    [denyAllIn],
    ['HostEndpoint/h-m1 spec: Host endpoints h-m1, h-m2 and h-w1 deny ping (ICMP, inbound): '],
  ],
  ['a rule for it', 'HOST-ICMP', [allow('ingress', 'ICMP')], []],
];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, extra, found]) => {
  const findings = findingsOf(code, [...cluster, ...extra]);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});

test('host endpoints that only let everything through lose no line', () => {
  const codes = [...new Set(rows.map(([, code]) => code))];
  expect(codes.flatMap((code) => findingsOf(code, cluster))).toEqual([]);
});
