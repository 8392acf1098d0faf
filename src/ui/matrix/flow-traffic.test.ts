import { expect, test } from 'vitest';
import { parseTraffic } from '../../core/find/traffic-query.ts';
import { flowTrafficOf } from './flow-traffic.ts';

test.each([
  ['TCP/22', { protocol: 6, port: 22 }],
  ['udp/53', { protocol: 17, port: 53 }],
  ['ICMP', { protocol: 1, port: null }],
  ['SCTP', { protocol: 132, port: null }],
  ['22', null],
  ['TCP/1-9', { protocol: 6, port: { kind: 'ports', first: 1, last: 9 } }],
  ['ICMP/8', { protocol: 1, port: { kind: 'icmp', type: 8, code: null } }],
  ['ICMPv6/1/4', { protocol: 58, port: { kind: 'icmp', type: 1, code: 4 } }],
])('%s is the flow %j', (text, flow) => {
  const parsed = parseTraffic(text);
  expect(parsed.ok ? flowTrafficOf(parsed.value) : 'refused').toEqual(flow);
});

test('all traffic is a flow as well', () => {
  expect(flowTrafficOf(null)).toEqual({ protocol: null, port: null });
});
