import type { AllowedTraffic } from '../net/describe-traffic.ts';
import type { Report } from './print-report.ts';
import { printAllowed } from './verdict-report.ts';

/** What passed, or passes, between two ends. */
export interface ReportedPassage {
  readonly verdict: 'allow' | 'deny' | 'partial' | 'undecided';
  readonly allowed: readonly AllowedTraffic[];
}

/** A connection that differs between two designs. */
export interface ReportedChange {
  readonly event: string;
  readonly effect: string;
  readonly source: string;
  readonly destination: string;
  /** null: one of the ends was not there. */
  readonly before: ReportedPassage | null;
  readonly after: ReportedPassage | null;
  readonly gained: readonly AllowedTraffic[];
  readonly lost: readonly AllowedTraffic[];
  readonly unclear: readonly AllowedTraffic[];
}

/** By name. */
export interface ReportedEnds {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly renamed: readonly { readonly before: string; readonly after: string }[];
}

export interface ReportedObjects {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly resource: string; readonly fields: readonly string[] }[];
}

/** One line for each connection, endpoint and object that differs. */
export function differenceReport(
  connections: readonly ReportedChange[],
  endpoints: ReportedEnds,
  objects: ReportedObjects,
): Report {
  return {
    columns: ['what', 'change', 'effect', 'source', 'destination', 'before', 'after', 'gained', 'lost', 'unclear'],
    rows: [
      ...connections.map((change) => [
        'connection',
        change.event,
        change.effect,
        change.source,
        change.destination,
        passageWords(change.before),
        passageWords(change.after),
        ...[change.gained, change.lost, change.unclear].map(trafficWords),
      ]),
      ...endpoints.added.map((id) => line('endpoint', 'added', id)),
      ...endpoints.removed.map((id) => line('endpoint', 'removed', id)),
      ...endpoints.renamed.map(({ before, after }) => line('endpoint', 'renamed', after, before)),
      ...objects.added.map((name) => line('object', 'added', name)),
      ...objects.removed.map((name) => line('object', 'removed', name)),
      ...objects.changed.map(({ resource, fields }) => line('object', 'changed', resource, fields.join(' '))),
    ],
  };
}

/** An endpoint or object stands where the source does; its old name, or its fields, where it is told what was before. */
function line(what: string, change: string, name: string, detail = ''): readonly string[] {
  return [what, change, '', name, '', detail, '', '', '', ''];
}

/** `everything`, `nothing`, `TCP 22; UDP 53`; '' where one of the ends is not there. */
export function passageWords(passage: ReportedPassage | null): string {
  if (passage === null) return '';
  const { verdict, allowed } = passage;
  switch (verdict) {
    case 'allow':
      return 'everything';
    case 'deny':
      return 'nothing';
    case 'partial':
      // Of an external network: the summary says what all of its addresses have in common.
      return allowed.length === 0 ? 'some for some addresses' : printAllowed(allowed);
    case 'undecided':
      return allowed.length === 0 ? 'can’t be evaluated' : `${printAllowed(allowed)}; the rest can’t be evaluated`;
  }
}

const protocols = 6;

/** `everything`, `TCP 22; UDP 53`; '' for nothing. */
export function trafficWords(traffic: readonly AllowedTraffic[]): string {
  const isAll =
    traffic.length === protocols && traffic.every((entry) => ('types' in entry ? entry.types : entry.ports) === '*');
  return isAll ? 'everything' : printAllowed(traffic);
}
