import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { testPackets } from './testing/decision.ts';
import { calico, globalPolicy, hostEndpoint, namespace, network, node, pod, service } from './testing/design-of.ts';

const annotated = (name: string, address: string, annotations: JsonObject): Manifest =>
  node(name, address, {
    metadata: {
      name,
      annotations: Object.fromEntries(
        Object.entries(annotations).map(([key, text]) => [`projectcalico.org/${key}`, text]),
      ),
    },
  });
const n1 = annotated('n1', '10.0.0.1', { IPv4IPIPTunnelAddr: '10.65.1.1', IPv4Address: '10.0.0.1/24' });
const n2 = annotated('n2', '10.0.0.2', { IPv4IPIPTunnelAddr: '10.65.2.1', IPv4Address: '10.0.0.2/24' });
const n3 = annotated('n3', '10.0.9.3', { IPv4Address: '10.0.9.3/24' });
const pool = (spec: JsonObject): Manifest => calico('IPPool', 'p', { cidr: '10.65.0.0/16', ...spec });
const always = pool({ ipipMode: 'Always' });
const cluster: readonly Manifest[] = [
  n1,
  n2,
  n3,
  namespace('prod'),
  pod('prod/a', { app: 'a' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/b', { app: 'b' }, '10.65.2.2', { nodeName: 'n2' }),
  pod('prod/c', { app: 'c' }, '10.65.3.2', { nodeName: 'n3' }),
  pod('prod/near', { app: 'near' }, '10.65.1.3', { nodeName: 'n1' }),
  network('x', '203.0.113.0/24'),
];
const locked = ['n1', 'n2', 'n3'].map((name) => hostEndpoint(name, name, { interfaceName: 'eth0' }));
const settings = { modelEncapsulation: true } as const;
const open = 'allow wep-ingress prod/b profile';

describe('pods of a tunnelled pool (R5.31)', () => {
  const flow = 'host/n1 -> prod/b TCP 80';
  testPackets(
    [...cluster, always],
    [
      {
        rule: 'are reached by the tunnel device: a host endpoint of eth0 is not asked',
        extra: locked,
        settings,
        flow,
        decision: open,
      },
      {
        rule: 'unless the setting is off',
        extra: locked,
        flow,
        decision: 'deny hep-egress host/n1 no-profile-match',
      },
      {
        rule: 'the wildcard one is asked',
        extra: [hostEndpoint('star', 'n1', {})],
        settings,
        flow: 'host/star -> prod/b TCP 80',
        decision: 'deny hep-egress host/star no-profile-match',
      },
      {
        rule: 'and so is one of the tunnel device',
        extra: [hostEndpoint('t', 'n1', { interfaceName: 'tunl0' })],
        settings,
        flow: 'host/t -> prod/b TCP 80',
        decision: 'deny hep-egress host/t no-profile-match',
      },
      {
        rule: 'on the same node nothing is tunnelled',
        extra: locked,
        settings,
        flow: 'prod/a -> prod/near TCP 80',
        decision: 'allow wep-ingress prod/near profile',
      },
      {
        rule: 'nodes are no pods: their traffic is routed',
        extra: locked,
        settings,
        flow: 'host/n1 -> host/n2 TCP 80',
        decision: 'deny hep-egress host/n1 no-profile-match',
      },
    ],
  );

  const forward = globalPolicy('f', {
    selector: 'has(guarded)',
    applyOnForward: true,
    types: ['Ingress', 'Egress'],
    ingress: [{ action: 'Allow' }],
    egress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: [81] } }, { action: 'Allow' }],
  });
  const noEntry = globalPolicy('f', { selector: 'has(guarded)', applyOnForward: true, types: ['Ingress'] });
  const onEth0 = (name: string): Manifest => hostEndpoint(name, name, { interfaceName: 'eth0' }, { guarded: '' });
  testPackets(
    [...cluster, always],
    [
      {
        rule: 'forwarded packets leave by the tunnel device',
        extra: [onEth0('n1'), forward],
        settings,
        flow: 'prod/a -> prod/b TCP 81',
        decision: open,
      },
      {
        rule: 'and routed ones by the primary interface',
        extra: [onEth0('n1'), forward],
        flow: 'prod/a -> prod/b TCP 81',
        decision: 'deny forward-egress host/n1 GlobalNetworkPolicy/f#0',
      },
      {
        rule: 'they arrive by it too',
        extra: [onEth0('n2'), noEntry],
        settings,
        flow: 'prod/a -> prod/b TCP 80',
        decision: open,
      },
      {
        rule: 'but not from the outside',
        extra: [onEth0('n2'), noEntry],
        settings,
        flow: 'external/x -> prod/b TCP 80',
        decision: 'deny forward-ingress host/n2 tier-default',
      },
    ],
  );

  const onB = (source: JsonObject): Manifest =>
    globalPolicy('b', { selector: "app in {'b', 'c'}", types: ['Ingress'], ingress: [{ action: 'Allow', source }] });
  const expecting = (...expectedIPs: readonly string[]): Manifest =>
    hostEndpoint('n1', 'n1', { interfaceName: 'eth0', expectedIPs }, { role: 'node' });
  const role = { selector: "role == 'node'" };
  testPackets(
    [...cluster, always],
    [
      {
        rule: 'see a node’s tunnel address',
        extra: [expecting('10.0.0.1'), onB(role)],
        settings,
        flow,
        decision: 'deny wep-ingress prod/b tier-default',
      },
      {
        rule: 'which a selector finds where it is expected',
        extra: [expecting('10.0.0.1', '10.65.1.1'), onB(role)],
        settings,
        flow,
        decision: 'allow wep-ingress prod/b GlobalNetworkPolicy/b#0',
      },
      {
        rule: 'unless the node is said to send from another address',
        extra: [expecting('10.0.0.1'), onB(role)],
        settings,
        flow,
        query: { fromAddress: '10.0.0.1' },
        decision: 'allow wep-ingress prod/b GlobalNetworkPolicy/b#0',
      },
      {
        rule: 'one that the design does not say leaves it open where a policy asks for it',
        extra: [onB(role)],
        settings,
        flow: 'host/n3 -> prod/b TCP 80',
        decision: 'undecided wep-ingress prod/b undecided:tunnel-address-unknown',
      },
      {
        rule: 'and nowhere else',
        extra: [onB({})],
        settings,
        flow: 'host/n3 -> prod/b TCP 80',
        decision: 'allow wep-ingress prod/b GlobalNetworkPolicy/b#0',
      },
      {
        rule: 'pods keep their address',
        extra: [onB({ selector: "app == 'a'" })],
        settings,
        flow: 'prod/a -> prod/b TCP 80',
        decision: 'allow wep-ingress prod/b GlobalNetworkPolicy/b#0',
      },
      {
        rule: 'a node port hides the client behind the tunnel address',
        extra: [
          onB({ nets: ['10.65.1.1/32'] }),
          service('prod/b', { type: 'NodePort', selector: { app: 'b' }, ports: [{ port: 80, nodePort: 30080 }] }),
        ],
        settings,
        flow: 'external/x -> prod/b TCP 80',
        query: { via: { type: 'NodePort', service: 'prod/b', clusterNode: 'n1', port: 30080 } },
        decision: 'allow wep-ingress prod/b GlobalNetworkPolicy/b#0',
      },
    ],
  );

  testPackets(
    [...cluster, pool({ vxlanMode: 'CrossSubnet' }), ...locked],
    [
      {
        rule: 'between subnets only',
        settings,
        flow: 'host/n1 -> prod/c TCP 80',
        decision: 'allow wep-ingress prod/c profile',
      },
      {
        rule: 'not within one',
        settings,
        flow,
        decision: 'deny hep-egress host/n1 no-profile-match',
      },
      {
        rule: 'VXLAN has a device of its own',
        extra: [hostEndpoint('v', 'n1', { interfaceName: 'vxlan.calico' })],
        settings,
        flow: 'host/n1 -> prod/c TCP 80',
        decision: 'deny hep-egress host/v no-profile-match',
      },
    ],
  );
});
