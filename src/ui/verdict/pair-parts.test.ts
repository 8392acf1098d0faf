import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../core/model/document.ts';
import type { JsonObject } from '../../core/model/json.ts';
import { networkEndpointId, podEndpointId, type EndpointId } from '../../core/model/ids.ts';
import { evaluatePair } from '../../core/policy/evaluate.ts';
import { globalPolicy, namespace, network, node, pod, rulesetOf } from '../../core/policy/testing/design-of.ts';
import { pairParts, partsSentence, type PairPart } from './pair-parts.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  namespace('prod'),
  pod('prod/web', { app: 'web' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/db', { app: 'db' }, '10.65.1.3', { nodeName: 'n1' }),
  network('x', '192.0.2.0/24', '203.0.113.7'),
];
const [web, db, x, internet] = [
  podEndpointId('prod', 'web'),
  podEndpointId('prod', 'db'),
  networkEndpointId('x'),
  networkEndpointId('internet'),
];
const rule = (action: string, nets: readonly string[], rest: JsonObject = {}): JsonObject => ({
  action,
  source: { nets: [...nets] },
  ...rest,
});
const ingress = (...rules: readonly JsonObject[]): Manifest =>
  globalPolicy('web', { selector: "app == 'web'", types: ['Ingress'], ingress: [...rules] });

function linesOf(from: EndpointId, to: EndpointId, ...extra: readonly Manifest[]): readonly string[] {
  const result = evaluatePair(rulesetOf([...cluster, ...extra]), from, to);
  if (result === null) throw new Error('both ends are there');
  return pairParts(result).map(({ title, verdict, allowed }) => `${title}: ${verdict}, ${allowed}`);
}

const http = { protocol: 'TCP', destination: { ports: [8080] } };

test.each<[string, EndpointId, EndpointId, readonly Manifest[], readonly string[]]>([
  ['two pods have one part', db, web, [], ['IPv4: allow, Everything']],
  ['an external network that no rule splits is one', x, web, [], ['from 192.0.2.0/24, 203.0.113.7: allow, Everything']],
  [
    'a rule’s nets split it, and each part has its own verdict',
    x,
    web,
    [ingress(rule('Deny', ['192.0.2.128/25']), rule('Allow', ['192.0.2.0/24'], http))],
    ['from 192.0.2.0/25: partial, TCP 8080', 'from 192.0.2.128/25: deny, Nothing', 'from 203.0.113.7: deny, Nothing'],
  ],
  [
    'the other way round it is the destination that is split',
    web,
    x,
    [
      globalPolicy('web', {
        types: ['Egress'],
        egress: [{ action: 'Allow', destination: { nets: ['192.0.2.0/26'] } }],
      }),
    ],
    ['to 192.0.2.0/26: allow, Everything', 'to 192.0.2.64/26, 192.0.2.128/25, 203.0.113.7: deny, Nothing'],
  ],
  [
    'of the Internet the largest part is every other address',
    internet,
    web,
    [ingress(rule('Allow', ['198.51.100.0/24']))],
    ['from 198.51.100.0/24: allow, Everything', 'from every other address: deny, Nothing'],
  ],
  ['between two networks nothing is split', internet, x, [], ['IPv4: allow, Everything']],
])('%s', (_what, from, to, extra, lines) => {
  expect(new Set(linesOf(from, to, ...extra))).toEqual(new Set(lines));
});

describe('whether it depends on the address', () => {
  const part = (title: string, verdict: PairPart['verdict'], allowed: string): PairPart => ({
    title,
    cidrs: ['192.0.2.0/24'],
    verdict,
    allowed,
    segments: [],
  });
  const [open, shut] = [part('from a', 'allow', 'Everything'), part('from b', 'deny', 'Nothing')];
  test.each<[string, readonly PairPart[], string]>([
    ['parts that fare alike', [open, { ...open, title: 'from c' }], ''],
    ['one part', [shut], ''],
    ['two families inside', [open, shut].map((one) => ({ ...one, cidrs: [] })), ''],
    ['two that differ', [shut, open], 'It depends on the sender’s address: of 2 parts 1 allowed, 1 denied.'],
    [
      'other ports',
      [part('to a', 'partial', 'TCP 22'), part('to b', 'partial', 'TCP 23')],
      'It depends on the destination’s address: of 2 parts 2 partly allowed.',
    ],
  ])('%s', (_what, parts, sentence) => {
    expect(partsSentence(parts)).toBe(sentence);
  });
});

test('a part tells all its networks, however many', () => {
  const split = ingress(rule('Deny', ['192.0.2.1/32', '192.0.2.17/32', '192.0.2.33/32']));
  const result = evaluatePair(rulesetOf([...cluster, split, ingressOfAll]), x, web)!;
  const parts = pairParts(result);
  expect(parts.map(({ verdict }) => verdict).toSorted()).toEqual(['allow', 'deny']);
  const all = parts.flatMap(({ cidrs }) => cidrs);
  expect(new Set(all).size).toBe(all.length);
  expect(all).toEqual(expect.arrayContaining(['192.0.2.1', '192.0.2.17', '192.0.2.33', '203.0.113.7']));
});

const ingressOfAll = globalPolicy('z', {
  selector: "app == 'web'",
  types: ['Ingress'],
  ingress: [{ action: 'Allow' }],
});
