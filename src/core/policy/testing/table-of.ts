import type { EndpointRow, PairSummary, VerdictTable } from '../verdict-table.ts';

/** A table written down pair by pair: index into `summaries` of (row, column) at `row * endpoints.length + column`. */
export function tableOf(
  endpoints: readonly EndpointRow[],
  summaries: readonly PairSummary[],
  pairs: readonly number[],
): VerdictTable {
  return {
    calicoVersion: '3.32',
    endpoints,
    summaries,
    classOf: Uint32Array.from(endpoints.keys()),
    nodeOf: new Uint32Array(endpoints.length),
    own: Uint32Array.from(endpoints, (_, row) => pairs[row * (endpoints.length + 1)] ?? 0),
    sameNode: Uint32Array.from(pairs),
    apart: Uint32Array.from(pairs),
    problems: [],
  };
}
