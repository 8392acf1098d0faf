import type { AllowedTraffic } from '../net/describe-traffic.ts';
import type { Report } from './print-report.ts';

/** A pair as the reports of the command line and of the clipboard list it. */
export interface ReportedPair {
  readonly source: string;
  readonly destination: string;
  readonly verdict: string;
  readonly allowed: readonly AllowedTraffic[];
}

/** One line for each pair. */
export function pairReport(pairs: readonly ReportedPair[]): Report {
  return {
    columns: ['source', 'destination', 'verdict', 'allowed'],
    rows: pairs.map(({ source, destination, verdict, allowed }) => [
      source,
      destination,
      verdict,
      printAllowed(allowed),
    ]),
  };
}

/** `TCP 22,179; UDP 53` */
export function printAllowed(allowed: readonly AllowedTraffic[]): string {
  return allowed.map((entry) => `${entry.protocol} ${'types' in entry ? entry.types : entry.ports}`).join('; ');
}
