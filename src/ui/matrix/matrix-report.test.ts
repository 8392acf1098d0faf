import { expect, test } from 'vitest';
import type { EndpointId } from '../../core/model/ids.ts';
import { tableOf } from '../../core/policy/testing/table-of.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import type { EndpointRow, PairSummary } from '../../core/policy/verdict-table.ts';
import { printReport } from '../../core/report/print-report.ts';
import type { AxisItem } from './matrix-axis.ts';
import { MatrixCells } from './matrix-cells.ts';
import { listReport, matrixReport, type ReportInput } from './matrix-report.ts';

const row = (name: string): EndpointRow => ({
  ...{ id: `prod/${name}` as EndpointId, kind: 'pod', resource: null, clusterNode: null, namespace: 'prod' },
  ...{ hostNetwork: false, origin: 'written' },
});
const summary = (verdict: Verdict, allowed: PairSummary['allowed']): PairSummary => ({
  ...{ verdict, egress: verdict, ingress: verdict, allowed, door: false, notes: [] },
});
const table = tableOf(
  [row('a'), row('b'), row('c')],
  [
    summary('allow', [{ protocol: 'TCP', ports: '*' }]),
    summary('deny', []),
    summary('partial', [{ protocol: 'TCP', ports: '22,179' }]),
  ],
  [0, 2, 1, 1, 0, 0, 0, 1, 0],
);
const cells = new MatrixCells(table, null);
const endpoint = (index: number): AxisItem => ({ kind: 'endpoint', row: index, isMember: false });
const group = (isCollapsed: boolean): AxisItem => ({
  kind: 'group',
  key: 'g',
  title: 'prod',
  rows: [1, 2],
  isCollapsed,
});
const input: ReportInput = {
  ...{ table, cells, rows: [0, 1, 2].map(endpoint), columns: [0, 1].map(endpoint), isOfTraffic: false },
  verdictOf: (source, destination) => cells.verdict(source, destination),
};

test('the matrix is a table of words', () => {
  expect(printReport(matrixReport(input), 'csv')).toBe(
    'source / destination,prod/a,prod/b\r\nprod/a,,"partial: TCP 22,179"\r\nprod/b,deny,\r\nprod/c,allow,deny\r\n',
  );
});

test('a collapsed group is one line of counts, an open one its members', () => {
  const collapsed = { ...input, rows: [endpoint(0), group(true)], columns: [endpoint(0)] };
  expect(matrixReport(collapsed).rows).toEqual([
    ['prod/a', ''],
    ['prod (2)', '1 allow, 1 deny'],
  ]);
  const open = { ...input, rows: [group(false), endpoint(1)], columns: [endpoint(0)] };
  expect(matrixReport(open).rows).toEqual([['prod/b', 'deny']]);
});

test('of one traffic what else passes is not told', () => {
  const report = matrixReport({ ...input, rows: [endpoint(0)], isOfTraffic: true });
  expect(report.rows).toEqual([['prod/a', '', 'partial']]);
});

test('pairs are listed one by one, those of collapsed groups too', () => {
  const report = listReport({ ...input, rows: [endpoint(0)], columns: [group(true)] });
  expect(report.rows).toEqual([
    ['prod/a', 'prod/b', 'partial', 'TCP 22,179'],
    ['prod/a', 'prod/c', 'deny', ''],
  ]);
});
