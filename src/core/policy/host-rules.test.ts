import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { testPackets } from './testing/decision.ts';
import { calico, globalPolicy, hostEndpoint, network, node, rulesetOf, tier } from './testing/design-of.ts';

const allowing = { profiles: ['projectcalico-default-allow'] };
const cluster: readonly Manifest[] = [node('n1', '10.0.0.1'), network('x', '203.0.113.0/24')];
const eth0 = hostEndpoint('h1', 'n1', { interfaceName: 'eth0', ...allowing });
const untracked = (name: string, spec: object): Manifest =>
  globalPolicy(name, { selector: 'all()', doNotTrack: true, applyOnForward: true, ...spec });
const denyBoth = untracked('u', {
  types: ['Ingress', 'Egress'],
  ingress: [{ action: 'Deny' }],
  egress: [{ action: 'Deny' }],
});
const outbound = (port: number, net?: string): Manifest =>
  calico('FelixConfiguration', 'default', {
    failsafeOutboundHostPorts: [{ protocol: 'TCP', port, ...(net === undefined ? {} : { net }) }],
  });

describe('untracked policy lets replies of failsafe connections pass (R5.21)', () => {
  testPackets(cluster, [
    {
      rule: 'in, from a port of the outbound list',
      extra: [eth0, denyBoth],
      flow: 'external/x -> host/h1 TCP 40000',
      query: { sourcePort: 2379 },
      decision: 'allow hep-ingress host/h1 profile',
    },
    {
      rule: 'out, from a port of the inbound list',
      extra: [eth0, denyBoth],
      flow: 'host/h1 -> external/x TCP 40000',
      query: { sourcePort: 22 },
      decision: 'allow hep-egress host/h1 profile',
    },
    {
      rule: 'not in from a port of the inbound list',
      extra: [eth0, denyBoth],
      flow: 'external/x -> host/h1 TCP 40000',
      query: { sourcePort: 22 },
      decision: 'deny untracked-ingress host/h1 GlobalNetworkPolicy/u#0',
    },
    {
      rule: 'not from an ephemeral port',
      extra: [eth0, denyBoth],
      flow: 'external/x -> host/h1 TCP 40000',
      decision: 'deny untracked-ingress host/h1 GlobalNetworkPolicy/u#0',
    },
    {
      rule: 'not in tracked policy',
      extra: [hostEndpoint('h1', 'n1', { interfaceName: 'eth0' })],
      flow: 'external/x -> host/h1 TCP 40000',
      query: { sourcePort: 2379 },
      decision: 'deny hep-ingress host/h1 no-profile-match',
    },
    {
      rule: 'the net of the entry limits the other end',
      extra: [eth0, denyBoth, outbound(7, '198.51.100.0/24')],
      flow: 'external/x -> host/h1 TCP 40000',
      query: { sourcePort: 7 },
      decision: 'deny untracked-ingress host/h1 GlobalNetworkPolicy/u#0',
    },
    {
      rule: 'a failsafe port among the ephemeral ones leaves it open (R12.2)',
      extra: [eth0, denyBoth, outbound(40_000)],
      flow: 'external/x -> host/h1 TCP 9',
      decision: 'undecided untracked-ingress host/h1 undecided:source-port-range',
    },
  ]);
});

describe('preDNAT policy on loopback is the wildcard’s where the named host endpoint has none (R5.5, R5.19a)', () => {
  const lo = hostEndpoint('lo1', 'n1', { interfaceName: 'lo', ...allowing });
  const star = hostEndpoint('star', 'n1', allowing, { w: '' });
  const prednat = (selector: string): Manifest =>
    globalPolicy('p', { selector, preDNAT: true, applyOnForward: true, ingress: [{ action: 'Deny' }] });
  testPackets(cluster, [
    {
      rule: 'the named one has none',
      extra: [lo, star, prednat('has(w)')],
      flow: 'host/star -> host/star TCP 10257',
      query: { toAddress: '127.0.0.1' },
      decision: 'deny prednat host/star GlobalNetworkPolicy/p#0',
    },
    {
      rule: 'the named one has its own',
      extra: [lo, star, prednat('!has(w)')],
      flow: 'host/star -> host/star TCP 10257',
      query: { toAddress: '127.0.0.1' },
      decision: 'deny prednat host/lo1 GlobalNetworkPolicy/p#0',
    },
  ]);
});

describe('host endpoints that the controller deletes (R1.24)', () => {
  const spoofed = hostEndpoint('mine', 'n1', {}, { 'projectcalico.org/created-by': 'calico-kube-controllers' });
  const configuration = (autoCreate: string): Manifest =>
    calico('KubeControllersConfiguration', 'default', {
      controllers: { node: { hostEndpoint: { autoCreate, createDefaultHostEndpoint: 'Disabled' } } },
    });
  testPackets(cluster, [
    {
      rule: 'police nothing',
      extra: [configuration('Disabled'), spoofed],
      flow: 'external/x -> host/n1 TCP 80',
      decision: 'allow hep-ingress host/n1 no-host-endpoint',
    },
    {
      rule: 'and others do',
      extra: [configuration('Enabled'), spoofed],
      flow: 'external/x -> host/mine TCP 80',
      decision: 'deny hep-ingress host/mine no-profile-match',
    },
  ]);
  test.each([
    ['automatic ones disabled', [configuration('Disabled'), spoofed], ['HEP-DELETED']],
    ['automatic ones enabled', [configuration('Enabled'), spoofed], []],
    ['nothing said of automatic ones', [spoofed], []],
    ['no such label', [configuration('Disabled'), hostEndpoint('mine', 'n1', {})], []],
  ] as const)('%s', (_what, manifests, codes) => {
    const { problems } = rulesetOf([...cluster, ...manifests]);
    expect(problems.map(({ finding }) => finding.code)).toEqual(codes);
  });
});

