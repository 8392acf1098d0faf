import type { EndpointRow, VerdictTable } from '../../core/policy/verdict-table.ts';
import { summaryAt } from '../../core/policy/verdict-index.ts';
import type { Report } from '../../core/report/print-report.ts';
import { pairReport, printAllowed, type ReportedPair } from '../../core/report/verdict-report.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { rowsOfItem, type AxisItem } from './matrix-axis.ts';
import type { MatrixCells, VerdictCounts } from './matrix-cells.ts';

export interface ReportInput {
  readonly table: VerdictTable;
  readonly cells: MatrixCells;
  /** The verdict of one cell as it is shown. */
  readonly verdictOf: (source: number, destination: number) => Verdict;
  readonly rows: readonly AxisItem[];
  readonly columns: readonly AxisItem[];
  /** Only some traffic is shown: what else is let through is of no interest. */
  readonly isOfTraffic: boolean;
}

/** The matrix as it is shown: one line for each row. Headers of open groups are left out, their members are there. */
export function matrixReport(input: ReportInput): Report {
  const [rows, columns] = [input.rows.filter(isShown), input.columns.filter(isShown)];
  const nameOf = (item: AxisItem): string =>
    item.kind === 'group' ? `${item.title} (${item.rows.length})` : (input.table.endpoints[item.row]?.id ?? '');
  return {
    columns: ['source / destination', ...columns.map(nameOf)],
    rows: rows.map((row) => [nameOf(row), ...columns.map((column) => cellText(input, row, column))]),
  };
}

/** The same pairs one by one, as the command line lists them. */
export function listReport(input: ReportInput): Report {
  const [sources, destinations] = [input.rows, input.columns].map((items) =>
    items.filter(isShown).flatMap((item) => rowsOfItem(item)),
  );
  const pairs = (sources ?? []).flatMap((source) =>
    (destinations ?? []).flatMap((destination) => reportedPair(input, source, destination)),
  );
  return pairReport(pairs);
}

function isShown(item: AxisItem): boolean {
  return item.kind === 'endpoint' || item.isCollapsed;
}

function reportedPair(
  { table, verdictOf, isOfTraffic }: ReportInput,
  source: number,
  destination: number,
): readonly ReportedPair[] {
  const [from, to]: readonly (EndpointRow | undefined)[] = [table.endpoints[source], table.endpoints[destination]];
  const summary = summaryAt(table, source, destination);
  if (source === destination || from === undefined || to === undefined || summary === undefined) return [];
  const allowed = isOfTraffic ? [] : summary.allowed;
  return [{ source: from.id, destination: to.id, verdict: verdictOf(source, destination), allowed }];
}

function cellText(input: ReportInput, row: AxisItem, column: AxisItem): string {
  if (row.kind === 'endpoint' && column.kind === 'endpoint') return pairText(input, row.row, column.row);
  return countText(input.cells.counts(rowsOfItem(row), rowsOfItem(column), `${keyOf(row)} ${keyOf(column)}`));
}

/** Two lists of rows have the same key where they are the same list. */
export function keyOf(item: AxisItem): string {
  return item.kind === 'group' ? `group ${item.key}` : `row ${item.row}`;
}

function pairText({ table, verdictOf, isOfTraffic }: ReportInput, source: number, destination: number): string {
  if (source === destination) return '';
  const verdict = verdictOf(source, destination);
  const allowed = summaryAt(table, source, destination)?.allowed ?? [];
  return verdict === 'partial' && !isOfTraffic && allowed.length > 0 ? `partial: ${printAllowed(allowed)}` : verdict;
}

function countText(counts: VerdictCounts): string {
  const order: readonly Verdict[] = ['allow', 'partial', 'deny', 'undecided'];
  return order
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`)
    .join(', ');
}
