import { expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { FlowQuery } from '../policy/flow-query.ts';
import { hostEndpoint, judgeFlow, rulesetOf } from '../policy/testing/design-of.ts';
import { bare, cluster, policy } from '../policy/testing/small-cluster.ts';
import { placesOf } from './place.ts';

const guards: readonly Manifest[] = ['n1', 'n2'].map((name, index) =>
  hostEndpoint(`w${index + 1}`, name, { expectedIPs: [`10.0.0.${index + 1}`] }, { role: 'node' }),
);
const everywhere = policy('everywhere', {
  selector: "role == 'node'",
  preDNAT: true,
  applyOnForward: true,
  types: ['Ingress'],
  ingress: [{ action: 'Allow' }],
});
const forwarding = policy('forwarding', {
  selector: "role == 'node'",
  applyOnForward: true,
  types: ['Ingress', 'Egress'],
  ingress: [{ action: 'Allow' }],
  egress: [{ action: 'Allow' }],
});
const lo = hostEndpoint('lo', 'n1', { interfaceName: 'lo', profiles: ['projectcalico-default-allow'] });

const cases: readonly [what: string, manifests: readonly Manifest[], flow: string, places: readonly string[]][] = [
  [
    'checkpoints of a pod are at its card, those of a node at the node',
    [...cluster, bare],
    'dev/web -> host/h1 TCP 8080',
    ['wep-egress source', 'hep-ingress destination-node'],
  ],
  [
    'what forwards at each end is at that end',
    [...cluster, ...guards, forwarding],
    'dev/web -> prod/db TCP 80',
    [
      'forward-ingress source-node',
      'wep-egress source',
      'forward-egress source-node',
      'forward-ingress destination-node',
      'wep-ingress destination',
      'forward-egress destination-node',
    ],
  ],
  [
    'on one node the side changes at the destination',
    [...cluster, ...guards, forwarding],
    'dev/near -> prod/db TCP 80',
    ['forward-ingress source-node', 'wep-egress source', 'wep-ingress destination', 'forward-egress destination-node'],
  ],
  [
    'a node talks to itself over two sides of one interface',
    [...cluster, lo, everywhere],
    'host/lo -> host/lo TCP 80',
    ['hep-egress source-node', 'hep-ingress destination-node'],
  ],
  [
    'a way past the policies ends at the node',
    [...cluster, bare],
    'prod/db -> host/h1 TCP 8080',
    ['wep-egress source', 'endpoint-to-host destination-node'],
  ],
];

function placesIn(manifests: readonly Manifest[], flow: string, extra: Partial<FlowQuery> = {}): readonly string[] {
  const ruleset = rulesetOf(manifests);
  const { query, checkpoints } = judgeFlow(ruleset, flow, extra);
  const places = placesOf(ruleset, query, checkpoints);
  return checkpoints.map(({ checkpoint }, index) => `${checkpoint} ${places[index]}`);
}

test.each(cases)('%s', (_what, manifests, flow, places) => {
  expect(placesIn(manifests, flow)).toEqual(places);
});

test('a node that only forwards is between the two', () => {
  const via = { type: 'Gateway', clusterNode: 'n1' } as const;
  expect(
    placesIn([...cluster, ...guards, forwarding], 'external/partner -> external/internet TCP 80', { via }),
  ).toEqual(['forward-ingress between', 'forward-egress between']);
});
