import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortSet } from './port-set.ts';
import { portRange, unionPorts } from './port-set.ts';
import type { Traffic } from './traffic.ts';
import {
  allTraffic,
  intersectTraffic,
  isEmptyTraffic,
  noTraffic,
  onlyPorts,
  protocolOnly,
  sameTraffic,
  subtractTraffic,
  trafficContains,
  trafficOf,
  trafficOfIcmp,
  unionTraffic,
  withoutProtocol,
} from './traffic.ts';

/** The naive model: some packets, told apart by what the generated sets can tell apart. */
const packets: readonly (readonly [protocol: number, value: number])[] = [
  ...[6, 17, 132].flatMap((protocol) => [1, 22, 80, 81, 65535].map((port) => [protocol, port] as const)),
  ...[1, 58].flatMap((protocol) =>
    [0, 3 * 256 + 1, 8 * 256, 8 * 256 + 1, 65535].map((code) => [protocol, code] as const),
  ),
  ...[0, 2, 47, 136, 253, 255].map((protocol) => [protocol, 0] as const),
];
const carried = (traffic: Traffic): boolean[] =>
  packets.map(([protocol, value]) => trafficContains(traffic, protocol, value));

const ports: fc.Arbitrary<PortSet> = fc
  .array(fc.constantFrom(portRange(1, 22), portRange(80, 80), portRange(81, 65535), portRange(23, 81)), {
    maxLength: 3,
  })
  .map((parts) => parts.reduce(unionPorts, []));
const protocol = fc.constantFrom(...new Set(packets.map(([number]) => number)));
const simple: fc.Arbitrary<Traffic> = fc.oneof(
  fc.constantFrom(allTraffic, noTraffic),
  protocol.map((number) => trafficOf(number)),
  fc.tuple(protocol, ports).map(([number, some]) => trafficOf(number, some)),
  fc
    .tuple(fc.constantFrom(1 as const, 58 as const), fc.constantFrom(null, 0, 3, 8), fc.constantFrom(null, 0, 1))
    .map(([number, type, code]) => trafficOfIcmp(number, type, code)),
);
const operations = { union: unionTraffic, intersection: intersectTraffic, difference: subtractTraffic };
const naive = {
  union: (inA: boolean, inB: boolean) => inA || inB,
  intersection: (inA: boolean, inB: boolean) => inA && inB,
  difference: (inA: boolean, inB: boolean) => inA && !inB,
};
const names = ['union', 'intersection', 'difference'] as const;
const traffic: fc.Arbitrary<Traffic> = fc
  .tuple(simple, fc.array(fc.tuple(fc.constantFrom(...names), simple), { maxLength: 4 }))
  .map(([first, steps]) => steps.reduce((sum, [name, operand]) => operations[name](sum, operand), first));

describe('agrees with sets of packets', () => {
  test.each(names)('%s, reusing an operand that equals it', (name) => {
    fc.assert(
      fc.property(traffic, traffic, (a, b) => {
        const [inA, inB] = [carried(a), carried(b)];
        const result = operations[name](a, b);
        expect(carried(result)).toEqual(inA.map((here, index) => naive[name](here, inB[index] === true)));
        if (sameTraffic(result, a) || sameTraffic(result, b))
          expect(result === a || result === b || result === noTraffic).toBe(true);
        if (isEmptyTraffic(result)) expect([noTraffic, a, b]).toContain(result);
      }),
      { numRuns: 3000 },
    );
  });

  test('equality and emptiness', () => {
    fc.assert(
      fc.property(traffic, traffic, (a, b) => {
        const differs = !isEmptyTraffic(subtractTraffic(a, b)) || !isEmptyTraffic(subtractTraffic(b, a));
        expect(sameTraffic(a, b)).toBe(!differs);
        if (isEmptyTraffic(a)) expect(carried(a)).not.toContain(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('the parts with and without a protocol', () => {
    fc.assert(
      fc.property(traffic, protocol, (any, number) => {
        const before = carried(any);
        const isOfIt = packets.map(([of]) => of === number);
        expect(carried(protocolOnly(any, number))).toEqual(before.map((here, index) => here && isOfIt[index]));
        expect(carried(withoutProtocol(any, number))).toEqual(before.map((here, index) => here && !isOfIt[index]));
      }),
      { numRuns: 2000 },
    );
  });

  test('the part to some ports is TCP, UDP and SCTP only', () => {
    fc.assert(
      fc.property(traffic, ports, (any, some) => {
        const expected = packets.map(
          ([number, port], index) =>
            carried(any)[index] === true && [6, 17, 132].includes(number) && unionPorts(some, [port, port]) === some,
        );
        expect(carried(onlyPorts(any, some))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('one protocol', () => {
  const cases: readonly (readonly [what: string, traffic: Traffic, expected: Partial<Traffic>])[] = [
    ['all of TCP', trafficOf(6), { tcp: [1, 65535] }],
    ['a port of UDP', trafficOf(17, [53, 53]), { udp: [53, 53] }],
    ['ICMP', trafficOf(1), { icmp: [0, 65535] }],
    ['a protocol without a field', trafficOf(253), { other: [253, 253] }],
    ['ports of a protocol that has none', trafficOf(136, [53, 53]), {}],
    ['a type', trafficOfIcmp(58, 128, null), { icmpv6: [32768, 33023] }],
    ['a type and code', trafficOfIcmp(1, 3, 4), { icmp: [772, 772] }],
    ['any type', trafficOfIcmp(1, null, null), { icmp: [0, 65535] }],
  ];
  test.each(cases)('%s', (_what, one, expected) => {
    expect(one).toEqual({ ...noTraffic, ...expected });
  });

  test('what is all of it already is returned itself', () => {
    const tcp = trafficOf(6, [80, 80]);
    expect([protocolOnly(tcp, 6) === tcp, withoutProtocol(tcp, 17) === tcp, onlyPorts(tcp, [1, 100]) === tcp]).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      [protocolOnly(tcp, 17), withoutProtocol(tcp, 6), onlyPorts(tcp, [])].map((part) => part === noTraffic),
    ).toEqual([true, true, true]);
  });
});
