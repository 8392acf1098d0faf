import { expect, test } from 'vitest';
import { hostEndpointId, networkEndpointId, podEndpointId } from '../../core/model/ids.ts';
import {
  hostEndpoint,
  namespace,
  network,
  node,
  pod,
  rulesetOf,
  service,
} from '../../core/policy/testing/design-of.ts';
import { addressesOf, dialledAddresses, waysTo } from './ask-ways.ts';

const ruleset = rulesetOf([
  node('n1', '10.0.0.1', {
    status: {
      addresses: [
        { type: 'InternalIP', address: '10.0.0.1' },
        { type: 'ExternalIP', address: '198.51.100.1' },
      ],
    },
  }),
  namespace('prod'),
  pod('prod/web', { app: 'web' }, '10.65.1.2', { nodeName: 'n1' }),
  pod('prod/db', { app: 'db' }, '10.65.1.3', { nodeName: 'n1' }),
  hostEndpoint('n1', 'n1', {}),
  network('x', '203.0.113.0/24', '2001:db8::/32'),
  service('prod/web', {
    type: 'NodePort',
    clusterIP: '10.96.0.1',
    selector: { app: 'web' },
    ports: [
      { name: 'a', port: 80, targetPort: 8080, nodePort: 30080 },
      { name: 'b', port: 53, targetPort: 5353, protocol: 'UDP' },
    ],
  }),
]);
const [web, db, host, outside] = [
  podEndpointId('prod', 'web'),
  podEndpointId('prod', 'db'),
  hostEndpointId('n1'),
  networkEndpointId('x'),
];

test('the ways to an endpoint are itself, the services it answers for, and any address', () => {
  expect(waysTo(ruleset, web).map(({ label }) => label)).toEqual([
    'The endpoint itself',
    'Service prod/web (10.96.0.1), TCP 80',
    'Node port 30080 of prod/web, TCP',
    'Service prod/web (10.96.0.1), UDP 53',
    'Another address…',
  ]);
  expect(waysTo(ruleset, db).map(({ key }) => key)).toEqual(['direct', 'address']);
  expect(waysTo(ruleset, podEndpointId('no', 'body')).map(({ key }) => key)).toEqual(['direct', 'address']);
});

test('a way through a service knows the port that is dialled and the one that answers', () => {
  expect(waysTo(ruleset, web).flatMap(({ way }) => ('service' in way ? [way.service] : []))).toEqual([
    { key: 'prod/web', protocol: 6, port: 80, target: 8080 },
    { key: 'prod/web', protocol: 6, port: 30080, target: 8080 },
    { key: 'prod/web', protocol: 17, port: 53, target: 5353 },
  ]);
});

test.each([
  ['a pod’s', web, db, ['10.65.1.2']],
  ['all of a cluster node', host, web, ['10.0.0.1', '198.51.100.1']],
  ['of a cluster node to itself loopback too', host, host, ['10.0.0.1', '198.51.100.1', '127.0.0.1', '::1']],
  ['the first of each range of a network', outside, web, ['203.0.113.0', '2001:db8::']],
  ['none of what is not there', podEndpointId('no', 'body'), web, []],
])('offers as addresses %s', (_which, of, other, addresses) => {
  expect(addressesOf(ruleset, of, other)).toEqual(addresses);
});

test('what is dialled may be a service’s address', () => {
  expect(dialledAddresses(ruleset, web, db)).toEqual(['10.65.1.2', '10.96.0.1']);
});
