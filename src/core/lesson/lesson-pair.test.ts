import { expect, test } from 'vitest';
import { hostEndpointId, podEndpointId } from '../model/ids.ts';
import type { LessonPair } from '../model/lesson.ts';
import { rulesetOf } from '../policy/testing/design-of.ts';
import { judgePairs, packetOf, pairTraffic } from './lesson-pair.ts';

const flow: LessonPair = {
  ...{ source: hostEndpointId('n1'), destination: hostEndpointId('n1'), protocol: 6, port: 10257 },
  ...{ expect: 'deny', note: '', toAddress: '127.0.0.1' },
};

test('a pair that dials an address is one packet, any other a flow', () => {
  expect(packetOf(flow)).toMatchObject({
    from: 'host/n1',
    to: 'host/n1',
    protocol: 6,
    port: 10257,
    toAddress: '127.0.0.1',
  });
  expect(packetOf({ ...flow, toAddress: null })).toBeNull();
  const ping = { ...flow, protocol: 1, port: { kind: 'icmp', type: 8, code: null } } as const;
  expect(packetOf(ping)).toMatchObject({ port: null, icmpType: 8, icmpCode: null });
});

test('what a pair is of says what it dials', () => {
  expect([pairTraffic(flow), pairTraffic({ ...flow, toAddress: null })]).toEqual([
    'TCP 10257 to 127.0.0.1',
    'TCP 10257',
  ]);
});

test('an end or an address that is not there leaves the pair unknown, and says why', () => {
  const pairs = [flow, { ...flow, toAddress: null, source: podEndpointId('a', 'b') }];
  const judged = judgePairs(rulesetOf([]), pairs);
  expect(judged.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  expect(judged.map(({ finding }) => finding.reasons[0])).toEqual([
    'There is no endpoint host/n1 in the design.',
    'There is no endpoint a/b in the design.',
  ]);
});
