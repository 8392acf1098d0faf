import { expect, test } from 'vitest';
import { hostEndpointId, podEndpointId } from '../../core/model/ids.ts';
import { detailLabel, flowQueryOf, icmpSuggestions, type Asked } from './ask-query.ts';

const [from, to] = [podEndpointId('prod', 'web'), hostEndpointId('a')];
const plain: Asked = {
  protocol: 'TCP',
  port: '22',
  address: '',
  fromAddress: '',
  sourcePort: '',
  ipVersion: '',
  via: null,
};
const ask = (protocol: string, port: string, address = ''): ReturnType<typeof flowQueryOf> =>
  flowQueryOf(from, to, { ...plain, protocol, port, address });

test.each([
  ['TCP', '8080', { protocol: 6, port: 8080, icmpType: null, icmpCode: null }],
  ['17', '53', { protocol: 17, port: 53, icmpType: null, icmpCode: null }],
  ['ICMP', '8', { protocol: 1, port: null, icmpType: 8, icmpCode: null }],
  ['ICMPv6', '3/1', { protocol: 58, port: null, icmpType: 3, icmpCode: 1 }],
  ['ICMP', '', { protocol: 1, port: null, icmpType: null, icmpCode: null }],
  ['253', '', { protocol: 253, port: null, icmpType: null, icmpCode: null }],
])('%s "%s" is a question', (protocol, port, question) => {
  const query = ask(protocol, port);
  expect(query.ok && query.value).toMatchObject({ from, to, toAddress: null, ...question });
});

test('the address is what the client dials', () => {
  const query = ask('TCP', '22', ' 127.0.0.1 ');
  expect(query.ok && query.value.toAddress).toBe('127.0.0.1');
});

test('the other address is what the client sends from', () => {
  const query = flowQueryOf(from, to, { ...plain, fromAddress: 'fd00::1 ' });
  expect(query.ok && query.value).toMatchObject({ fromAddress: 'fd00::1', toAddress: null, via: null });
});

test('it may come through a service or be forwarded by a node', () => {
  const via = { type: 'NodePort', service: 'prod/web', clusterNode: 'worker', port: 30080 } as const;
  const query = flowQueryOf(from, to, { ...plain, via });
  expect(query.ok && query.value.via).toEqual(via);
});

test('the port that it comes from and the IP version may be stated', () => {
  const query = flowQueryOf(from, to, { ...plain, sourcePort: ' 53', ipVersion: '6' });
  expect(query.ok && query.value).toMatchObject({ sourcePort: 53, ipVersion: 6 });
});

test.each([
  ['TCP', 'Port'],
  ['132', 'Port'],
  ['ICMP', 'Type/code'],
  ['58', 'Type/code'],
  ['253', null],
  // Half typed: the field does not jump.
  ['TC', 'Port'],
])('%s goes with %s', (protocol, label) => {
  expect(detailLabel(protocol)).toBe(label);
});

test.each(['ICMP', 'ICMPv6'])('every type and code that is offered for %s can be asked', (protocol) => {
  for (const { value } of icmpSuggestions(protocol)) expect(ask(protocol, value).ok).toBe(true);
});

test.each([
  ['no address to send from', flowQueryOf(from, to, { ...plain, fromAddress: 'here' }), 'here'],
  [
    'a port that ICMP has not',
    flowQueryOf(from, to, { ...plain, protocol: 'ICMP', port: '8', sourcePort: '1' }),
    'no ports',
  ],
  ['a sender’s port too large', flowQueryOf(from, to, { ...plain, sourcePort: '65536' }), 'sender’s port'],
  ['no protocol', ask('XYZ', '80'), 'XYZ'],
  ['a port too large', ask('TCP', '70000'), '65535'],
  ['a missing port', ask('UDP', ''), '65535'],
  ['a range', ask('TCP', '80-90'), '65535'],
  ['a port where there is none', ask('253', '80'), 'no ports'],
  ['an ICMP type too large', ask('ICMP', '300'), 'ICMP type'],
  ['no address', ask('TCP', '22', 'localhost'), 'localhost'],
])('%s is refused with a sentence', (_what, query, part) => {
  expect(query.ok ? '' : query.error).toContain(part);
});
