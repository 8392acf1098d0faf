import type { Format } from './arguments.ts';

/** What a command prints as rows; JSON has shapes of its own (product.md section 5). */
export interface Report {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function printReport({ columns, rows }: Report, format: Exclude<Format, 'json'>): string {
  switch (format) {
    case 'csv':
      return [columns, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
    case 'markdown':
      return [columns, columns.map(() => '---'), ...rows].map(markdownRow).join('\n') + '\n';
    case 'table':
      return alignedTable([columns.map((column) => column.toUpperCase()), ...rows]);
  }
}

/** RFC 4180. A cell that a spreadsheet would take for a formula gets a leading apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return (
    rows
      .map((row) =>
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
      )
      .join('\n') + '\n'
  );
}
