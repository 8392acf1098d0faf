import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { testPackets } from './testing/decision.ts';
import { calico, hostEndpoint, network, tier } from './testing/design-of.ts';
import { bare, cluster, guard, policy } from './testing/small-cluster.ts';

describe('profiles are asked in the order of the list (R4.7)', () => {
  const listed = (...profiles: readonly string[]): readonly Manifest[] => [hostEndpoint('h1', 'n1', { profiles })];
  const flow = 'dev/web -> host/h1 TCP 80';
  testPackets(cluster, [
    {
      rule: 'one that allows first',
      extra: listed('projectcalico-default-allow', 'gone'),
      flow,
      decision: 'allow hep-ingress host/h1 profile',
    },
    {
      rule: 'one that denies first',
      extra: listed('gone', 'projectcalico-default-allow'),
      flow,
      decision: 'deny hep-ingress host/h1 profile',
    },
  ]);
});

describe('failsafe ports (R5.20, R5.21)', () => {
  const felix = (field: string, net: string): Manifest =>
    calico('FelixConfiguration', 'default', { [field]: [{ protocol: 'TCP', port: 7777, net }] });
  const inbound = felix('failsafeInboundHostPorts', '203.0.113.0/24');
  const outbound = felix('failsafeOutboundHostPorts', '203.0.113.0/24');
  const other = network('other', '198.51.100.0/24');
  testPackets(cluster, [
    {
      rule: 'in: the net limits the source',
      extra: [bare, inbound],
      flow: 'external/partner -> host/h1 TCP 7777',
      decision: 'allow hep-ingress host/h1 failsafe',
    },
    {
      rule: 'in: from elsewhere',
      extra: [bare, inbound, other],
      flow: 'external/other -> host/h1 TCP 7777',
      decision: 'deny hep-ingress host/h1 no-profile-match',
    },
    {
      rule: 'out: the net limits the destination',
      extra: [bare, outbound],
      flow: 'host/h1 -> external/partner TCP 7777',
      decision: 'allow hep-egress host/h1 failsafe',
    },
    {
      rule: 'out: to elsewhere',
      extra: [bare, outbound, other],
      flow: 'host/h1 -> external/other TCP 7777',
      decision: 'deny hep-egress host/h1 no-profile-match',
    },
    {
      rule: 'a list for one direction leaves the other as it is',
      extra: [bare, inbound],
      flow: 'host/h1 -> external/partner UDP 53',
      decision: 'allow hep-egress host/h1 failsafe',
    },
    {
      rule: 'out is not in',
      extra: [bare],
      flow: 'external/partner -> host/h1 UDP 53',
      decision: 'deny hep-ingress host/h1 no-profile-match',
    },
  ]);
});

describe('policies with a hook of their own (R5.8)', () => {
  const hooked = (spec: object): Manifest =>
    policy('p', {
      selector: 'all()',
      tier: 'strict',
      types: ['Ingress'],
      applyOnForward: true,
      ingress: [{ action: 'Deny', protocol: 'UDP' }],
      ...spec,
    });
  const strict = tier('strict', { order: 1, defaultAction: 'Deny' });
  const eth0 = hostEndpoint('h1', 'n1', {
    interfaceName: 'eth0',
    expectedIPs: ['10.0.0.1'],
    profiles: ['projectcalico-default-allow'],
  });
  const [flow, decision] = ['dev/web -> host/h1 TCP 80', 'allow hep-ingress host/h1 profile'];
  testPackets(cluster, [
    {
      rule: 'a tier of preDNAT policies ends in Pass',
      extra: [strict, guard, hooked({ preDNAT: true })],
      flow,
      decision,
    },
    { rule: 'one of untracked policies too', extra: [strict, eth0, hooked({ doNotTrack: true })], flow, decision },
    {
      rule: 'one of others as its default action says',
      extra: [strict, guard, hooked({})],
      flow,
      decision: 'deny hep-ingress host/h1 tier-default',
    },
    {
      rule: 'pods have no preDNAT policy',
      extra: [strict, hooked({ preDNAT: true })],
      flow: 'dev/near -> prod/db UDP 80',
      decision: 'allow wep-ingress prod/db profile',
    },
  ]);
});
