import { expect, test } from 'vitest';
import { hostEndpointId } from '../../core/model/ids.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import type { EndpointRow, PairSummary } from '../../core/policy/verdict-table.ts';
import { verdictCounts } from './verdict-counts.ts';

function row(name: string): EndpointRow {
  return {
    id: hostEndpointId(name),
    kind: 'host',
    resource: null,
    clusterNode: name,
    namespace: null,
    hostNetwork: false,
    origin: 'unprotected',
  };
}
function summary(verdict: Verdict): PairSummary {
  return { verdict, egress: verdict, ingress: verdict, allowed: [], door: false, notes: [] };
}

test('an endpoint to itself is not counted', () => {
  const table = {
    calicoVersion: '3.32',
    endpoints: [row('a'), row('b'), row('c')],
    summaries: [summary('allow'), summary('deny'), summary('partial')],
    pairs: Uint32Array.from([0, 1, 1, 2, 0, 1, 0, 0, 0]),
    problems: [],
  } as const;
  expect(verdictCounts(table)).toEqual({ allow: 2, deny: 3, partial: 1, undecided: 0 });
});
