import { describe, expect, test } from 'vitest';
import { describeTraffic } from './describe-traffic.ts';
import {
  flowTraffic,
  parseFlowPort,
  sameFlowTraffic,
  trafficOfFlow,
  type FlowTraffic,
  type FlowPort,
} from './flow-traffic.ts';
import { allTraffic } from './traffic.ts';

const ports = (first: number, last: number): FlowPort => ({ kind: 'ports', first, last });
const icmp = (type: number, code: number | null = null): FlowPort => ({ kind: 'icmp', type, code });

const flows: readonly (readonly [FlowTraffic, words: string, packets: unknown])[] = [
  [{ protocol: 6, port: null }, 'TCP', [{ protocol: 'TCP', ports: '*' }]],
  [{ protocol: 6, port: 22 }, 'TCP 22', [{ protocol: 'TCP', ports: '22' }]],
  [{ protocol: 17, port: ports(30000, 32767) }, 'UDP 30000-32767', [{ protocol: 'UDP', ports: '30000-32767' }]],
  [{ protocol: 1, port: null }, 'ICMP', [{ protocol: 'ICMP', types: '*' }]],
  [{ protocol: 1, port: icmp(8) }, 'ICMP 8', [{ protocol: 'ICMP', types: '8' }]],
  [{ protocol: 58, port: icmp(1, 4) }, 'ICMPv6 1/4', [{ protocol: 'ICMPv6', types: '1/4' }]],
  [{ protocol: 47, port: null }, '47', [{ protocol: 'other', ports: '47' }]],
  [{ protocol: 47, port: 22 }, '47 22', [{ protocol: 'other', ports: '47' }]],
];
test.each(flows)('%o is %s', (flow, words, packets) => {
  expect(flowTraffic(flow)).toBe(words);
  expect(describeTraffic(trafficOfFlow(flow))).toEqual(packets);
});

test('without a protocol it is all traffic', () => {
  expect(flowTraffic({ protocol: null, port: null })).toBe('all traffic');
  expect(trafficOfFlow({ protocol: null, port: null })).toBe(allTraffic);
});

describe('what is typed beside a protocol', () => {
  const rows: readonly (readonly [protocol: number | null, text: string, port: FlowPort | null | 'refused'])[] = [
    [6, '', null],
    [6, ' 22 ', 22],
    [6, '2379-2380', ports(2379, 2380)],
    [17, '30000:32767', ports(30000, 32767)],
    [132, '7-7', 7],
    [6, '0', 'refused'],
    [6, '1-65536', 'refused'],
    [6, '9-8', 'refused'],
    [6, '22,23', 'refused'],
    [6, 'ssh', 'refused'],
    [1, '8', icmp(8)],
    [58, '1 / 4', icmp(1, 4)],
    [1, '255', 'refused'],
    [1, '3/256', 'refused'],
    [1, '8-9', 'refused'],
    [47, '', null],
    [47, '22', 'refused'],
    [null, '22', 'refused'],
  ];
  test.each(rows)('protocol %s: “%s”', (protocol, text, port) => {
    const read = parseFlowPort(protocol, text);
    expect(read.ok ? read.value : 'refused').toEqual(port);
    expect(read.ok ? '.' : read.error.at(-1)).toBe('.');
  });
});

test('traffic is the same where it stands for the same packets', () => {
  expect(sameFlowTraffic({ protocol: 6, port: ports(1, 2) }, { protocol: 6, port: ports(1, 2) })).toBe(true);
  expect(sameFlowTraffic({ protocol: 6, port: 1 }, { protocol: 17, port: 1 })).toBe(false);
  expect(sameFlowTraffic({ protocol: 6, port: 1 }, { protocol: 6, port: null })).toBe(false);
});
