import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { EndpointId } from '../model/ids.ts';
import {
  addressSetOf,
  describeAddressSet,
  intersectAddresses,
  isEmptyAddressSet,
  sameAddressSet,
} from '../net/address-set.ts';
import { allIpv4, parseCidr } from '../net/cidr.ts';
import { unionOfAll } from './address-book.ts';
import { internetAddresses } from './address-space.ts';
import { evaluateAll, evaluatePair } from './evaluate.ts';
import { calico, globalPolicy, hostEndpoint, namespace, network, node, pod, rulesetOf } from './testing/design-of.ts';
import { summaryAt } from './verdict-index.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('p'),
  pod('p/x', { app: 'x' }, '10.65.0.1', { nodeName: 'n1' }),
  network('net', '203.0.113.0/24'),
];
const onPod = (types: string, rules: object): Manifest =>
  globalPolicy('x', { selector: "app == 'x'", types: [types], [types.toLowerCase()]: [{ action: 'Allow', ...rules }] });
const set = (labels: object, ...nets: readonly string[]): Manifest => ({
  ...calico('GlobalNetworkSet', 's', { nets }),
  metadata: { name: 's', labels: labels as Manifest },
});

/** Each part of the network with the verdict on TCP 80. */
function partsOf(manifests: readonly Manifest[], from: string, to: string, family = 4): readonly string[] {
  const pair = evaluatePair(rulesetOf([...cluster, ...manifests]), from as EndpointId, to as EndpointId); // as users name them
  const parts = pair?.parts.filter((part) => part.family === family) ?? [];
  return parts
    .map(({ sourcePart, destinationPart, segments }) => {
      const at = segments.find(({ traffic }) =>
        traffic.tcp.some((first, i) => i % 2 === 0 && first <= 80 && 80 <= (traffic.tcp[i + 1] ?? 0)),
      );
      const part = sourcePart ?? destinationPart;
      return `${at?.verdict} ${part === null ? '' : describeAddressSet(part)}`;
    })
    .sort();
}

describe('an external network is split at every net that can make a difference (R5.36)', () => {
  test.each([
    [
      'a net of a rule',
      [onPod('Ingress', { source: { nets: ['203.0.113.0/25'] } })],
      ['allow 203.0.113.0/25', 'deny 203.0.113.128/25'],
    ],
    [
      'what a rule excludes',
      [onPod('Ingress', { source: { notNets: ['203.0.113.0/25'] } })],
      ['allow 203.0.113.128/25', 'deny 203.0.113.0/25'],
    ],
    [
      'a net that is wider than the network',
      [onPod('Ingress', { source: { nets: ['203.0.0.0/16'] } })],
      ['allow 203.0.113.0/24'],
    ],
    [
      'a net of a set that a rule selects',
      [set({ good: '' }, '203.0.113.7/32'), onPod('Ingress', { source: { selector: 'has(good)' } })],
      ['allow 203.0.113.7', 'deny 203.0.113.0-203.0.113.6, 203.0.113.8-203.0.113.255'],
    ],
    ['a set that no rule selects', [set({}, '203.0.113.7/32')], ['allow 203.0.113.0/24']],
  ] as const)('%s', (_what, manifests, parts) => {
    expect(partsOf(manifests, 'external/net', 'p/x')).toEqual([...parts]);
  });

  test('the parts of the Internet are disjoint and together all of it', () => {
    const manifests = [onPod('Egress', { destination: { nets: ['8.0.0.0/8', '1.1.1.0/24'] } })];
    const ruleset = rulesetOf([...cluster, ...manifests]);
    const pair = evaluatePair(ruleset, 'p/x' as EndpointId, 'external/internet' as EndpointId); // as above
    const sets =
      pair?.parts.flatMap(({ family, destinationPart }) =>
        family === 4 && destinationPart !== null ? [destinationPart] : [],
      ) ?? [];
    expect(sets.length).toBe(2);
    const [a, b] = sets;
    expect(a !== undefined && b !== undefined && isEmptyAddressSet(intersectAddresses(a, b))).toBe(true);
    const internet = ruleset.parties.find(({ row }) => row.id === 'external/internet');
    if (internet?.kind !== 'network') throw new Error('no Internet');
    const all4 = intersectAddresses(internet.addresses, addressSetOf([allIpv4]));
    expect(sameAddressSet(unionOfAll(sets), all4)).toBe(true);
    const net = parseCidr('203.0.113.0/24');
    if (!net.ok) throw new Error('no net');
    // What is a network of the design is not the Internet.
    expect(isEmptyAddressSet(intersectAddresses(all4, addressSetOf([net.value])))).toBe(true);
    expect(isEmptyAddressSet(internetAddresses(addressSetOf([net.value])))).toBe(false);
  });

  test('the table says which part is allowed', () => {
    const table = evaluateAll(rulesetOf([...cluster, onPod('Ingress', { source: { nets: ['203.0.113.0/25'] } })]));
    const row = (id: string): number => table.endpoints.findIndex((endpoint) => endpoint.id === id);
    const summary = summaryAt(table, row('external/net'), row('p/x'));
    expect(summary?.verdict).toBe('partial');
    expect(summary?.notes.join()).toContain('203.0.113.0/25');
  });
});

describe('pools split the destination of translated packets (R5.30)', () => {
  const pool = calico('IPPool', 'pool', { cidr: '10.65.0.0/16', natOutgoing: true });
  const inside = calico('IPPool', 'inside', { cidr: '10.0.0.2/32', disabled: true });
  const guard = hostEndpoint(
    'h2',
    'n2',
    { expectedIPs: ['10.0.0.2'], profiles: ['projectcalico-default-allow'] },
    { h: '' },
  );
  const onHost = globalPolicy('h', {
    selector: 'has(h)',
    types: ['Ingress'],
    ingress: [{ action: 'Allow', source: { nets: ['10.0.0.1/32'] } }],
  });
  const excluding = calico('FelixConfiguration', 'default', { natOutgoingExclusions: 'IPPoolsAndHostIPs' });
  test.each([
    ['no pool: the pod is seen', [], 'deny'],
    ['out of the pool: its node is seen', [pool], 'allow'],
    ['a destination in a pool, though a disabled one', [pool, inside], 'deny'],
    ['nodes excluded', [pool, excluding], 'deny'],
  ] as const)('%s', (_what, manifests, verdict) => {
    expect(partsOf([guard, onHost, ...manifests], 'p/x', 'host/h2')).toEqual([`${verdict} `]);
  });
});
