import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { testPackets } from './testing/decision.ts';
import { calico, globalPolicy, hostEndpoint, network, node, rulesetOf } from './testing/design-of.ts';

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

describe('host endpoints that the controller would delete are named (R1.24)', () => {
  const spoofed = hostEndpoint('mine', 'n1', {}, { 'projectcalico.org/created-by': 'calico-kube-controllers' });
  const configuration = (autoCreate: string): Manifest =>
    calico('KubeControllersConfiguration', 'default', {
      controllers: { node: { hostEndpoint: { autoCreate, createDefaultHostEndpoint: 'Disabled' } } },
    });
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