describe('untracked packets need their replies let through as well (R5.28, R12.2)', () => {
  const both = (ingress: object, egress: object): Manifest =>
    untracked('u', {
      types: ['Ingress', 'Egress'],
      ingress: [{ action: 'Allow', ...ingress }],
      egress: [{ action: 'Allow', ...egress }],
    });
  const locked = hostEndpoint('h1', 'n1', { interfaceName: 'eth0' });
  const tcpIn = 'external/x -> host/h1 TCP 80';
  const letIn = 'allow untracked-ingress host/h1 GlobalNetworkPolicy/u#0';
  const oneWay = 'undecided untracked-ingress host/h1 undecided:untracked-one-way';
  testPackets(cluster, [
    {
      rule: 'both ways: it skips the host endpoint’s other policy (R5.10)',
      extra: [locked, both({}, {})],
      flow: tcpIn,
      decision: letIn,
    },
    {
      rule: 'out and back',
      extra: [locked, both({}, {})],
      flow: 'host/h1 -> external/x TCP 80',
      decision: 'allow untracked-egress host/h1 GlobalNetworkPolicy/u#0',
    },
    {
      rule: 'replies denied',
      extra: [
        locked,
        untracked('u', { types: ['Ingress', 'Egress'], ingress: [{ action: 'Allow' }], egress: [{ action: 'Deny' }] }),
      ],
      flow: tcpIn,
      decision: oneWay,
    },
    {
      rule: 'the rule for replies asks for the port they come from',
      extra: [locked, both({}, { protocol: 'TCP', source: { ports: [80] } })],
      flow: tcpIn,
      decision: letIn,
    },
    {
      rule: 'another port has no reply',
      extra: [locked, both({}, { protocol: 'TCP', source: { ports: [80] } })],
      flow: 'external/x -> host/h1 TCP 81',
      decision: oneWay,
    },
    {
      rule: 'the rule for replies asks where they go',
      extra: [locked, both({}, { destination: { nets: ['198.51.100.0/24'] } })],
      flow: tcpIn,
      decision: oneWay,
    },
    {
      rule: 'replies to some of the ports that a client may have',
      extra: [locked, both({}, { protocol: 'TCP', destination: { ports: ['40000:50000'] } })],
      flow: tcpIn,
      decision: 'undecided untracked-ingress host/h1 undecided:source-port-range',
    },
    {
      rule: 'a client’s port that replies reach',
      extra: [locked, both({}, { protocol: 'TCP', destination: { ports: ['40000:50000'] } })],
      flow: tcpIn,
      query: { sourcePort: 45_000 },
      decision: letIn,
    },
    {
      rule: 'a client’s port that they do not reach',
      extra: [locked, both({}, { protocol: 'TCP', destination: { notPorts: ['40000:50000'] } })],
      flow: tcpIn,
      query: { sourcePort: 45_000 },
      decision: oneWay,
    },
    {
      rule: 'a reply to UDP is no reply to TCP',
      extra: [locked, both({}, { protocol: 'UDP' })],
      flow: tcpIn,
      decision: oneWay,
    },
    {
      rule: 'an echo is replied to by an echo reply',
      extra: [locked, both({}, { protocol: 'ICMP', icmp: { type: 0 } })],
      flow: 'external/x -> host/h1 ICMP',
      decision: letIn,
    },
    {
      rule: 'not by an echo request',
      extra: [locked, both({}, { protocol: 'ICMP', icmp: { type: 8 } })],
      flow: 'external/x -> host/h1 ICMP',
      decision: oneWay,
    },
    {
      rule: 'R5.10 accepted untracked skips preDNAT policy',
      extra: [
        locked,
        both({}, {}),
        globalPolicy('p', { selector: 'all()', preDNAT: true, applyOnForward: true, ingress: [{ action: 'Deny' }] }),
      ],
      flow: tcpIn,
      decision: letIn,
    },
    {
      rule: 'R5.43 eBPF takes untracked policy of one tier only',
      extra: [
        locked,
        tier('t', { order: 1 }),
        denyBoth,
        untracked('t.v', { tier: 't', ingress: [{ action: 'Deny' }] }),
      ],
      settings: { dataplane: 'ebpf' },
      flow: tcpIn,
      decision: 'deny hep-ingress host/h1 no-profile-match',
    },
    {
      rule: 'R5.43 so that replies to what goes out meet none where there are two tiers of it',
      extra: [locked, tier('t', { order: 1 }), both({}, {}), untracked('t.v', { tier: 't', ingress: [] })],
      settings: { dataplane: 'ebpf' },
      flow: 'host/h1 -> external/x TCP 80',
      decision: 'undecided untracked-egress host/h1 undecided:untracked-one-way',
    },
    {
      rule: 'where there is one tier, they are let in by it',
      extra: [locked, tier('t', { order: 1 }), both({}, {}), untracked('t.v', { tier: 't', types: ['Egress'] })],
      settings: { dataplane: 'ebpf' },
      flow: 'host/h1 -> external/x TCP 80',
      decision: 'allow untracked-egress host/h1 GlobalNetworkPolicy/u#0',
    },
  ]);
});

describe('what verdicts do not take in is said', () => {
  test.each([
    [
      'R6.12 http rules',
      globalPolicy('w', {
        selector: 'all()',
        types: ['Ingress'],
        ingress: [{ action: 'Allow', http: { methods: ['GET'] } }],
      }),
      'HTTP-NOT-ENFORCED',
    ],
  ])('%s', (_what, manifest, code) => {
    expect(rulesetOf([...cluster, manifest]).problems.map(({ finding }) => finding.code)).toEqual([code]);
  });
});
