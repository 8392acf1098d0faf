import type { EndpointRow, VerdictTable } from '../policy/verdict-table.ts';
import { notThere, rowsById, type MatchedRow } from './matched-pairs.ts';

export interface EndpointMatch {
  /** Every row of both tables once: those of the newer one in their order, then those that only the older one has. */
  readonly rows: readonly MatchedRow[];
  readonly added: readonly EndpointRow[];
  readonly removed: readonly EndpointRow[];
  readonly renamed: readonly RenamedEndpoint[];
}

/** One host under two names. */
export interface RenamedEndpoint {
  readonly before: EndpointRow;
  readonly after: EndpointRow;
}

/**
 * Which endpoint is which: by id, and of what is left the hosts by their cluster node, as a host is called after its host
 * endpoint as soon as it has one (product.md section 5). Of a cluster node with several such rows none is matched.
 */
export function matchEndpoints(before: VerdictTable, after: VerdictTable): EndpointMatch {
  const oldOf = new Map(rowsById(before, after).map(([old, now]) => [now, old]));
  const named = new Set(oldOf.values());
  const hostsBefore = hostByNode(before, (row) => named.has(row));
  const hostsNow = hostByNode(after, (row) => oldOf.has(row));
  const renamed: RenamedEndpoint[] = [];
  for (const [clusterNode, now] of hostsNow) {
    const old = hostsBefore.get(clusterNode) ?? null;
    if (now === null || old === null) continue;
    oldOf.set(now, old);
    renamed.push({ before: rowAt(before, old), after: rowAt(after, now) });
  }
  const matched = new Set(oldOf.values());
  const removed = [...before.endpoints.keys()].filter((row) => !matched.has(row));
  return {
    rows: [
      ...after.endpoints.map((_, now): MatchedRow => [oldOf.get(now) ?? notThere, now]),
      ...removed.map((old): MatchedRow => [old, notThere]),
    ],
    added: after.endpoints.filter((_, now) => !oldOf.has(now)),
    removed: removed.map((row) => rowAt(before, row)),
    renamed,
  };
}

/** Cluster node → its host's row; null where it has several. */
function hostByNode(
  { endpoints }: VerdictTable,
  isMatched: (row: number) => boolean,
): ReadonlyMap<string, number | null> {
  const hosts = new Map<string, number | null>();
  for (const [row, { kind, clusterNode }] of endpoints.entries())
    if (kind === 'host' && clusterNode !== null && !isMatched(row))
      hosts.set(clusterNode, hosts.has(clusterNode) ? null : row);
  return hosts;
}

function rowAt({ endpoints }: VerdictTable, row: number): EndpointRow {
  const found = endpoints[row];
  if (found === undefined) throw new Error('a row beyond the table');
  return found;
}
