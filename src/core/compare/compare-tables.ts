import type { EndpointId } from '../model/ids.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import { isEmptyPorts, noPorts, portRange, subtractPorts, unionPorts, type PortSet } from '../net/port-set.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import type { PairSummary, VerdictTable } from '../policy/verdict-table.ts';

/** What differs between two tables, for pairs whose ends are in both. */
export interface TableChange {
  readonly pairs: readonly PairChange[];
  /** Pairs through which something passes that did not before. */
  readonly allowed: number;
  /** Pairs through which something no longer passes. */
  readonly denied: number;
  /** Pairs whose verdict or half is another, although the same passes as far as that can be said. */
  readonly otherwise: number;
}

export interface PairChange {
  readonly source: EndpointId;
  readonly destination: EndpointId;
  readonly before: PairSummary;
  readonly after: PairSummary;
}

/** Compares by endpoint id; rows that only one of the tables has are left out. */
export function compareTables(before: VerdictTable, after: VerdictTable): TableChange {
  const rowAfter = new Map(after.endpoints.map(({ id }, row) => [id, row]));
  const rows = before.endpoints.map(({ id }) => rowAfter.get(id) ?? null);
  const compare = summaryComparison();
  const pairs: PairChange[] = [];
  let [allowed, denied, otherwise] = [0, 0, 0];
  for (const [source, row] of rows.entries()) {
    for (const [destination, column] of rows.entries()) {
      if (row === null || column === null || source === destination) continue;
      const old = certainSummaryAt(before, source, destination);
      const now = certainSummaryAt(after, row, column);
      const change = compare(old, now);
      if (change === null) continue;
      pairs.push({ source: idAt(before, source), destination: idAt(before, destination), before: old, after: now });
      if (change.gained) allowed += 1;
      if (change.lost) denied += 1;
      if (!change.gained && !change.lost) otherwise += 1;
    }
  }
  return { pairs, allowed, denied, otherwise };
}

function certainSummaryAt(table: VerdictTable, row: number, column: number): PairSummary {
  const summary = summaryAt(table, row, column);
  if (summary === undefined) throw new Error('a table has a summary for every pair');
  return summary;
}

function idAt(table: VerdictTable, row: number): EndpointId {
  const endpoint = table.endpoints[row];
  if (endpoint === undefined) throw new Error('a row beyond the table');
  return endpoint.id;
}

interface SummaryChange {
  readonly gained: boolean;
  readonly lost: boolean;
}

/** Tables have few distinct summaries and many pairs, so each two of them are compared once. */
function summaryComparison(): (before: PairSummary, after: PairSummary) => SummaryChange | null {
  const seen = new Map<PairSummary, Map<PairSummary, SummaryChange | null>>();
  return (before, after) => {
    const row = seen.get(before) ?? new Map<PairSummary, SummaryChange | null>();
    seen.set(before, row);
    const known = row.get(after);
    if (known !== undefined) return known;
    const change = compareSummaries(before, after);
    row.set(after, change);
    return change;
  };
}

function compareSummaries(before: PairSummary, after: PairSummary): SummaryChange | null {
  const gained = passesMore(after.allowed, before.allowed);
  const lost = passesMore(before.allowed, after.allowed);
  const isSame =
    !gained &&
    !lost &&
    before.verdict === after.verdict &&
    before.egress === after.egress &&
    before.ingress === after.ingress;
  return isSame ? null : { gained, lost };
}

/** Does `more` let something through that `less` does not? */
function passesMore(more: readonly AllowedTraffic[], less: readonly AllowedTraffic[]): boolean {
  return more.some((entry) => {
    const other = less.find(({ protocol }) => protocol === entry.protocol);
    return !isEmptyPorts(subtractPorts(numbersOf(entry), other === undefined ? noPorts : numbersOf(other)));
  });
}

/** The printed list as a set again; ICMP types and codes as `type * 256 + code`. */
function numbersOf(entry: AllowedTraffic): PortSet {
  const [text, rangeOf] = 'types' in entry ? [entry.types, icmpRange] : [entry.ports, range];
  if (text === '*') return portRange(0, 65535);
  return text.split(',').reduce((set, part) => unionPorts(set, rangeOf(part)), noPorts);
}

/** `22` or `2379-2380`. */
function range(text: string): PortSet {
  const [first = 0, last = first] = text.split('-').map(Number);
  return portRange(first, last);
}

/** `8` and `9-12` are types with all their codes, `3/4` and `3/0-3` codes of one type. */
function icmpRange(text: string): PortSet {
  const [types = '', codes] = text.split('/');
  const [first = 0, last = first] = types.split('-').map(Number);
  const [firstCode = 0, lastCode = firstCode] = codes === undefined ? [0, 255] : codes.split('-').map(Number);
  return portRange(first * 256 + firstCode, last * 256 + lastCode);
}
