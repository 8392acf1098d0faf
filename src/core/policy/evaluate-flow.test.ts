import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { evaluateFlow } from './evaluate.ts';
import type { FlowQuery } from './flow-query.ts';
import { decisionOf } from './testing/decision.ts';
import { calico, hostEndpoint, judgeFlow, network, pod, queryOf, rulesetOf, tier } from './testing/design-of.ts';
import { bare, cluster, guard, ingress, onDb, policy } from './testing/small-cluster.ts';

const served = pod('prod/served', { app: 'served' }, '10.65.1.9', {
  containers: [{ name: 'server', ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }] }],
});
const namedPort = (protocol: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'named', namespace: 'prod' },
  spec: { podSelector: { matchLabels: { app: 'served' } }, ingress: [{ ports: [{ port: 'metrics', protocol }] }] },
});

type Row = readonly [
  rule: string,
  extra: readonly Manifest[],
  flow: string,
  verdict: string,
  decidedBy: string,
  query?: Partial<FlowQuery>,
];

const rows: readonly Row[] = [
  ['R5.11 a pod reaches itself', [onDb([])], 'prod/db -> prod/db TCP 80', 'allow', 'self prod/db self'],
  [
    'R5.12 the own node is never asked',
    [bare],
    'prod/db -> host/h1 TCP 80',
    'allow',
    'endpoint-to-host host/h1 endpoint-to-host',
  ],
  [
    'R5.17 a node always reaches its own pods',
    [bare, onDb([])],
    'host/h1 -> prod/db TCP 80',
    'allow',
    'own-pod prod/db own-pod',
  ],
  [
    'R5.3 an unplaced pod is remote from every node',
    [bare],
    'dev/lost -> host/h1 TCP 80',
    'deny',
    'hep-ingress host/h1 no-profile-match',
  ],
  [
    'R5.20 failsafe ports beat an explicit deny',
    [guard, policy('no', ingress([{ action: 'Deny' }], { selector: "role == 'node'" }))],
    'dev/web -> host/h1 TCP 22',
    'allow',
    'hep-ingress host/h1 failsafe',
  ],
  [
    'R5.24 port 22 is no failsafe on the way out',
    [bare],
    'host/h1 -> host/n2 TCP 22',
    'deny',
    'hep-egress host/h1 no-profile-match',
  ],
  ['R5.9 pods cannot send tunnel packets', [], 'dev/web -> prod/db UDP 4789', 'deny', 'wep-egress dev/web encap-block'],
  ['R5.9 nor IP in IP', [], 'dev/web -> prod/db 4', 'deny', 'wep-egress dev/web encap-block'],
  [
    'R4.3 the first rule that matches decides',
    [onDb([{ action: 'Deny', protocol: 'TCP' }, { action: 'Allow' }])],
    'dev/web -> prod/db TCP 80',
    'deny',
    'wep-ingress prod/db GlobalNetworkPolicy/db#0',
  ],
  [
    'R4.3 log never stops',
    [onDb([{ action: 'Log' }, { action: 'Allow' }])],
    'dev/web -> prod/db TCP 80',
    'allow',
    'wep-ingress prod/db GlobalNetworkPolicy/db#1',
  ],
  [
    'R4.3 pass skips the rest of the tier',
    [onDb([{ action: 'Pass' }, { action: 'Deny' }])],
    'dev/web -> prod/db TCP 80',
    'allow',
    'wep-ingress prod/db profile',
  ],
  [
    'R4.6 a tier that selected it denies at its end',
    [onDb([{ action: 'Allow', protocol: 'UDP' }])],
    'dev/web -> prod/db TCP 80',
    'deny',
    'wep-ingress prod/db tier-default',
  ],
  [
    'R4.6 a tier may end in pass',
    [tier('soft', { order: 1, defaultAction: 'Pass' }), onDb([], { tier: 'soft' })],
    'dev/web -> prod/db TCP 80',
    'allow',
    'wep-ingress prod/db profile',
  ],
  [
    'R4.1 a tier that does not exist is walked last and denies',
    [onDb([], { tier: 'ghost' })],
    'dev/web -> prod/db TCP 80',
    'deny',
    'wep-ingress prod/db tier-default',
  ],
  [
    'R4.9 a staged policy changes nothing',
    [calico('StagedGlobalNetworkPolicy', 'db', { selector: 'all()', types: ['Ingress'] })],
    'dev/web -> prod/db TCP 80',
    'allow',
    'wep-ingress prod/db profile',
  ],
  [
    'R6.4 an ephemeral source port is not 53',
    [onDb([{ action: 'Allow', protocol: 'UDP', source: { ports: [53] } }])],
    'dev/web -> prod/db UDP 9',
    'deny',
    'wep-ingress prod/db tier-default',
  ],
  [
    'R6.4 a stated one may be',
    [onDb([{ action: 'Allow', protocol: 'UDP', source: { ports: [53] } }])],
    'dev/web -> prod/db UDP 9',
    'allow',
    'wep-ingress prod/db GlobalNetworkPolicy/db#0',
    { sourcePort: 53 },
  ],
  [
    'R12.2 a part of the ephemeral ports leaves it open',
    [onDb([{ action: 'Allow', protocol: 'TCP', source: { ports: ['40000:50000'] } }])],
    'dev/web -> prod/db TCP 80',
    'undecided',
    'wep-ingress prod/db undecided:source-port-range',
  ],
  [
    'R7.7 a port name is one of the protocol that the policy says',
    [served, namedPort('UDP')],
    'dev/web -> prod/served TCP 9090',
    'deny',
    'wep-ingress prod/served tier-default',
  ],
  [
    'R6.6 and means the number that its owner gives it',
    [served, namedPort('TCP')],
    'dev/web -> prod/served TCP 9090',
    'allow',
    'wep-ingress prod/served KubernetesNetworkPolicy/prod/named#0',
  ],
  [
    'R6.11 a service without endpoints matches nothing',
    [
      policy('s', {
        selector: "app == 'web'",
        types: ['Egress'],
        egress: [{ action: 'Allow', destination: { services: { name: 'x', namespace: 'prod' } } }],
      }),
    ],
    'dev/web -> prod/db TCP 80',
    'deny',
    'wep-egress dev/web tier-default',
  ],
  [
    'R6.11 a service without namespace matches nothing',
    [
      calico(
        'NetworkPolicy',
        's',
        {
          selector: 'all()',
          types: ['Egress'],
          egress: [{ action: 'Allow', destination: { services: { name: 'x' } } }],
        },
        { namespace: 'dev' },
      ),
    ],
    'dev/web -> prod/db TCP 80',
    'deny',
    'wep-egress dev/web tier-default',
  ],
  [
    'an invalid policy leaves open what it could select',
    [onDb([{ action: 'Allow', source: { selector: 'app ==' } }])],
    'dev/web -> prod/db TCP 80',
    'undecided',
    'wep-ingress prod/db undecided:invalid-policy',
  ],
  [
    'and nothing else',
    [onDb([{ action: 'Allow', source: { selector: 'app ==' } }])],
    'prod/db -> dev/web TCP 80',
    'allow',
    'wep-ingress dev/web profile',
  ],
  [
    'R5.28 doNotTrack is ignored on a wildcard host endpoint',
    [
      guard,
      policy(
        'dnt',
        ingress([{ action: 'Deny' }], { selector: "role == 'node'", doNotTrack: true, applyOnForward: true }),
      ),
    ],
    'dev/web -> host/h1 TCP 80',
    'allow',
    'hep-ingress host/h1 profile',
  ],
  [
    'R5.9 an untracked deny is final',
    [
      hostEndpoint('h1', 'n1', { interfaceName: 'eth0', profiles: ['projectcalico-default-allow'] }, { role: 'node' }),
      policy(
        'dnt',
        ingress([{ action: 'Deny' }], { selector: "role == 'node'", doNotTrack: true, applyOnForward: true }),
      ),
    ],
    'dev/web -> host/h1 TCP 80',
    'deny',
    'untracked-ingress host/h1 GlobalNetworkPolicy/dnt#0',
  ],
  [
    'R12.2 an untracked allow without one for the replies is left open',
    [
      hostEndpoint('h1', 'n1', { interfaceName: 'eth0', profiles: ['projectcalico-default-allow'] }, { role: 'node' }),
      policy(
        'dnt',
        ingress([{ action: 'Allow' }], { selector: "role == 'node'", doNotTrack: true, applyOnForward: true }),
      ),
    ],
    'dev/web -> host/h1 TCP 80',
    'undecided',
    'untracked-ingress host/h1 undecided:untracked-one-way',
  ],
  [
    'R5.6 an unknown interface governs nothing',
    [hostEndpoint('h1', 'n1', { interfaceName: 'wlan0' })],
    'dev/web -> host/h1 TCP 80',
    'allow',
    'hep-ingress host/n1 no-host-endpoint',
  ],
  [
    'R1.9 a profile that does not exist denies',
    [hostEndpoint('h1', 'n1', { profiles: ['nothing'] })],
    'dev/web -> host/h1 TCP 80',
    'deny',
    'hep-ingress host/h1 profile',
  ],
  [
    'R5.30 an unplaced pod behind NAT-outgoing is left open',
    [
      guard,
      calico('IPPool', 'all', { cidr: '240.0.0.0/4', natOutgoing: true }),
      policy(
        'p',
        ingress([{ action: 'Allow', source: { selector: "role == 'node'" } }], { selector: "role == 'node'" }),
      ),
      pod('dev/far', {}, '240.0.0.9'),
    ],
    'dev/far -> host/h1 TCP 80',
    'undecided',
    'hep-ingress host/h1 undecided:nat-outgoing-not-modelled',
  ],
  [
    'R5.19e a gateway polices what it forwards',
    [
      guard,
      network('other', '198.51.100.0/24'),
      policy('f', ingress([{ action: 'Deny' }], { selector: "role == 'node'", applyOnForward: true })),
    ],
    'external/partner -> external/other TCP 80',
    'deny',
    'forward-ingress host/h1 GlobalNetworkPolicy/f#0',
    { via: { type: 'Gateway', clusterNode: 'n1' } },
  ],
];

