import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { JsonObject } from '../model/json.ts';
import { describeTraffic } from '../net/describe-traffic.ts';
import type { Traffic } from '../net/traffic.ts';
import { allTraffic, intersectTraffic, noTraffic, unionTraffic } from '../net/traffic.ts';
import { evaluateAll, evaluatePair } from './evaluate.ts';
import { calico, globalPolicy, hostEndpoint, namespace, network, node, pod, rulesetOf } from './testing/design-of.ts';
import type { PairResult } from './trace.ts';
import { summaryAt, VerdictIndex } from './verdict-index.ts';

const allowing = { profiles: ['projectcalico-default-allow'] };
const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('x'),
  network('partner', '203.0.113.0/24'),
];
const twins: readonly Manifest[] = [
  pod('x/a', { app: 'a' }, '10.65.0.1', { nodeName: 'n1' }),
  pod('x/b', { app: 'a' }, '10.65.0.2', { nodeName: 'n1' }),
  pod('x/c', { app: 'a' }, '10.65.0.3', { nodeName: 'n2' }),
];
const host = (number: number, spec: JsonObject = {}): Manifest =>
  hostEndpoint(`h${number}`, `n${number}`, { expectedIPs: [`10.0.0.${number}`], ...spec }, { role: 'node' });
const felix = (spec: JsonObject, name = 'default'): Manifest => calico('FelixConfiguration', name, spec);
const noFailsafes = felix({ failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] });
const onNodes = (name: string, spec: JsonObject): Manifest =>
  globalPolicy(name, { selector: "role == 'node'", applyOnForward: true, ...spec });
const served = (id: string, address: string, port: number): Manifest =>
  pod(id, { app: 'served' }, address, { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: port }] }] });

/** Each has two endpoints that differ in one thing only, which an answer kept for one of them would miss. */
const designs: readonly (readonly [what: string, manifests: readonly Manifest[]])[] = [
  [
    'what preDNAT policy accepted skips the policy of the host, and not that of its pods',
    [
      ...twins,
      noFailsafes,
      host(1),
      onNodes('p', { preDNAT: true, ingress: [{ action: 'Allow' }] }),
      globalPolicy('d', { selector: 'all()', types: ['Ingress'] }),
    ],
  ],
  ['pods on a node and on none', [...twins, pod('x/lost', { app: 'a' }, '10.65.0.9'), host(2, allowing)]],
  [
    'pods with a port of the same name and another number',
    [
      ...twins,
      served('x/s1', '10.65.0.4', 80),
      served('x/s2', '10.65.0.5', 90),
      globalPolicy('s', {
        selector: "app == 'served'",
        types: ['Ingress'],
        ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: ['http'] } }],
      }),
    ],
  ],
  [
    'a failsafe port for one of two pods of a node',
    [
      ...twins,
      felix({ failsafeInboundHostPorts: [{ protocol: 'TCP', port: 7777, net: '10.65.0.1/32' }] }),
      host(1, allowing),
      onNodes('p', { preDNAT: true, ingress: [{ action: 'Deny' }] }),
    ],
  ],
  [
    'untracked policy that lets replies of one of two hosts out',
    [
      host(1, { interfaceName: 'eth0', ...allowing }),
      host(2, { interfaceName: 'eth0', ...allowing }),
      onNodes('u', {
        doNotTrack: true,
        types: ['Ingress', 'Egress'],
        ingress: [{ action: 'Allow' }],
        egress: [{ action: 'Allow', source: { nets: ['10.0.0.1/32'] } }],
      }),
    ],
  ],
  ['host endpoints without policies, one with a profile', [host(1, allowing), host(2)]],
  [
    'hosts that a policy bars one way only',
    [
      host(1, allowing),
      hostEndpoint('h2', 'n2', { expectedIPs: ['10.0.0.2'], ...allowing }, { role: 'other' }),
      globalPolicy('e', {
        selector: "role == 'node'",
        types: ['Egress'],
        egress: [{ action: 'Deny', protocol: 'UDP' }],
      }),
    ],
  ],
  [
    'pods that a policy bars one way only',
    [
      ...twins,
      pod('x/e', { app: 'e' }, '10.65.0.7', { nodeName: 'n1' }),
      globalPolicy('e', { selector: "app == 'e'", types: ['Egress'], egress: [{ action: 'Deny', protocol: 'UDP' }] }),
    ],
  ],
  [
    'pods of two nodes, one with preDNAT policy',
    [
      ...twins,
      host(1, allowing),
      hostEndpoint('h2', 'n2', { expectedIPs: ['10.0.0.2'], ...allowing }, { role: 'other' }),
      onNodes('p', { preDNAT: true, ingress: [{ action: 'Deny', protocol: 'UDP' }] }),
    ],
  ],
  [
    'pods of one node, which its named host endpoint’s preDNAT policy is not asked about',
    [
      ...twins,
      host(1, { interfaceName: 'eth0', ...allowing }),
      onNodes('p', { preDNAT: true, ingress: [{ action: 'Deny', protocol: 'UDP' }] }),
    ],
  ],
  [
    'pods of one node, one of them behind NAT-outgoing',
    [
      ...twins,
      host(1, allowing),
      host(2, allowing),
      calico('IPPool', 'few', { cidr: '10.65.0.0/31', natOutgoing: true }),
      globalPolicy('nodes', {
        selector: "role == 'node'",
        types: ['Ingress'],
        ingress: [{ action: 'Allow', source: { nets: ['10.0.0.1/32'] } }],
      }),
    ],
  ],
  [
    'pods of two nodes behind NAT-outgoing',
    [
      ...twins,
      node('n3', '10.0.0.3'),
      hostEndpoint('h3', 'n3', { expectedIPs: ['10.0.0.3'] }, { role: 'node' }),
      calico('IPPool', 'all', { cidr: '10.65.0.0/16', natOutgoing: true }),
      onNodes('in', { types: ['Ingress'], ingress: [{ action: 'Allow', source: { nets: ['10.0.0.1/32'] } }] }),
    ],
  ],
  [
    'pods of one node whose host endpoint judges what is forwarded',
    [...twins, host(1, allowing), onNodes('f', { types: ['Egress'], egress: [{ action: 'Deny', protocol: 'UDP' }] })],
  ],
  [
    'pods behind NAT-outgoing of two nodes, one of which leaves nodes out of it',
    [
      ...twins,
      host(1, allowing),
      host(2, allowing),
      node('n3', '10.0.0.3'),
      hostEndpoint('h3', 'n3', { expectedIPs: ['10.0.0.3'] }, { role: 'guarded' }),
      calico('IPPool', 'all', { cidr: '10.65.0.0/16', natOutgoing: true }),
      felix({ natOutgoingExclusions: 'IPPoolsAndHostIPs' }, 'node.n1'),
      globalPolicy('in', {
        selector: "role == 'guarded'",
        types: ['Ingress'],
        ingress: [{ action: 'Allow', source: { selector: "role == 'node'" } }],
      }),
    ],
  ],
  [
    'nodes with configurations of their own',
    [
      ...twins,
      host(1),
      host(2),
      felix({ failsafeInboundHostPorts: [], defaultEndpointToHostAction: 'Drop' }, 'node.n1'),
      onNodes('d', { types: ['Ingress', 'Egress'] }),
    ],
  ],
];

