import { expect, test } from 'vitest';
import { portRange, unionPorts } from '../net/port-set.ts';
import { allTraffic, noTraffic, trafficOf, type Traffic } from '../net/traffic.ts';
import { parseTraffic, shareOf } from './traffic-query.ts';

test.each([
  ['TCP/22', 'TCP/22'],
  ['tcp/22', 'TCP/22'],
  [' udp/53 ', 'UDP/53'],
  ['22', '22'],
  ['1-1', '1'],
  ['30000-32767', '30000-32767'],
  ['SCTP', 'SCTP'],
  ['icmp', 'ICMP'],
  ['ICMPv6/128', 'ICMPv6/128'],
  ['ICMP/3/4', 'ICMP/3/4'],
  ['', null],
  ['TCP/', null],
  ['TCP/0', null],
  ['TCP/9-1', null],
  ['TCP/65536', null],
  ['ICMP/256', null],
  ['UDPLite/5', null],
  ['ftp', null],
  ['22/tcp', null],
])('%s is the traffic %s', (text, printed) => {
  const parsed = parseTraffic(text);
  expect(parsed.ok ? parsed.value.text : null).toBe(printed);
});

const some: Traffic = {
  ...noTraffic,
  tcp: unionPorts(portRange(22, 22), portRange(100, 200)),
  udp: portRange(53, 53),
  icmp: [8 * 256, 8 * 256],
};
test.each([
  ['TCP/22', some, 'all'],
  ['TCP/23', some, 'none'],
  ['TCP/150-250', some, 'some'],
  ['TCP', some, 'some'],
  ['53', some, 'all'],
  ['22', some, 'all'],
  ['23', some, 'none'],
  ['ICMP/8/0', some, 'all'],
  ['ICMP/8', some, 'some'],
  ['ICMP', allTraffic, 'all'],
  ['UDPLite', allTraffic, 'all'],
  ['UDPLite', trafficOf(47), 'none'],
])('of %s is let through', (text, traffic, share) => {
  const parsed = parseTraffic(text);
  expect(parsed.ok ? shareOf(parsed.value, traffic) : null).toBe(share);
});
