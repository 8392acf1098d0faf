import { expect, test } from 'vitest';
import type { Manifest } from '../../model/document.ts';
import { felix, globalPolicy, hostEndpoint, network, node } from '../../policy/testing/design-of.ts';
import { findingsOf } from './testing/linted.ts';

const allowing = { profiles: ['projectcalico-default-allow'] };
const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  hostEndpoint('h1', 'n1', allowing, { role: 'node' }),
  hostEndpoint('h2', 'n2', allowing, { role: 'node' }),
  network('office', '203.0.113.0/24'),
];
const onHosts = (ingress: readonly object[]): Manifest =>
  globalPolicy('p', { selector: "role == 'node'", types: ['Ingress'], ingress } as Manifest);
const empty = felix('default', { failsafeInboundHostPorts: [] });

const rows: readonly (readonly [what: string, code: string, extra: readonly Manifest[], found: readonly string[]])[] = [
  [
    'an empty list, and no policy in its place',
    'FAILSAFE-EMPTY',
    [empty, onHosts([{ action: 'Allow', protocol: 'TCP', destination: { ports: [22] } }])],
    [
      'FelixConfiguration/default spec.failsafeInboundHostPorts: The list failsafeInboundHostPorts of FelixConfiguration default is empty, and no policy lets through in their place: BGP, Typha, DHCP answers. They are lost with the next policy that is applied: remove the empty list, or allow them by policy first.',
    ],
  ],
  [
    'a list that lacks SSH',
    'FAILSAFE-EMPTY',
    [
      felix('default', {
        failsafeInboundHostPorts: [68, 179, 5473].map((port) => ({ protocol: port === 68 ? 'UDP' : 'TCP', port })),
      }),
      onHosts([]),
    ],
    [
      'FelixConfiguration/default spec.failsafeInboundHostPorts: The list failsafeInboundHostPorts of FelixConfiguration default lacks ports that Felix opens by itself, and no policy lets through in their place: SSH',
    ],
  ],
  [
    'for one node only',
    'FAILSAFE-EMPTY',
    [felix('node.n1', { failsafeInboundHostPorts: [] }), onHosts([])],
    ['FelixConfiguration/node.n1 spec.failsafeInboundHostPorts: The list'],
  ],
  ['an empty list, and policy that lets everything in', 'FAILSAFE-EMPTY', [empty, onHosts([{ action: 'Allow' }])], []],
  ['an empty list, and nothing that denies', 'FAILSAFE-EMPTY', [empty], []],
  ['no list', 'FAILSAFE-EMPTY', [felix('default', {}), onHosts([])], []],
  [
    'the end of the tier would turn it away',
    'FAILSAFE-HOLE',
    [onHosts([{ action: 'Allow', protocol: 'TCP', destination: { ports: ['1:6442'] } }])],
    [
      'HostEndpoint/h1 spec: The end of tier default would turn away UDP 68 and TCP 6443, 6666, 6667 of host endpoints h1 and h2, which stay open to everyone as failsafe ports.',
    ],
  ],
  [
    'a rule denies it',
    'FAILSAFE-HOLE',
    [onHosts([{ action: 'Deny', protocol: 'TCP', destination: { ports: [2379] } }, { action: 'Allow' }])],
    ['GlobalNetworkPolicy/p spec.ingress.0: Rule 1 of p denies TCP 2379 of host endpoints h1 and h2, which stay open'],
  ],
  ['policy lets it in as well', 'FAILSAFE-HOLE', [onHosts([{ action: 'Allow' }])], []],
  ['no failsafe ports', 'FAILSAFE-HOLE', [empty, onHosts([])], []],
  [
    'a failsafe port for one network is open to that one only',
    'FAILSAFE-HOLE',
    [
      felix('default', { failsafeInboundHostPorts: [{ protocol: 'TCP', port: 22, net: '203.0.113.0/24' }] }),
      onHosts([]),
    ],
    [],
  ],
];

test.each(rows.map((row) => [`${row[1]}: ${row[0]}`, row] as const))('%s', (_, [, code, extra, found]) => {
  const findings = findingsOf(code, [...cluster, ...extra]);
  expect(findings.map((finding, index) => finding.slice(0, found[index]?.length))).toEqual(found);
});
