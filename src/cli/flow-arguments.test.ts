import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../core/model/json.ts';
import { flowsOfJson } from './flow-arguments.ts';

const ends = { from: 'a/b', to: 'host/c' };
const tcp = { ...ends, protocol: 'TCP', port: 80 };

describe('flows of a file', () => {
  test('every field reaches the evaluator', () => {
    const via = { type: 'NodePort', service: 'a/web', node: 'n1', port: 30080 };
    const flow = { ...tcp, sourcePort: 1, ipVersion: 6, toAddress: 'fd00::1', fromAddress: 'fd00::2', via };
    expect(flowsOfJson([flow])).toEqual({
      ok: true,
      value: [
        {
          from: 'a/b',
          to: 'host/c',
          protocol: 6,
          port: 80,
          icmpType: null,
          icmpCode: null,
          sourcePort: 1,
          ipVersion: 6,
          toAddress: 'fd00::1',
          fromAddress: 'fd00::2',
          via: { type: 'NodePort', service: 'a/web', clusterNode: 'n1', port: 30080 },
        },
      ],
    });
  });

  const numbers: readonly (readonly [flow: JsonValue, expected: object])[] = [
    [
      { ...ends, protocol: 'ICMP' },
      { protocol: 1, icmpType: 8, icmpCode: 0, port: null },
    ],
    [
      { ...ends, protocol: 'ICMPv6' },
      { protocol: 58, icmpType: 128, icmpCode: 0 },
    ],
    [
      { ...ends, protocol: 1, icmpType: 3, icmpCode: 4 },
      { icmpType: 3, icmpCode: 4 },
    ],
    [
      { ...ends, protocol: '132', port: 7 },
      { protocol: 132, port: 7 },
    ],
    [
      { ...ends, protocol: 47 },
      { protocol: 47, port: null, icmpType: null },
    ],
    // As programs write what is absent.
    [
      { ...tcp, icmpType: null, sourcePort: null, ipVersion: null, toAddress: null, via: null },
      { port: 80, via: null },
    ],
    [
      { ...tcp, via: { type: 'ClusterIP', service: 'a/b', port: 1 } },
      { via: { type: 'ClusterIP', service: 'a/b', port: 1 } },
    ],
    [{ ...tcp, via: { type: 'Gateway', node: 'n' } }, { via: { type: 'Gateway', clusterNode: 'n' } }],
  ];
  test.each(numbers)('%j', (flow, expected) => {
    expect(flowsOfJson([flow])).toMatchObject({ ok: true, value: [expected] });
  });

  const refused: readonly (readonly [flows: JsonValue, sentence: string])[] = [
    [null, 'The flows must be an array of objects.'],
    [tcp, 'The flows must be an array of objects.'],
    ['TCP/80', 'The flows must be an array of objects.'],
    [[tcp, 5], 'flow 1: It must be an object with from, to and protocol.'],
    [[null], 'flow 0: It must be an object with from, to and protocol.'],
    [[[]], 'flow 0: It must be an object with from, to and protocol.'],
    [[{}], 'flow 0: from and to must be endpoint ids.'],
    [[{ ...tcp, from: 5 }], 'flow 0: from and to must be endpoint ids.'],
    [[{ ...tcp, to: null }], 'flow 0: from and to must be endpoint ids.'],
    [[ends], 'flow 0: Nothing is no protocol: TCP, UDP, ICMP or a number.'],
    [[{ ...tcp, protocol: {} }], 'flow 0: {} is no protocol: TCP, UDP, ICMP or a number.'],
    [[{ ...tcp, protocol: 6.5 }], 'flow 0: 6.5 is no protocol: TCP, UDP, ICMP or a number.'],
    [[{ ...ends, protocol: 'UDP' }], 'flow 0: This protocol needs a port.'],
    [[{ ...tcp, port: '80' }], 'flow 0: port must be a whole number 1–65535.'],
    [[{ ...tcp, port: 80.5 }], 'flow 0: port must be a whole number 1–65535.'],
    [[{ ...tcp, port: 65536 }], 'flow 0: port must be a whole number 1–65535.'],
    [[{ ...tcp, sourcePort: true }], 'flow 0: sourcePort must be a whole number 1–65535.'],
    [[{ ...ends, protocol: 'ICMP', icmpType: -1 }], 'flow 0: icmpType must be a whole number 0–255.'],
    [[{ ...ends, protocol: 'ICMP', port: 8 }], 'flow 0: Only TCP, UDP and SCTP have ports.'],
    [[{ ...tcp, ipVersion: 5 }], 'flow 0: ipVersion must be 4 or 6.'],
    [[{ ...tcp, ipVersion: '4' }], 'flow 0: ipVersion must be 4 or 6.'],
    [[{ ...tcp, toAddress: 10 }], 'flow 0: toAddress must be an IP address in quotes.'],
    [[{ ...tcp, fromAddress: ['10.0.0.1'] }], 'flow 0: fromAddress must be an IP address in quotes.'],
    [[{ ...tcp, via: 'NodePort' }], 'flow 0: via must be '],
    [[{ ...tcp, via: { type: 'NodePort', service: 'a/b', port: 30000 } }], 'flow 0: via must be '],
    [[{ ...tcp, via: { type: 'ClusterIP', service: 'a/b', port: '80' } }], 'flow 0: via must be '],
    [[{ ...tcp, via: { type: 'Tunnel' } }], 'flow 0: via must be '],
  ];
  test.each(refused)('%j is refused', (flows, sentence) => {
    expect(flowsOfJson(flows)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  test('any JSON gives flows or a sentence', () => {
    const values = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<JsonValue>(null, true, 4, 80, -1, 1.5, 'TCP', 'ICMP', 'a/b', '10.0.0.1', 'NodePort'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'from',
            'to',
            'protocol',
            'port',
            'icmpType',
            'ipVersion',
            'via',
            'type',
            'toAddress',
            '__proto__',
          ),
          tie('value'),
          { noNullPrototype: true },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(fc.array(values, { maxLength: 3 }), (flows) => {
        const read = flowsOfJson(flows);
        expect(read.ok ? '' : read.error).toMatch(read.ok ? /^$/ : /^flow \d+: .*\.$/);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
