import { expect, test } from 'vitest';
import type { EndpointId } from '../../core/model/ids.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import type { EndpointRow, VerdictTable } from '../../core/policy/verdict-table.ts';
import { allow, deny, some } from '../canvas/testing/projected.ts';
import { matrixPages, mostOnPaper, partialPairs } from './handout-matrix.ts';

function tableOfSize(size: number, verdict: (row: number, column: number) => number = () => 0): VerdictTable {
  const rows = Array.from({ length: size }, (_, row): EndpointRow => ({
    id: `prod/p${row}` as EndpointId, // an id as the rows of a matrix have it
    kind: 'pod',
    resource: null,
    clusterNode: null,
    namespace: 'prod',
    hostNetwork: false,
    origin: 'written',
  }));
  const pairs = rows.flatMap((_, row) => rows.map((__, column) => verdict(row, column)));
  return tableOf(rows, [allow, deny, some], pairs);
}

test('a small matrix is one table; an endpoint to itself says nothing', () => {
  const [page, ...others] = matrixPages(tableOfSize(2, (row) => row));
  expect(others).toEqual([]);
  expect(page).toEqual({
    columns: ['prod/p0', 'prod/p1'],
    rows: [
      { name: 'prod/p0', cells: [null, 'allow'] },
      { name: 'prod/p1', cells: ['deny', null] },
    ],
  });
});

const widths: readonly (readonly [size: number, widths: readonly number[]])[] = [
  [14, [14]],
  [15, [8, 7]],
  [30, [10, 10, 10]],
  [mostOnPaper + 1, []],
];
test.each(widths)('%d columns stand on pages of alike width', (size, expected) => {
  const pages = matrixPages(tableOfSize(size));
  expect(pages.map(({ columns }) => columns.length)).toEqual(expected);
  for (const page of pages) expect(page.rows).toHaveLength(size);
  expect(pages.flatMap(({ columns }) => columns)).toHaveLength(expected.length === 0 ? 0 : size);
});

test('which ports pass is listed where only some do', () => {
  const table = tableOfSize(3, (row, column) => (row === 0 && column === 2 ? 2 : 0));
  expect(partialPairs(table)).toEqual([{ source: 'prod/p0', destination: 'prod/p2', allowed: 'TCP 22,179' }]);
});
