import { describe, expect, test } from 'vitest';
import { hasPorts, parseProtocol, printProtocol } from './protocol.ts';

describe('a protocol is read (R6.2)', () => {
  const cases: readonly (readonly [value: string | number, protocol: number | null])[] = [
    ['TCP', 6],
    ['UDP', 17],
    ['ICMP', 1],
    ['ICMPv6', 58],
    ['SCTP', 132],
    ['UDPLite', 136],
    [6, 6],
    ['6', 6],
    [1, 1],
    [255, 255],
    ['253', 253],
    ['tcp', null],
    ['ICMPV6', null],
    ['constructor', null],
    ['', null],
    [' 6', null],
    ['0x6', null],
    ['6.0', null],
    [0, null],
    ['0', null],
    [256, null],
    [6.5, null],
    [-6, null],
    [Number.NaN, null],
  ];
  test.each(cases)('%j', (value, protocol) => {
    expect(parseProtocol(value)).toBe(protocol);
  });
});

test.each([
  [6, 'TCP', true],
  [17, 'UDP', true],
  [132, 'SCTP', true],
  [1, 'ICMP', false],
  [58, 'ICMPv6', false],
  [136, 'UDPLite', false],
  [253, '253', false],
] as const)('protocol %i is %s; has ports: %s', (protocol, name, ports) => {
  expect([printProtocol(protocol), hasPorts(protocol)]).toEqual([name, ports]);
});
