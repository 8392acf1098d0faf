import { describe, expect, test } from 'vitest';
import { parseTraffic } from '../../core/find/traffic-query.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { AllowedTraffic } from '../../core/net/describe-traffic.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import type { EndpointRow, PairSummary } from '../../core/policy/verdict-table.ts';
import { MatrixCells, mergedVerdict } from './matrix-cells.ts';

const row = (name: string): EndpointRow => ({
  ...{ id: `prod/${name}` as EndpointId, kind: 'pod', resource: null, clusterNode: null, namespace: 'prod' },
  ...{ hostNetwork: false, origin: 'written' },
});
const summary = (verdict: Verdict, allowed: readonly AllowedTraffic[], notes: readonly string[] = []): PairSummary => ({
  ...{ verdict, egress: verdict, ingress: verdict, allowed, door: false, notes },
});
const summaries = [
  summary('allow', [{ protocol: 'TCP', ports: '*' }]),
  summary('deny', []),
  summary('partial', [{ protocol: 'TCP', ports: '22' }]),
  summary('partial', [{ protocol: 'TCP', ports: '22' }], ['a part of it is allowed more']),
];
// a → b is partial, a → c partial with parts; b → a denied, b → c allowed; c → a denied, c → b denied.
const table = tableOf([row('a'), row('b'), row('c')], summaries, [0, 2, 3, 1, 0, 0, 1, 1, 0]);

function cells(traffic: string | null): MatrixCells {
  const parsed = traffic === null ? null : parseTraffic(traffic);
  return new MatrixCells(table, parsed?.ok === true ? parsed.value : null);
}

describe('cells', () => {
  test.each([
    [null, 'partial', false, 'partial', false],
    ['TCP/22', 'allow', false, 'allow', false],
    ['TCP/80', 'deny', false, 'partial', true],
    ['TCP', 'partial', false, 'partial', true],
  ])('of %s: one port is let through', (traffic, toB, doubtOfB, toC, doubtOfC) => {
    const shown = cells(traffic);
    expect([shown.verdict(0, 1), shown.isDoubtful(0, 1)]).toEqual([toB, doubtOfB]);
    expect([shown.verdict(0, 2), shown.isDoubtful(0, 2)]).toEqual([toC, doubtOfC]);
  });

  test('of several endpoints are counted, none with itself', () => {
    expect(cells(null).counts([0, 1, 2], [0, 1, 2], 'all')).toEqual({ allow: 1, deny: 3, partial: 2, undecided: 0 });
    expect(cells('TCP/22').counts([0, 1, 2], [0, 1, 2], 'all')).toEqual({
      allow: 3,
      deny: 3,
      partial: 0,
      undecided: 0,
    });
  });

  test('count what is denied by row and by column', () => {
    const shown = cells(null);
    expect([0, 1, 2].map((index) => shown.deniedFrom(index))).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((index) => shown.deniedTo(index))).toEqual([2, 1, 0]);
  });
});

test.each([
  [
    { allow: 3, partial: 0, deny: 0, undecided: 0 },
    { verdict: 'allow', count: null },
  ],
  [
    { allow: 3, partial: 2, deny: 0, undecided: 0 },
    { verdict: 'partial', count: 2 },
  ],
  [
    { allow: 3, partial: 2, deny: 1, undecided: 4 },
    { verdict: 'deny', count: 1 },
  ],
  [
    { allow: 3, partial: 0, deny: 0, undecided: 4 },
    { verdict: 'undecided', count: 4 },
  ],
  [{ allow: 0, partial: 0, deny: 0, undecided: 0 }, null],
])('%j is shown as %j', (counts, merged) => {
  expect(mergedVerdict(counts)).toEqual(merged);
});
