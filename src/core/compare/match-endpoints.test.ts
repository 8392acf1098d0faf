import { expect, test } from 'vitest';
import { hostEndpointId, podEndpointId } from '../model/ids.ts';
import { tableOf } from '../policy/testing/table-of.ts';
import type { EndpointRow, VerdictTable } from '../policy/verdict-table.ts';
import { matchEndpoints } from './match-endpoints.ts';

const pod = (name: string): EndpointRow => ({ ...host(name, null), id: podEndpointId('n', name), kind: 'pod' });
const host = (name: string, clusterNode: string | null): EndpointRow => ({
  id: hostEndpointId(name),
  kind: 'host',
  resource: null,
  clusterNode,
  namespace: null,
  hostNetwork: false,
  origin: 'written',
});

function table(...endpoints: readonly EndpointRow[]): VerdictTable {
  return tableOf(endpoints, [], []);
}

const rows: readonly (readonly [
  why: string,
  before: readonly EndpointRow[],
  after: readonly EndpointRow[],
  matched: string,
])[] = [
  ['by id, in the newer order', [pod('a'), pod('b')], [pod('b'), pod('a')], '1=0 0=1'],
  ['what came and went', [pod('a'), pod('b')], [pod('b'), pod('c')], '1=0 +1 -0'],
  ['a host that got a host endpoint', [host('n1', 'n1')], [host('eth0', 'n1')], '0=0 n1>eth0'],
  ['of several host endpoints none is the host', [host('n1', 'n1')], [host('e0', 'n1'), host('e1', 'n1')], '+0 +1 -0'],
  ['the one that is left', [host('e0', 'n1'), host('e1', 'n1')], [host('e0', 'n1'), host('e2', 'n1')], '0=0 1=1 e1>e2'],
  ['hosts on no node', [host('a', null)], [host('b', null)], '+0 -0'],
];
test.each(rows)('%s', (_, before, after, matched) => {
  const { rows: pairs, added, removed, renamed } = matchEndpoints(table(...before), table(...after));
  const told = [
    ...pairs.map(([old, now]) => (old === -1 ? `+${now}` : now === -1 ? `-${old}` : `${old}=${now}`)),
    ...renamed.map((both) => `${both.before.id}>${both.after.id}`.replaceAll('host/', '')),
  ];
  expect(told.join(' ')).toBe(matched);
  expect([added.length, removed.length]).toEqual(['+', '-'].map((sign) => matched.split(sign).length - 1));
});
