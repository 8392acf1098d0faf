import { describe, expect, test } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import { describeAddressSet } from '../net/address-set.ts';
import { describeTraffic } from '../net/describe-traffic.ts';
import { allTraffic, isEmptyTraffic, noTraffic, intersectTraffic, sameTraffic, unionTraffic } from '../net/traffic.ts';
import { evaluatePair } from './evaluate.ts';
import { judgeFlow, rulesetOf } from './testing/design-of.ts';
import { severalRules } from './testing/small-cluster.ts';
import { wordsOfStep } from './trace-words.ts';

describe('a pair', () => {
  const ruleset = rulesetOf(severalRules);
  const pair = (from: string, to: string): ReturnType<typeof evaluatePair> =>
    evaluatePair(ruleset, from as EndpointId, to as EndpointId); // as users name them

  test('is cut into segments, each with its deciding step', () => {
    const segments = pair('dev/web', 'prod/db')?.parts[0]?.segments ?? [];
    expect(
      segments.map(({ traffic, verdict, decidedBy }) => [
        verdict,
        wordsOfStep(decidedBy).rule,
        describeTraffic(traffic)[0],
      ]),
    ).toEqual([
      ['deny', 'encap-block', { protocol: 'UDP', ports: '4789' }],
      ['deny', 'tier-default', { protocol: 'ICMPv6', types: '*' }],
      ['allow', 1, { protocol: 'TCP', ports: '80,8000-8010' }],
      ['allow', 'profile', { protocol: 'ICMP', types: '*' }],
    ]);
  });

  test.each(['dev/web', 'prod/db', 'host/h1', 'host/n2', 'external/partner', 'external/internet', 'dev/lost'])(
    'the segments from %s partition all traffic',
    (from) => {
      for (const { row } of ruleset.parties)
        for (const { segments } of pair(from, row.id)?.parts ?? []) {
          const total = segments.reduce((sum, { traffic }) => unionTraffic(sum, traffic), noTraffic);
          expect(sameTraffic(total, allTraffic)).toBe(true);
          const overlaps = segments.some((a, i) =>
            segments.some((b, j) => i < j && !isEmptyTraffic(intersectTraffic(a.traffic, b.traffic))),
          );
          expect(overlaps).toBe(false);
        }
    },
  );

  test('an external network is split where rules tell its addresses apart (R5.36)', () => {
    const parts = pair('external/partner', 'prod/db')?.parts ?? [];
    const named = parts.map(({ sourcePart }) => (sourcePart === null ? '' : describeAddressSet(sourcePart)));
    expect(named.sort()).toEqual(['203.0.113.0/28', '203.0.113.128/25', '203.0.113.16-203.0.113.127']);
  });

  test('gives the same answer as a packet of each segment', () => {
    const ends = ['dev/web', 'host/h1', 'host/n2', 'dev/lost', 'prod/db', 'dev/near'];
    for (const [from, to] of ends.flatMap((source) => ends.map((destination) => [source, destination] as const)))
      for (const { traffic, verdict } of pair(from, to)?.parts[0]?.segments ?? []) {
        const [port] = traffic.tcp;
        const packet = port === undefined ? verdict : judgeFlow(ruleset, `${from} -> ${to} TCP ${port}`).verdict;
        expect([from, to, port, packet]).toEqual([from, to, port, verdict]);
      }
  });

  test('is null where the design has no such endpoint', () => {
    expect(pair('prod/gone', 'prod/db')).toBeNull();
  });
});
