import { describe, expect, test } from 'vitest';
import type { EndpointId } from '../model/ids.ts';
import type { PairSummary } from '../policy/verdict-table.ts';
import {
  changeWords,
  passingWords,
  reachChange,
  reachCounts,
  reachedWords,
  restWords,
  wayWords,
  type ReachCounts,
  type ReachedNames,
} from './reach-words.ts';

function counts(byHop: readonly number[], more: Partial<ReachCounts> = {}): ReachCounts {
  const reached = byHop.reduce((sum, size) => sum + size, 0);
  return { byHop, reached, hosts: 0, networks: 0, possible: 0, outOfReach: 0, ...more };
}

function names(...ids: readonly string[]): ReadonlySet<EndpointId> {
  return new Set(ids as readonly EndpointId[]); // as ids are written
}

const partial: PairSummary = {
  verdict: 'partial',
  egress: 'allow',
  ingress: 'partial',
  allowed: [
    { protocol: 'TCP', ports: '22,2379-2380' },
    { protocol: 'ICMP', types: '*' },
  ],
  door: false,
  notes: [],
};

test.each([
  [counts([]), 'nothing is reachable'],
  [counts([1]), '1 endpoint in one hop'],
  [counts([3, 5], { hosts: 2 }), '3 endpoints in one hop, 5 in two; 2 hosts'],
  [counts([1, 1, 1], { hosts: 1 }), '1 endpoint in one hop, 1 in two, 1 in three; 1 host'],
  [counts(Array.from({ length: 10 }, () => 1_000)), /10 hops|1,000 in 10$/],
] as const)('what is reached in words: %#', (of, words) => {
  expect(reachedWords(of)).toMatch(typeof words === 'string' ? new RegExp(`^${words}$`) : words);
});

test.each([
  [counts([], { outOfReach: 7, possible: 2 }), '2 may be reachable, 7 out of reach'],
  [counts([2]), 'nothing out of reach'],
] as const)('the rest in words: %#', (of, words) => {
  expect(restWords(of)).toBe(words);
});

test('endpoints are counted by hop and kind', () => {
  const row = { resource: null, clusterNode: null, namespace: null, hostNetwork: false, origin: 'written' } as const;
  const endpoints = (['pod', 'host', 'host', 'network', 'pod'] as const).map((kind, index) => ({
    ...row,
    kind,
    id: `e/${index}` as EndpointId, // as ids are written
  }));
  const way = (to: number, hop: number): { row: number; hop: number; from: number; summary: PairSummary } => ({
    row: to,
    hop,
    from: 0,
    summary: partial,
  });
  expect(
    reachCounts({ origin: 0, reached: [way(1, 1), way(2, 2)], possible: [way(3, 3)], outOfReach: [4] }, endpoints),
  ).toEqual({
    byHop: [1, 1],
    reached: 2,
    hosts: 2,
    networks: 0,
    possible: 1,
    outOfReach: 1,
  });
});

test.each([
  [partial, 'TCP 22, 2379–2380 · ICMP'],
  [{ ...partial, verdict: 'allow' }, 'all traffic'],
  [{ ...partial, verdict: 'undecided', allowed: [] }, 'can’t be evaluated'],
  [{ ...partial, allowed: [] }, 'some addresses only'],
  [{ ...partial, allowed: [{ protocol: 'other', ports: '47' }] }, 'other protocols 47'],
] as const)('what goes through in words: %#', (summary, words) => {
  expect(passingWords(summary)).toBe(words);
});

test('a way is told from its start to its end', () => {
  const ids = ['prod/web', 'prod/db', 'host/w'] as unknown as readonly EndpointId[]; // as ids are written
  expect(wayWords(ids, { row: 2, hop: 2, from: 1, summary: partial })).toBe(
    'prod/web → prod/db → host/w: TCP 22, 2379–2380 · ICMP',
  );
});

describe('what an edit changed', () => {
  const before: ReachedNames = { reached: names('a', 'b', 'c'), possible: names('d') };
  const cases: readonly (readonly [after: ReachedNames, words: string])[] = [
    [{ reached: names('a'), possible: names('d') }, '−2 reachable'],
    [{ reached: names('a', 'b', 'c', 'e'), possible: names('d') }, '+1 reachable'],
    [{ reached: names('a', 'e'), possible: names() }, '+1 −2 reachable, −1 may be reachable'],
    [{ reached: names('a', 'b', 'c'), possible: names('d', 'e') }, '+1 may be reachable'],
  ];
  test.each(cases)('%#', (after, words) => {
    const change = reachChange(before, after);
    expect(change && changeWords(change)).toBe(words);
  });

  test('nothing', () => {
    expect(reachChange(before, before)).toBeNull();
  });
});
