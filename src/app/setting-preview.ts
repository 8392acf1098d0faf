import { compareTables, type ChangeCounts, type TableChange } from '../core/compare/compare-tables.ts';
import { hostEndpointId } from '../core/model/ids.ts';
import type { EndpointRow, VerdictTable } from '../core/policy/verdict-table.ts';

/**
 * What a setting would change, counted by cluster node: a host endpoint that a setting puts in the place of an unprotected node has another name, and
 * what becomes of the node's traffic is what the user asks for.
 */
export function effectOf(before: VerdictTable, change: TableChange): ChangeCounts {
  const hostsOf = (table: VerdictTable): string =>
    table.endpoints
      .filter(isHost)
      .map(({ id }) => id)
      .join();
  if (hostsOf(before) === hostsOf(change.after)) return change;
  return compareTables(byClusterNode(before), byClusterNode(change.after));
}

function byClusterNode(table: VerdictTable): VerdictTable {
  const counts = new Map<string | null, number>();
  for (const row of table.endpoints.filter(isHost)) counts.set(row.clusterNode, (counts.get(row.clusterNode) ?? 0) + 1);
  const endpoints = table.endpoints.map((row) =>
    isHost(row) && row.clusterNode !== null && counts.get(row.clusterNode) === 1
      ? { ...row, id: hostEndpointId(row.clusterNode) }
      : row,
  );
  return { ...table, endpoints };
}

function isHost({ kind }: EndpointRow): boolean {
  return kind === 'host';
}
