import { printReport, type Report } from '../core/report/print-report.ts';
import type { Arguments } from './arguments.ts';

/** What a command leaves: text for stdout, diagnostics for stderr, and the exit status of product.md section 5. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly diagnostics: string;
}

/** Nothing could be done; `message` says why. */
export function failure(message: string): Outcome {
  return { status: 2, out: '', diagnostics: `${message}\n` };
}

/** In the format that the user asked for: `json` as it stands, or `report` as text. */
export function print({ format }: Arguments, json: object, report: Report): string {
  return format === 'json' ? `${JSON.stringify(json, null, 2)}\n` : printReport(report, format);
}
