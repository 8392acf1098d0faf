import { describe, expect, test } from 'vitest';
import type { AllowedTraffic } from './describe-traffic.ts';
import { describeTraffic } from './describe-traffic.ts';
import type { Traffic } from './traffic.ts';
import { allTraffic, noTraffic, subtractTraffic, trafficOf, trafficOfIcmp, unionTraffic } from './traffic.ts';

describe('traffic is listed by protocol', () => {
  const cases: readonly (readonly [what: string, traffic: Traffic, allowed: readonly AllowedTraffic[]])[] = [
    ['none', noTraffic, []],
    [
      'all',
      allTraffic,
      [
        { protocol: 'ICMP', types: '*' },
        { protocol: 'ICMPv6', types: '*' },
        { protocol: 'SCTP', ports: '*' },
        { protocol: 'TCP', ports: '*' },
        { protocol: 'UDP', ports: '*' },
        { protocol: 'other', ports: '*' },
      ],
    ],
    [
      'some ports of two protocols',
      [trafficOf(17, [53, 53]), trafficOf(6, [22, 22, 179, 179]), trafficOf(6, [2379, 2380])].reduce(unionTraffic),
      [
        { protocol: 'TCP', ports: '22,179,2379-2380' },
        { protocol: 'UDP', ports: '53' },
      ],
    ],
    ['protocols without a name', unionTraffic(trafficOf(4), trafficOf(47)), [{ protocol: 'other', ports: '4,47' }]],
    [
      'all others but one',
      subtractTraffic(trafficOfOthers(), trafficOf(47)),
      [{ protocol: 'other', ports: '0,2-5,7-16,18-46,48-57,59-131,133-255' }],
    ],
  ];
  test.each(cases)('%s', (_what, traffic, allowed) => {
    expect(describeTraffic(traffic)).toEqual(allowed);
  });

  function trafficOfOthers(): Traffic {
    return { ...noTraffic, other: allTraffic.other };
  }
});

describe('ICMP is listed by type, and by code where not every code is in', () => {
  const icmp = (...parts: readonly (readonly [type: number, code: number | null])[]): Traffic =>
    parts.map(([type, code]) => trafficOfIcmp(1, type, code)).reduce(unionTraffic);
  const cases: readonly (readonly [types: string, traffic: Traffic])[] = [
    ['8', icmp([8, null])],
    ['8/0', icmp([8, 0])],
    ['3,8/0', icmp([8, 0], [3, null])],
    ['8/0,8/3-4', icmp([8, 3], [8, 0], [8, 4])],
    ['8-10', icmp([9, null], [8, null], [10, null])],
    ['8,9/0', icmp([8, null], [9, 0])],
    ['8/255,9', icmp([8, 255], [9, null])],
    ['8/255,9/0', icmp([8, 255], [9, 0])],
    ['8/255,9-10,11/0', icmp([8, 255], [9, null], [10, null], [11, 0])],
    ['0-7,8/1-255,9-255', subtractTraffic(trafficOf(1), icmp([8, 0]))],
    ['0-254,255/0-254', subtractTraffic(trafficOf(1), icmp([255, 255]))],
    ['0/1-255,1-255', subtractTraffic(trafficOf(1), icmp([0, 0]))],
  ];
  test.each(cases)('%s', (types, traffic) => {
    expect(describeTraffic(traffic)).toEqual([{ protocol: 'ICMP', types }]);
  });
});
