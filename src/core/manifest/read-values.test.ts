import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../model/json.ts';
import { Field, FindingLog } from './field-reader.ts';
import {
  isPortName,
  readAddress,
  readAnnotationAddress,
  readCalicoPort,
  readIpBlock,
  readLabelSelector,
  readNet,
  readProtocol,
  readRuleNet,
  readSelector,
} from './read-values.ts';

type Reader = (field: Field) => unknown;

function read(value: JsonValue, reader: Reader): { result: unknown; said: readonly string[] } {
  const log = new FindingLog();
  const result = reader(new Field({ value }, [], log).at('value'));
  return { result, said: log.findings.map(({ code, message }) => `${code}: ${message}`) };
}

const net10 = { base: { family: 4, value: 10 * 2 ** 24 }, prefix: 8 };

describe('good values', () => {
  const cases: readonly [reader: Reader, value: JsonValue, result: unknown][] = [
    [readSelector, 'has(a)', { kind: 'has', label: 'a' }],
    [readSelector, '', null],
    [readSelector, ' ', { kind: 'all' }],
    [readLabelSelector, { matchLabels: { a: 'b' } }, { kind: 'compare', operator: '==', label: 'a', value: 'b' }],
    [readAddress, '10.0.0.0', { family: 4, value: 10 * 2 ** 24 }],
    [readAnnotationAddress, '10.0.0.0/24', { family: 4, value: 10 * 2 ** 24 }],
    [readNet, '10.1.2.3/8', net10],
    [readNet, '10.0.0.0', { ...net10, prefix: 32 }],
    [readRuleNet, '10.0.0.0/8', net10],
    [readProtocol, 'TCP', 6],
    [readProtocol, 6, 6],
    [readProtocol, '6', 6],
    [readCalicoPort, 80, { kind: 'range', first: 80, last: 80 }],
    [readCalicoPort, '80', { kind: 'range', first: 80, last: 80 }],
    [readCalicoPort, '80:90', { kind: 'range', first: 80, last: 90 }],
    [readCalicoPort, 'http', { kind: 'named', name: 'http' }],
    [readIpBlock, { cidr: '10.0.0.0/8', except: ['10.0.0.0/9'] }, { cidr: net10, except: [{ ...net10, prefix: 9 }] }],
  ];
  test.each(cases)('%o reads %j', (reader, value, result) => {
    expect(read(value, reader)).toEqual({ result, said: [] });
  });
});

describe('bad values are named with code, path and sentence', () => {
  const cases: readonly [reader: Reader, value: JsonValue, said: string][] = [
    [
      readSelector,
      'thing=hello &',
      'SELECTOR-SYNTAX: value cannot be parsed: a comparison is written ==, not = (at character 6).',
    ],
    [readSelector, 5, 'FIELD-TYPE: value is the number 5; it must be a text.'],
    [
      readLabelSelector,
      { matchExpressions: [{ key: 'a', operator: 'In' }] },
      'LABEL-SELECTOR: value.matchExpressions[0].values is not valid: operator In needs at least one value.',
    ],
    [readAddress, '10.0.0.1/32', 'ADDRESS-SYNTAX: value: "10.0.0.1/32" is not an IP address.'],
    [readAddress, '010.0.0.1', 'ADDRESS-SYNTAX: value: "010.0.0.1" is not an IP address.'],
    [readNet, 'garbage', 'CIDR-SYNTAX: value: "garbage" is not an IP address or network.'],
    [readNet, '10.0.0.0/33', 'CIDR-SYNTAX: value: "10.0.0.0/33" needs a prefix length from 0 to 32 after the slash.'],
    [readRuleNet, '10.0.0.1', 'CIDR-MASK: value: "10.0.0.1" needs a prefix length, such as 10.0.0.1/32.'],
    [
      readRuleNet,
      '10.0.0.1/8',
      'CIDR-HOST-BITS: value: "10.0.0.1/8" is an address inside a network; the network is 10.0.0.0/8.',
    ],
    [
      readProtocol,
      'tcp',
      'PROTOCOL-UNKNOWN: value is "tcp"; it must be ICMP, TCP, UDP, ICMPv6, SCTP, UDPLite or a number from 1 to 255.',
    ],
    [
      readProtocol,
      256,
      'PROTOCOL-UNKNOWN: value is "256"; it must be ICMP, TCP, UDP, ICMPv6, SCTP, UDPLite or a number from 1 to 255.',
    ],
    [readProtocol, true, 'FIELD-TYPE: value is true; it must be a protocol name or number.'],
    [readCalicoPort, 0, 'PORT-RANGE: value is 0; ports are whole numbers from 1 to 65535.'],
    [readCalicoPort, 70000, 'PORT-RANGE: value is 70000; ports are whole numbers from 1 to 65535.'],
    [readCalicoPort, '200:100', 'PORT-RANGE: value is 200:100; the range must begin with its smaller port.'],
    [
      readCalicoPort,
      '2379-2381',
      'PORT-DASH-RANGE: value is "2379-2381"; Calico writes a range with a colon: "2379:2381".',
    ],
    [
      readCalicoPort,
      'Web_Port',
      'PORT-SYNTAX: value is "Web_Port", which is no port number, no range such as "80:90" and no port name (at most 15 lower-case letters, digits and single dashes, with a letter).',
    ],
    [
      readCalicoPort,
      [80],
      'FIELD-TYPE: value is a list; it must be a port number, a range such as "80:90" or a port name.',
    ],
    [readIpBlock, {}, 'FIELD-REQUIRED: value must have a cidr.'],
    [readIpBlock, { cidr: '10.0.0.1' }, 'CIDR-MASK: value.cidr: "10.0.0.1" needs its mask, such as 10.0.0.1/32.'],
    [
      readIpBlock,
      { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] },
      'CIDR-EXCEPT: value.except[0] must be a smaller network inside value.cidr.',
    ],
  ];
  test.each(cases)('%o refuses %j', (reader, value, said) => {
    expect(read(value, reader).said).toEqual([said]);
  });
});

test('an unreadable note of calico/node is a warning, for the design is not wrong', () => {
  const log = new FindingLog();
  readAnnotationAddress(new Field('x', [], log));
  expect(log.findings.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'ADDRESS-SYNTAX']]);
});

test('port names are IANA service names', () => {
  const good = ['http', 'a', 'web-1', 'x123456789-1234'];
  const bad = ['', '80', 'Http', '-a', 'a-', 'a--b', 'abcdefghijklmnop', 'a_b'];
  expect([good.filter(isPortName), bad.filter(isPortName)]).toEqual([good, []]);
});
