import { describe } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { testPackets } from './testing/decision.ts';
import {
  calico,
  felix,
  globalPolicy,
  hostEndpoint,
  namespace,
  network,
  node,
  pod,
  service,
  tier,
} from './testing/design-of.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod'),
  pod('prod/a', { app: 'a' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/b', { app: 'b' }, '10.65.2.2', { nodeName: 'n2' }),
  network('x', '203.0.113.0/24'),
];
const locked = ['n1', 'n2'].map((name) => hostEndpoint(name, name, { interfaceName: 'eth0' }));

describe('what Felix on one node is told lies over what all are told (R5.25)', () => {
  const noPorts = felix('default', { failsafeInboundHostPorts: [], defaultEndpointToHostAction: 'Drop' });
  const sshOnN1 = felix('node.n1', { failsafeInboundHostPorts: [{ protocol: 'TCP', port: 22 }] });
  testPackets(
    [...cluster, ...locked, noPorts, sshOnN1],
    [
      {
        rule: 'its own failsafe ports',
        flow: 'external/x -> host/n1 TCP 22',
        decision: 'allow hep-ingress host/n1 failsafe',
      },
      {
        rule: 'not for other nodes',
        flow: 'external/x -> host/n2 TCP 22',
        decision: 'deny hep-ingress host/n2 no-profile-match',
      },
      {
        rule: 'a field that it does not have is the general one',
        flow: 'prod/a -> host/n1 TCP 80',
        decision: 'deny endpoint-to-host host/n1 endpoint-to-host',
      },
      {
        rule: 'its own action towards the host',
        extra: [felix('node.n2', { defaultEndpointToHostAction: 'Accept' })],
        flow: 'prod/b -> host/n2 TCP 80',
        decision: 'allow endpoint-to-host host/n2 endpoint-to-host',
      },
      {
        rule: 'other names than node.<name> mean no node',
        extra: [felix('n2', { defaultEndpointToHostAction: 'Accept' })],
        flow: 'prod/b -> host/n2 TCP 80',
        decision: 'deny endpoint-to-host host/n2 endpoint-to-host',
      },
    ],
  );

  const pool = calico('IPPool', 'p', { cidr: '10.65.0.0/16', natOutgoing: true });
  const onlyNodes = globalPolicy('p', {
    selector: 'has(guarded)',
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/24'] } }],
  });
  const guarded = ['n1', 'n2'].map((name) => hostEndpoint(name, name, {}, { guarded: '' }));
  const excluded = felix('node.n1', { natOutgoingExclusions: 'IPPoolsAndHostIPs' });
  testPackets(
    [...cluster, ...guarded, pool, onlyNodes],
    [
      {
        rule: 'NAT exclusions hold on the source’s node (R5.30)',
        extra: [excluded],
        flow: 'prod/a -> host/n2 TCP 80',
        decision: 'deny hep-ingress host/n2 tier-default',
      },
      {
        rule: 'and on no other',
        extra: [excluded],
        flow: 'prod/b -> host/n1 TCP 80',
        decision: 'allow hep-ingress host/n1 GlobalNetworkPolicy/p#0',
      },
      {
        rule: '3.30 knows no exclusions (1.1)',
        extra: [excluded],
        settings: { calicoVersion: '3.30' },
        flow: 'prod/a -> host/n2 TCP 80',
        decision: 'allow hep-ingress host/n2 GlobalNetworkPolicy/p#0',
      },
    ],
  );
});

describe('tunnel packets that pods make themselves (R5.9)', () => {
  const flow = 'prod/a -> prod/b UDP 4789';
  testPackets(cluster, [
    { rule: 'are barred', flow, decision: 'deny wep-egress prod/a encap-block' },
    {
      rule: 'unless Felix is told otherwise',
      extra: [felix('default', { allowVXLANPacketsFromWorkloads: true })],
      flow,
      decision: 'allow wep-ingress prod/b profile',
    },
    {
      rule: 'on another port where VXLAN has another one',
      extra: [felix('default', { vxlanPort: 8472 })],
      flow: 'prod/a -> prod/b UDP 8472',
      decision: 'deny wep-egress prod/a encap-block',
    },
    {
      rule: 'and then not on the usual one',
      extra: [felix('default', { vxlanPort: 8472 })],
      flow,
      decision: 'allow wep-ingress prod/b profile',
    },
    {
      rule: 'IP in IP is a matter of its own',
      extra: [felix('default', { allowIPIPPacketsFromWorkloads: true })],
      flow: 'prod/a -> prod/b 4',
      decision: 'allow wep-ingress prod/b profile',
    },
  ]);
});

describe('tunnels between nodes need no policy (R5.29)', () => {
  const pool = (spec: JsonObject): Manifest => calico('IPPool', 'p', { cidr: '10.65.0.0/16', ...spec });
  const vxlan = pool({ vxlanMode: 'CrossSubnet' });
  const flow = 'host/n1 -> host/n2 UDP 4789';
  testPackets(
    [...cluster, ...locked],
    [
      {
        rule: 'VXLAN where a pool has it',
        extra: [vxlan],
        flow,
        decision: 'allow hep-ingress host/n2 tunnel',
      },
      { rule: 'without such a pool', extra: [pool({})], flow, decision: 'deny hep-egress host/n1 no-profile-match' },
      {
        rule: 'not where Felix is told that there is none',
        extra: [vxlan, felix('default', { vxlanEnabled: false })],
        flow,
        decision: 'deny hep-egress host/n1 no-profile-match',
      },
      {
        rule: 'an explicit deny does not block it',
        extra: [
          vxlan,
          tier('first', { order: 1 }),
          globalPolicy('first.no', {
            tier: 'first',
            selector: 'all()',
            types: ['Ingress', 'Egress'],
            ingress: [{ action: 'Deny' }],
            egress: [{ action: 'Deny' }],
          }),
        ],
        flow,
        decision: 'allow hep-ingress host/n2 tunnel',
      },
      {
        rule: 'from the outside it is as good as anything',
        extra: [vxlan],
        flow: 'external/x -> host/n2 UDP 4789',
        decision: 'deny hep-ingress host/n2 no-profile-match',
      },
      {
        rule: 'IP in IP',
        extra: [pool({ ipipMode: 'Always' })],
        flow: 'host/n1 -> host/n2 4',
        decision: 'allow hep-ingress host/n2 tunnel',
      },
      {
        rule: 'WireGuard',
        extra: [felix('default', { wireguardEnabled: true })],
        flow: 'host/n1 -> host/n2 UDP 51820',
        decision: 'allow hep-ingress host/n2 tunnel',
      },
      {
        rule: 'WireGuard on a port of its own',
        extra: [felix('default', { wireguardEnabled: true, wireguardListeningPort: 7 })],
        flow: 'host/n1 -> host/n2 UDP 7',
        decision: 'allow hep-ingress host/n2 tunnel',
      },
    ],
  );
});

const ebpf = { settings: { dataplane: 'ebpf' } } as const;

describe('the eBPF data plane', () => {
  const star = hostEndpoint('star', 'n1', {}, { on: 'n1' });
  const loopback = 'host/star -> host/star TCP 80';
  const outward = (action: string): Manifest =>
    globalPolicy('out', { selector: 'has(on)', types: ['Egress'], egress: [{ action }] });
  const notInward = globalPolicy('in', { selector: 'has(on)', types: ['Ingress'] });
  const open = 'undecided hep-egress host/star undecided:ebpf-loopback';
  testPackets(cluster, [
    {
      rule: 'R5.41 what goes out to loopback and is denied there is left open',
      extra: [star],
      flow: loopback,
      ...ebpf,
      decision: open,
    },
    {
      rule: 'R5.41 by a rule too',
      extra: [star, outward('Deny')],
      flow: loopback,
      ...ebpf,
      decision: 'undecided hep-egress host/star undecided:ebpf-loopback',
    },
    {
      rule: 'R5.41 what is allowed on the way out passes: nobody asks when it arrives',
      extra: [star, outward('Allow'), notInward],
      flow: loopback,
      ...ebpf,
      decision: 'allow hep-egress host/star GlobalNetworkPolicy/out#0',
    },
    {
      rule: 'R5.41 a failsafe port passes',
      extra: [star],
      flow: 'host/star -> host/star TCP 6443',
      ...ebpf,
      decision: 'allow hep-egress host/star failsafe',
    },
    {
      rule: 'no host endpoint governs loopback',
      extra: locked,
      flow: 'host/n1 -> host/n1 TCP 80',
      ...ebpf,
      decision: 'allow loopback host/n1 no-host-endpoint',
    },
    {
      rule: 'is what bpfEnabled says, not the setting',
      extra: [star, felix('default', { bpfEnabled: true })],
      flow: loopback,
      decision: open,
    },
    {
      rule: 'is not where bpfEnabled denies it',
      extra: [star, felix('default', { bpfEnabled: true }), felix('node.n1', { bpfEnabled: false })],
      flow: loopback,
      ...ebpf,
      decision: 'deny hep-egress host/star no-profile-match',
    },
  ]);

  const named = (interfaceName: string): readonly Manifest[] => [
    node('n1', '10.0.0.1', { spec: { interfaces: [{ name: interfaceName, addresses: ['10.0.0.1'] }] } }),
    network('x', '203.0.113.0/24'),
    hostEndpoint('h', 'n1', { interfaceName }),
    hostEndpoint('star', 'n1', {}),
  ];
  const unpoliced = 'allow hep-ingress host/n1 no-host-endpoint';
  testPackets(
    [],
    [
      {
        rule: 'R5.42 no host endpoint polices an interface that is none of its own',
        extra: named('data0'),
        flow: 'external/x -> host/h TCP 80',
        ...ebpf,
        decision: unpoliced,
      },
      {
        rule: 'R5.42 nor does the wildcard before translation',
        extra: [
          ...named('data0'),
          globalPolicy('pre', { preDNAT: true, applyOnForward: true, ingress: [{ action: 'Deny' }] }),
        ],
        flow: 'external/x -> host/h TCP 80',
        ...ebpf,
        decision: unpoliced,
      },
      {
        rule: 'R5.42 one of the usual names',
        extra: named('enp3s0'),
        flow: 'external/x -> host/h TCP 80',
        ...ebpf,
        decision: 'deny hep-ingress host/h no-profile-match',
      },
      {
        rule: 'R5.42 another pattern',
        extra: [...named('data0'), felix('default', { bpfDataIfacePattern: '^data' })],
        flow: 'external/x -> host/h TCP 80',
        ...ebpf,
        decision: 'deny hep-ingress host/h no-profile-match',
      },
      {
        rule: 'R5.42 a pattern that cannot be read counts for nothing',
        extra: [...named('enp3s0'), felix('default', { bpfDataIfacePattern: '([' })],
        flow: 'external/x -> host/h TCP 80',
        ...ebpf,
        decision: 'deny hep-ingress host/h no-profile-match',
      },
      {
        rule: 'other data planes take every interface',
        extra: named('data0'),
        flow: 'external/x -> host/h TCP 80',
        decision: 'deny hep-ingress host/h no-profile-match',
      },
    ],
  );

  const open443 = { profiles: ['projectcalico-default-allow'] };
  const guards = ['n1', 'n2'].map((name) => hostEndpoint(name, name, open443, { role: 'node' }));
  const prednat = globalPolicy('pre', {
    selector: "role == 'node'",
    preDNAT: true,
    applyOnForward: true,
    ingress: [{ action: 'Deny' }],
  });
  const passes = 'allow hep-ingress host/n2 failsafe';
  testPackets(
    [...cluster, ...guards, prednat],
    [
      {
        rule: 'R5.44 a failsafe port of a pod is none for the node',
        flow: 'external/x -> prod/b TCP 22',
        ...ebpf,
        decision: 'deny prednat host/n2 GlobalNetworkPolicy/pre#0',
      },
      {
        rule: 'R5.23 other data planes take it for one before the address is replaced',
        flow: 'external/x -> prod/b TCP 22',
        decision: 'allow wep-ingress prod/b profile',
      },
      { rule: 'R5.44 the node’s own is one', flow: 'external/x -> host/n2 TCP 22', ...ebpf, decision: passes },
      {
        rule: 'R5.44 and so it is for a pod on it',
        flow: 'prod/b -> host/n2 TCP 22',
        ...ebpf,
        decision: 'allow endpoint-to-host host/n2 endpoint-to-host',
      },
      {
        rule: 'R5.44 but not on a pod’s way out',
        flow: 'prod/a -> external/x TCP 22',
        ...ebpf,
        decision: 'deny prednat host/n1 GlobalNetworkPolicy/pre#0',
      },
    ],
  );

  const hosted: readonly Manifest[] = [
    pod('prod/hosted', { app: 'hosted' }, null, { nodeName: 'n2', hostNetwork: true }),
    service('prod/hosted', {
      type: 'NodePort',
      selector: { app: 'hosted' },
      ports: [{ port: 80, targetPort: 22, nodePort: 30022 }],
    }),
  ];
  const throughService = {
    flow: 'external/x -> host/n2 TCP 22',
    query: { via: { type: 'NodePort', service: 'prod/hosted', clusterNode: 'n2', port: 30022 } },
  } as const;
  testPackets(
    [...cluster, ...guards, prednat, ...hosted],
    [
      { rule: 'R5.44 a service’s failsafe port is the one that answers', ...throughService, ...ebpf, decision: passes },
      {
        rule: 'R5.44 not the one that is dialled',
        extra: [felix('default', { failsafeInboundHostPorts: [{ protocol: 'TCP', port: 30022 }] })],
        ...throughService,
        ...ebpf,
        decision: 'deny prednat host/n2 GlobalNetworkPolicy/pre#0',
      },
      {
        rule: 'R5.9 which it is for other data planes',
        ...throughService,
        decision: 'deny prednat host/n2 GlobalNetworkPolicy/pre#0',
      },
    ],
  );
});
