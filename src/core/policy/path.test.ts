import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { testPackets } from './testing/decision.ts';
import { calico, hostEndpoint, network } from './testing/design-of.ts';
import { bare, cluster, guard, policy } from './testing/small-cluster.ts';

const allowing = { profiles: ['projectcalico-default-allow'] };
const named = hostEndpoint('h1', 'n1', { interfaceName: 'eth0', ...allowing }, { role: 'node' });
const forwarding = (direction: 'ingress' | 'egress'): Manifest =>
  policy('f', {
    selector: "role == 'node'",
    applyOnForward: true,
    types: [direction === 'ingress' ? 'Ingress' : 'Egress'],
    [direction]: [{ action: 'Deny' }],
  });
const [barsIn, barsOut] = [forwarding('ingress'), forwarding('egress')];

describe('pods of one cluster node (R5.13)', () => {
  const flow = 'dev/near -> prod/db TCP 80';
  testPackets(cluster, [
    {
      rule: 'what enters from a pod is asked of the wildcard host endpoint',
      extra: [guard, barsIn],
      flow,
      decision: 'deny forward-ingress host/h1 GlobalNetworkPolicy/f#0',
    },
    {
      rule: 'what goes to a pod as well',
      extra: [guard, barsOut],
      flow,
      decision: 'deny forward-egress host/h1 GlobalNetworkPolicy/f#0',
    },
    {
      rule: 'the named one is not asked on the way in',
      extra: [named, barsIn],
      flow,
      decision: 'allow wep-ingress prod/db profile',
    },
    { rule: 'nor on the way out', extra: [named, barsOut], flow, decision: 'allow wep-ingress prod/db profile' },
  ]);
});

describe('pods of two cluster nodes (R5.14)', () => {
  testPackets(cluster, [
    {
      rule: 'the named host endpoint is asked about what leaves its node',
      extra: [named, barsOut],
      flow: 'prod/db -> dev/web TCP 80',
      decision: 'deny forward-egress host/h1 GlobalNetworkPolicy/f#0',
    },
    {
      rule: 'and about what comes in',
      extra: [named, barsIn],
      flow: 'dev/web -> prod/db TCP 80',
      decision: 'deny forward-ingress host/h1 GlobalNetworkPolicy/f#0',
    },
    {
      rule: 'but not about what goes on to its own pod',
      extra: [named, barsOut],
      flow: 'dev/web -> prod/db TCP 80',
      decision: 'allow wep-ingress prod/db profile',
    },
    {
      rule: 'failsafe ports are none in forwarded traffic (R5.22)',
      extra: [guard, barsIn],
      flow: 'dev/web -> prod/db TCP 22',
      decision: 'deny forward-ingress host/h1 GlobalNetworkPolicy/f#0',
    },
  ]);
});

describe('a pod and its own cluster node (R5.12)', () => {
  const action = (defaultEndpointToHostAction: string): Manifest =>
    calico('FelixConfiguration', 'default', { defaultEndpointToHostAction });
  const flow = 'prod/db -> host/h1 TCP 80';
  testPackets(cluster, [
    { rule: 'Accept where nothing is said (Q3)', extra: [bare], flow, decision: decided('allow') },
    { rule: 'Drop', extra: [bare, action('Drop')], flow, decision: decided('deny') },
    { rule: 'Return, to a node that accepts', extra: [bare, action('Return')], flow, decision: decided('allow') },
    {
      rule: 'Return, to a node that drops',
      extra: [bare, action('Return')],
      settings: { hostInputDefault: 'drop' },
      flow,
      decision: decided('deny'),
    },
  ]);

  function decided(verdict: 'allow' | 'deny'): string {
    return `${verdict} endpoint-to-host host/h1 endpoint-to-host`;
  }
});

describe('a cluster node and itself (R5.19a, R5.4)', () => {
  const loopbackOnly = policy('l', {
    selector: "role == 'node'",
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { nets: ['127.0.0.0/8'] } }],
  });
  testPackets(cluster, [
    {
      rule: 'what is dialled is where it comes from: loopback',
      extra: [guard, loopbackOnly],
      flow: 'host/h1 -> host/h1 TCP 80',
      query: { toAddress: '127.0.0.1' },
      decision: 'allow hep-ingress host/h1 GlobalNetworkPolicy/l#0',
    },
    {
      rule: 'what is dialled is where it comes from: its own address',
      extra: [guard, loopbackOnly],
      flow: 'host/h1 -> host/h1 TCP 80',
      decision: 'deny hep-ingress host/h1 tier-default',
    },
    {
      rule: 'a named host endpoint does not police loopback',
      extra: [named, loopbackOnly],
      flow: 'host/h1 -> host/h1 TCP 80',
      decision: 'allow loopback host/h1 no-host-endpoint',
    },
    {
      rule: 'unless its interface is lo',
      extra: [hostEndpoint('h1', 'n1', { interfaceName: 'lo', ...allowing }, { role: 'node' }), loopbackOnly],
      flow: 'host/h1 -> host/h1 TCP 80',
      decision: 'deny hep-ingress host/h1 tier-default',
    },
  ]);
});

describe('through a gateway (R5.19e)', () => {
  const other = network('other', '198.51.100.0/24');
  const flow = 'external/partner -> external/other TCP 80';
  const query = { via: { type: 'Gateway', clusterNode: 'n1' } } as const;
  testPackets(cluster, [
    {
      rule: 'what comes in',
      extra: [other, named, barsIn],
      flow,
      query,
      decision: 'deny forward-ingress host/h1 GlobalNetworkPolicy/f#0',
    },
    {
      rule: 'what goes out',
      extra: [other, named, barsOut],
      flow,
      query,
      decision: 'deny forward-egress host/h1 GlobalNetworkPolicy/f#0',
    },
  ]);
});
