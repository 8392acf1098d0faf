import { expect, test } from 'vitest';
import type { FlowQuery, PacketEnd } from '../policy/flow-query.ts';
import { queryOf } from '../policy/testing/design-of.ts';
import { printPacketEnd, wordsOfDetails, wordsOfPacket } from './packet-words.ts';

const packets: readonly [words: string, query: FlowQuery][] = [
  ['TCP 22', queryOf('a/b -> c/d TCP 22')],
  ['SCTP', queryOf('a/b -> c/d SCTP')],
  ['ICMP', queryOf('a/b -> c/d ICMP')],
  ['ICMP 3/4', queryOf('a/b -> c/d ICMP', { icmpType: 3, icmpCode: 4 })],
  ['ICMPv6 128/0', queryOf('a/b -> c/d ICMPv6', { icmpType: 128 })],
  ['protocol 253', queryOf('a/b -> c/d 253')],
  ['UDPLite', queryOf('a/b -> c/d 136')],
];

test.each(packets)('%s', (words, query) => {
  expect(wordsOfPacket(query)).toBe(words);
});

const details: readonly [words: readonly string[], extra: Partial<FlowQuery>][] = [
  [[], {}],
  [['forwarded by node w1'], { via: { type: 'Gateway', clusterNode: 'w1' } }],
  [['through service prod/web, port 80'], { via: { type: 'ClusterIP', service: 'prod/web', port: 80 } }],
  [
    ['through service prod/web, port 30080 of node w1', 'sent from 203.0.113.9'],
    { via: { type: 'NodePort', service: 'prod/web', clusterNode: 'w1', port: 30080 }, fromAddress: '203.0.113.9' },
  ],
  [['dials 127.0.0.1', 'from port 68', 'over IPv4'], { toAddress: '127.0.0.1', sourcePort: 68, ipVersion: 4 }],
];

test.each(details)('details: %j', (words, extra) => {
  expect(wordsOfDetails(queryOf('a/b -> c/d TCP 80', extra))).toEqual(words);
});

const ends: readonly [text: string, end: PacketEnd][] = [
  ['10.0.0.1:80', { address: { family: 4, value: 0x0a000001 }, port: 80 }],
  ['10.0.0.1', { address: { family: 4, value: 0x0a000001 }, port: null }],
  ['[::1]:80', { address: { family: 6, value: 1n }, port: 80 }],
  ['an address that the design does not say, port 80', { address: null, port: 80 }],
];

test.each(ends)('an end of a packet: %s', (text, end) => {
  expect(printPacketEnd(end)).toBe(text);
});
