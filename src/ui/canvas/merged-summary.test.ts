import { expect, test } from 'vitest';
import type { Verdict } from '../../core/policy/trace.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { mergedSummary } from './merged-summary.ts';

const of = (verdict: Verdict, ports = '22', door = false): PairSummary => ({
  verdict,
  egress: 'allow',
  ingress: verdict,
  allowed: verdict === 'partial' ? [{ protocol: 'TCP', ports }] : [],
  door,
  notes: [],
});

test.each<[what: string, shares: readonly (readonly [PairSummary, number])[], verdict: Verdict, caption: string]>([
  ['one verdict for all', [[of('deny'), 12]], 'deny', ''],
  ['the same ports for all', [[of('partial'), 12]], 'partial', 'TCP 22'],
  [
    'some allowed, most denied',
    [
      [of('deny'), 10],
      [of('allow'), 2],
    ],
    'partial',
    '2 of 12 allowed',
  ],
  [
    'other ports for some',
    [
      [of('partial'), 5],
      [of('partial', '80'), 1],
    ],
    'partial',
    'other ports for some',
  ],
  [
    'not known for some',
    [
      [of('allow'), 5],
      [of('undecided'), 1],
    ],
    'undecided',
    '5 allowed, 1 can’t be evaluated',
  ],
])('%s', (_what, shares, verdict, caption) => {
  const merged = mergedSummary(
    shares.map(([summary, pairs]) => ({ summary, pairs })),
    'n/web ×12',
    'host/w',
  );
  expect(merged).toMatchObject({ verdict, egress: 'allow', ingress: verdict, caption, door: false });
  expect(merged?.spoken).toMatch(/^n\/web ×12 to host\/w: /);
});

test('a door of one pair is a door of the arrow', () => {
  const shares = [of('deny'), of('partial', '22', true)].map((summary) => ({ summary, pairs: 1 }));
  expect(mergedSummary(shares, 'a', 'b')?.door).toBe(true);
});

test('of what no table knows there is nothing to say', () => {
  expect(mergedSummary([], 'a', 'b')).toBeNull();
});
