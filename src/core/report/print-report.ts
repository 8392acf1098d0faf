import { unreachable } from '../result.ts';

export type ReportFormat = 'csv' | 'markdown' | 'table';

/** What is printed as rows; JSON has shapes of its own (product.md section 5). */
export interface Report {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function printReport({ columns, rows }: Report, format: ReportFormat): string {
  switch (format) {
    case 'csv':
      return [columns, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
    case 'markdown':
      return [columns, columns.map(() => '---'), ...rows].map(markdownRow).join('\n') + '\n';
    case 'table':
      return alignedTable([columns.map((column) => column.toUpperCase()), ...rows.map((cells) => cells.map(plain))]);
    default:
      return unreachable(format);
  }
}

/** RFC 4180. A cell that a spreadsheet would take for a formula gets a leading apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Names come from files: a control character in one must not reach the terminal or break a row. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