describe('one packet', () => {
  test.each(rows.map((row) => [row[0], row] as const))('%s', (_rule, row) => {
    const [, extra, flow, verdict, decidedBy, query = {}] = row;
    expect(decisionOf(rulesetOf([...cluster, ...extra]), flow, query)).toBe(`${verdict} ${decidedBy}`);
  });

  const refusals: readonly [string, Partial<FlowQuery>, string][] = [
    ['prod/gone -> prod/db TCP 80', {}, 'no-such-endpoint'],
    ['prod/db -> dev/web TCP 80', { toAddress: 'nonsense' }, 'bad-address'],
    ['prod/db -> dev/web TCP 80', { toAddress: '127.0.0.1' }, 'address-not-of-endpoint'],
    ['prod/db -> dev/web TCP 80', { fromAddress: '10.0.0.1' }, 'address-not-of-endpoint'],
    ['prod/db -> dev/web TCP 80', { ipVersion: 6 }, 'no-common-ip-family'],
    ['prod/db -> external/partner TCP 80', { via: { type: 'Gateway', clusterNode: 'n1' } }, 'not-through-a-gateway'],
    [
      'external/partner -> external/internet TCP 80',
      { via: { type: 'Gateway', clusterNode: 'n9' } },
      'no-such-endpoint',
    ],
  ];
  test.each(refusals)('%s %j is refused', (flow, extra, reason) => {
    const result = evaluateFlow(rulesetOf(cluster), queryOf(flow, extra));
    expect(result.ok ? null : result.error.reason).toBe(reason);
  });

  const forwarded = policy('f', { selector: "role == 'node'", applyOnForward: true, types: ['Ingress'] });
  test.each([
    ['to a node', 'dev/lost -> host/n2 TCP 80', [], true],
    ['from a node', 'host/n2 -> dev/lost TCP 80', [], true],
    ['to a pod, where nothing polices what is forwarded', 'dev/lost -> dev/web TCP 80', [guard], false],
    ['to a pod, where something does', 'dev/lost -> dev/web TCP 80', [guard, forwarded], true],
    ['from outside, where something does', 'external/partner -> dev/lost TCP 80', [guard, forwarded], true],
    ['between pods on nodes', 'dev/web -> prod/db TCP 80', [guard, forwarded], false],
  ] as const)('R5.3 a pod on no node is said where its place could matter: %s', (_which, flow, extra, isSaid) => {
    const { notes } = judgeFlow(rulesetOf([...cluster, ...extra]), flow);
    expect(notes.join().includes('The pod is on no node of the design')).toBe(isSaid);
  });

  test('a host endpoint on a node that is not there is nowhere, so nothing is said of it', () => {
    const result = judgeFlow(rulesetOf([...cluster, hostEndpoint('x', 'gone', {})]), 'dev/web -> host/x TCP 80');
    expect([result.verdict, result.notes]).toEqual([
      'undecided',
      ['Its node "gone" is not in the design.', 'It is not known where one of the two ends is.'],
    ]);
  });
});