describe('what the table keeps for many pairs is what each pair’s trace says', () => {
  test.each(designs)('%s', (_what, manifests) => {
    const ruleset = rulesetOf([...cluster, ...manifests]);
    const table = evaluateAll(ruleset);
    for (const [row, from] of table.endpoints.entries())
      for (const [column, to] of table.endpoints.entries()) {
        const summary = summaryAt(table, row, column);
        const pair = evaluatePair(ruleset, from.id, to.id);
        expect([from.id, to.id, summary?.allowed, pathNotes(summary?.notes)]).toEqual([
          from.id,
          to.id,
          describeTraffic(allowedOf(pair)),
          pathNotes(pair?.notes),
        ]);
      }
  });

  test('parts of two networks with the same answers keep their own addresses', () => {
    const half = (net: string): JsonObject => ({ action: 'Allow', source: { nets: [net] } });
    const table = evaluateAll(
      rulesetOf([
        ...cluster,
        ...twins,
        network('second', '198.51.100.0/24'),
        globalPolicy('s', {
          selector: 'all()',
          types: ['Ingress'],
          ingress: [half('203.0.113.0/25'), half('198.51.100.0/25')],
        }),
      ]),
    );
    const index = new VerdictIndex(table);
    const notes = table.endpoints
      .filter(({ kind, id }) => kind === 'network' && id !== 'external/internet')
      .map(({ id }) => [id, index.summary(id, 'x/a' as typeof id)?.notes.filter((note) => / is allowed /.test(note))]);
    expect(notes).toEqual([
      ['external/partner', ['203.0.113.0/25 is allowed ICMP, ICMPv6, SCTP, TCP, UDP, other.']],
      ['external/second', ['198.51.100.0/25 is allowed ICMP, ICMPv6, SCTP, TCP, UDP, other.']],
    ]);
  });
});

/** What is allowed in every part. */
function allowedOf(pair: PairResult | null): Traffic {
  const allowed = (pair?.parts ?? []).map(({ segments }) =>
    segments.reduce((sum, { traffic, verdict }) => (verdict === 'allow' ? unionTraffic(sum, traffic) : sum), noTraffic),
  );
  return allowed.length === 0 ? noTraffic : allowed.reduce(intersectTraffic, allTraffic);
}

/** Without those that say how parts differ: a pair's trace lists the parts themselves. */
function pathNotes(notes: readonly string[] = []): readonly string[] {
  return notes.filter((note) => !/ is allowed |more parts differ/.test(note)).sort();
}
