import { expect, test } from 'vitest';
import type { DrawnFlow } from '../model/design.ts';
import type { PairSummary } from '../policy/verdict-table.ts';
import { expectationOf, flowTraffic, type Expectation } from './expectation.ts';

const allow: PairSummary = {
  verdict: 'allow',
  egress: 'allow',
  ingress: 'allow',
  allowed: [{ protocol: 'TCP', ports: '*' }],
  door: false,
  notes: [],
};
const deny: PairSummary = { ...allow, verdict: 'deny', allowed: [] };
const some: PairSummary = {
  ...allow,
  verdict: 'partial',
  allowed: [
    { protocol: 'ICMP', types: '8' },
    { protocol: 'TCP', ports: '22,2379-2380' },
    { protocol: 'UDP', ports: '*' },
    { protocol: 'other', ports: '47' },
  ],
};
const unsure: PairSummary = { ...some, verdict: 'undecided', notes: ['A selector can’t be read.'] };

type Flow = Pick<DrawnFlow, 'protocol' | 'port'>;
const all: Flow = { protocol: null, port: null };
const tcp = (port: number | null): Flow => ({ protocol: 6, port });
const udp: Flow = { protocol: 17, port: 53 };

const rows: readonly (readonly [Flow, PairSummary, ifAllow: Expectation, ifDeny: Expectation])[] = [
  [all, allow, 'met', 'missed'],
  [all, deny, 'missed', 'met'],
  [all, some, 'missed', 'missed'],
  [all, unsure, 'unknown', 'missed'],
  [tcp(22), allow, 'met', 'missed'],
  [tcp(22), deny, 'missed', 'met'],
  [tcp(22), some, 'met', 'missed'],
  [tcp(2380), some, 'met', 'missed'],
  [tcp(23), some, 'missed', 'met'],
  [tcp(null), some, 'missed', 'missed'],
  [udp, some, 'met', 'missed'],
  [{ protocol: 132, port: 1 }, some, 'missed', 'met'],
  [{ protocol: 1, port: null }, some, 'missed', 'missed'],
  [{ protocol: 47, port: null }, some, 'met', 'missed'],
  [{ protocol: 50, port: null }, some, 'missed', 'met'],
  [tcp(22), unsure, 'met', 'missed'],
  [tcp(23), unsure, 'unknown', 'unknown'],
];
test.each(rows)('%o where %o passes: expected to be allowed %s, denied %s', (flow, summary, ifAllow, ifDeny) => {
  const told = (['allow', 'deny'] as const).map((wish) => expectationOf({ ...flow, expect: wish }, summary, false));
  expect(told).toEqual([ifAllow, ifDeny]);
  expect(expectationOf({ ...flow, expect: null }, summary, false)).toBeNull();
});

test('what not all parts of a network let through may pass for some of them', () => {
  const parts: PairSummary = { ...some, notes: ['10.0.0.0/8 is allowed TCP 23.'] };
  expect(expectationOf({ ...tcp(23), expect: 'deny' }, parts, true)).toBe('unknown');
  expect(expectationOf({ ...tcp(22), expect: 'allow' }, parts, true)).toBe('met');
  expect(expectationOf({ ...tcp(23), expect: 'deny' }, parts, false)).toBe('met');
});

test('a flow’s traffic in words', () => {
  expect([all, tcp(22), { protocol: 1, port: null }].map(flowTraffic)).toEqual(['all traffic', 'TCP 22', 'ICMP']);
});
