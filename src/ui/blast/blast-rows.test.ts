import { expect, test } from 'vitest';
import { reachFrom } from '../../core/reach/reach.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import type { EndpointRow } from '../../core/policy/verdict-table.ts';
import { allow, deny, some } from '../canvas/testing/projected.ts';
import { blastGroups } from './blast-rows.ts';

const row = (name: string): EndpointRow => ({
  id: podEndpointId('p', name),
  kind: 'pod',
  resource: null,
  clusterNode: null,
  namespace: 'p',
  hostNetwork: false,
  origin: 'written',
});
const rows = ['a', 'b', 'c', 'd'].map(row);
const unknown = { ...deny, verdict: 'undecided', notes: ['why'] } as const;

test('reached endpoints are listed by hop with the way to each, and what may be reachable last', () => {
  const pairs = [0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0];
  const table = tableOf(rows, [deny, allow, some, unknown], pairs);
  expect(blastGroups(reachFrom(table, 0, null), table)).toMatchObject([
    {
      title: 'In one hop',
      size: 1,
      rows: [
        { id: 'p/b', isSure: true, by: 'all traffic', way: 'p/a → p/b', pair: { source: 'p/a', destination: 'p/b' } },
      ],
    },
    { title: 'In 2 hops', size: 1, rows: [{ id: 'p/c', way: 'p/a → p/b → p/c' }] },
    { title: 'May be reachable', size: 1, rows: [{ id: 'p/d', isSure: false, by: 'from p/c, can’t be evaluated' }] },
  ]);
});

test('of very many, the first ones are listed and all are counted', () => {
  const many = Array.from({ length: 400 }, (_, index) => row(String(index)));
  const table = tableOf(many, [allow], new Array<number>(160_000).fill(0));
  const [group] = blastGroups(reachFrom(table, 0, null), table);
  expect([group?.size, group?.rows.length]).toEqual([399, 300]);
});
