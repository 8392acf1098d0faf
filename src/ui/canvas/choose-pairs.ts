import type { TableChange } from '../../core/compare/compare-tables.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { summaryIndexAt } from '../../core/policy/verdict-index.ts';
import type { EndpointRow, VerdictTable } from '../../core/policy/verdict-table.ts';
import type { Lens } from '../../app/view.svelte.ts';

/** An ordered pair by its row and column in the table. */
export interface Pair {
  readonly source: number;
  readonly destination: number;
}

/** What a lens would draw. */
export interface LensPairs {
  /** The most interesting ones, at most `arrowLimit`. */
  readonly pairs: readonly Pair[];
  readonly total: number;
}

/** More arrows than this can't be told apart (product.md section 1). */
export const arrowLimit = 400;

export const noLensPairs: LensPairs = { pairs: [], total: 0 };

/** All pairs of a lens, kept down to the most interesting: those at a host first, and those that are not simply allowed. */
export function lensPairs(table: VerdictTable, lens: Lens): LensPairs {
  if (lens === 'drawn') return noLensPairs;
  const byRank: Pair[][] = [[], [], [], []];
  let total = 0;
  const verdicts = table.summaries.map(({ verdict }) => verdict);
  const crossing = table.endpoints.map(atHostBoundary);
  const size = table.endpoints.length;
  for (let source = 0; source < size; source++) {
    for (let destination = 0; destination < size; destination++) {
      const verdict = verdicts[summaryIndexAt(table, source, destination)];
      if (source === destination || verdict === undefined) continue;
      const boundary = crossing[source] === true || crossing[destination] === true;
      if (!inLens(lens, verdict, boundary)) continue;
      total += 1;
      const rank = byRank[(boundary ? 0 : 2) + (verdict === 'allow' ? 1 : 0)];
      if (rank !== undefined && rank.length < arrowLimit) rank.push({ source, destination });
    }
  }
  return { pairs: byRank.flat().slice(0, arrowLimit), total };
}

/** A host endpoint, a cluster node, or a pod with its cluster node's identity. */
function atHostBoundary(row: EndpointRow): boolean {
  return row.kind === 'host' || row.hostNetwork;
}

function inLens(lens: Exclude<Lens, 'drawn'>, verdict: Verdict, boundary: boolean): boolean {
  switch (lens) {
    case 'all':
      return true;
    case 'denied':
      return verdict === 'deny';
    case 'allowed':
      return verdict === 'allow' || verdict === 'partial';
    case 'boundary':
      return boundary;
  }
}

export interface PairWish {
  readonly flows: readonly DrawnFlow[];
  readonly lens: LensPairs;
  readonly endpoint: EndpointId | null;
  readonly pair: { readonly source: EndpointId; readonly destination: EndpointId } | null;
  readonly change: TableChange | null;
}

/** What is drawn of what was wished for. */
export interface PairChoice {
  readonly pairs: readonly Pair[];
  readonly wanted: number;
}

/**
 * The pairs to draw: the selected one, those that would change, those the user drew, those of the selected endpoint, then
 * the lens. Each once; what exceeds `arrowLimit` is left out, the least interesting first.
 */
export function choosePairs(table: VerdictTable, rows: ReadonlyMap<EndpointId, number>, wish: PairWish): PairChoice {
  const named = [...(wish.pair === null ? [] : [wish.pair]), ...(wish.change?.pairs ?? []), ...wish.flows].flatMap(
    ({ source, destination }) => pairOf(rows.get(source), rows.get(destination)),
  );
  const own = wish.endpoint === null ? [] : pairsOfRow(rows.get(wish.endpoint), table.endpoints.length);
  const chosen = new Map<string, Pair>();
  for (const pair of [...named, ...own, ...wish.lens.pairs]) chosen.set(`${pair.source} ${pair.destination}`, pair);
  const beyond = wish.lens.total - wish.lens.pairs.length;
  return { pairs: [...chosen.values()].slice(0, arrowLimit), wanted: chosen.size + beyond };
}

function pairOf(source: number | undefined, destination: number | undefined): readonly Pair[] {
  if (source === undefined || destination === undefined || source === destination) return [];
  return [{ source, destination }];
}

function pairsOfRow(row: number | undefined, size: number): readonly Pair[] {
  if (row === undefined) return [];
  const others = Array.from({ length: size }, (_, other) => other).filter((other) => other !== row);
  return others.flatMap((other) => [
    { source: row, destination: other },
    { source: other, destination: row },
  ]);
}
