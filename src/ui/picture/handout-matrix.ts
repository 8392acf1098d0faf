import { summaryAt } from '../../core/policy/verdict-index.ts';
import { printAllowed } from '../../core/report/verdict-report.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';

/** As many columns as stand beside each other on a page. */
const columnsOnPage = 14;
/** The matrix of more endpoints is no use on paper: it would be a book. */
export const mostOnPaper = 60;

export interface MatrixPage {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly (Verdict | null)[] }[];
}

/** All pairs, in pieces that fit on a page side by side; `null` is an endpoint to itself. None where they are too many. */
export function matrixPages(table: VerdictTable): readonly MatrixPage[] {
  const all = [...table.endpoints.keys()];
  if (all.length > mostOnPaper) return [];
  const pages = Math.ceil(all.length / columnsOnPage);
  // Of 15 columns 8 and 7 are better than 14 and 1.
  const width = Math.ceil(all.length / Math.max(1, pages));
  return Array.from({ length: pages }, (_, page) => {
    const columns = all.slice(page * width, (page + 1) * width);
    return {
      columns: columns.map((column) => nameOf(table, column)),
      rows: all.map((row) => ({
        name: nameOf(table, row),
        cells: columns.map((column) =>
          row === column ? null : (summaryAt(table, row, column)?.verdict ?? 'undecided'),
        ),
      })),
    };
  });
}

export interface PartialPair {
  readonly source: string;
  readonly destination: string;
  readonly allowed: string;
}

/** Which ports pass, of the pairs of which only some do; a matrix on paper can't be asked. */
export function partialPairs(table: VerdictTable): readonly PartialPair[] {
  const all = [...table.endpoints.keys()];
  if (all.length > mostOnPaper) return [];
  return all.flatMap((row) =>
    all.flatMap((column): readonly PartialPair[] => {
      const summary = row === column ? undefined : summaryAt(table, row, column);
      if (summary?.verdict !== 'partial') return [];
      const allowed = printAllowed(summary.allowed) || 'depends on the address';
      return [{ source: nameOf(table, row), destination: nameOf(table, column), allowed }];
    }),
  );
}

function nameOf(table: VerdictTable, row: number): string {
  return table.endpoints[row]?.id ?? '';
}

/** The mark of each verdict where colours are not printed. */
export const verdictMarks: Readonly<Record<Verdict, string>> = { allow: '✓', deny: '✕', partial: '±', undecided: '?' };
