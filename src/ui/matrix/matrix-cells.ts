import type { TrafficQuery } from '../../core/find/traffic-query.ts';
import { trafficVerdict } from '../../core/find/traffic-verdict.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { summaryIndexAt } from '../../core/policy/verdict-index.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';

/** Verdicts by their number in what follows. */
export const verdictCodes: readonly Verdict[] = ['allow', 'partial', 'deny', 'undecided'];

/** How many ordered pairs of different endpoints have each verdict. */
export type VerdictCounts = Readonly<Record<Verdict, number>>;

/** What the cells show: of all traffic, or of what is asked for. Each distinct summary is judged once. */
export class MatrixCells {
  readonly #table: VerdictTable;
  /** Summary → number of its verdict. */
  readonly #codes: Uint8Array;
  /** Summary → 1 where it does not tell the verdict of this traffic. */
  readonly #doubts: Uint8Array;
  readonly #merged = new Map<string, VerdictCounts>();

  constructor(table: VerdictTable, traffic: TrafficQuery | null) {
    this.#table = table;
    const told = table.summaries.map((summary) =>
      traffic === null ? { verdict: summary.verdict, isCertain: true } : trafficVerdict(summary, traffic),
    );
    this.#codes = Uint8Array.from(told, ({ verdict }) => verdictCodes.indexOf(verdict));
    this.#doubts = Uint8Array.from(told, ({ isCertain }) => Number(!isCertain));
  }

  verdict(source: number, destination: number): Verdict {
    return verdictCodes[this.#codeAt(source, destination)] ?? 'undecided';
  }

  /** The evaluator has to be asked for the pair itself. */
  isDoubtful(source: number, destination: number): boolean {
    return this.#doubts[summaryIndexAt(this.#table, source, destination)] === 1;
  }

  deniedFrom(source: number): number {
    return this.#denied((other) => this.#codeAt(source, other), source);
  }

  deniedTo(destination: number): number {
    return this.#denied((other) => this.#codeAt(other, destination), destination);
  }

  /** Of all pairs from one of `sources` to one of `destinations`; `key` names the two lists. */
  counts(sources: readonly number[], destinations: readonly number[], key: string): VerdictCounts {
    let counts = this.#merged.get(key);
    if (counts === undefined) {
      counts = this.#count(sources, destinations);
      this.#merged.set(key, counts);
    }
    return counts;
  }

  #codeAt(source: number, destination: number): number {
    return this.#codes[summaryIndexAt(this.#table, source, destination)] ?? 3;
  }

  #denied(codeWith: (other: number) => number, row: number): number {
    let denied = 0;
    for (const other of this.#table.endpoints.keys()) if (other !== row && codeWith(other) === 2) denied += 1;
    return denied;
  }

  #count(sources: readonly number[], destinations: readonly number[]): VerdictCounts {
    const counts = [0, 0, 0, 0];
    for (const source of sources)
      for (const destination of destinations) {
        if (source === destination) continue;
        const code = this.#codeAt(source, destination);
        counts[code] = (counts[code] ?? 0) + 1;
      }
    const [allow = 0, partial = 0, deny = 0, undecided = 0] = counts;
    return { allow, partial, deny, undecided };
  }
}

/** What a cell of a group shows: one verdict where all pairs have it, else the worst with how many have it. */
export function mergedVerdict(
  counts: VerdictCounts,
): { readonly verdict: Verdict; readonly count: number | null } | null {
  const met = verdictCodes.filter((verdict) => counts[verdict] > 0);
  const worst = met.includes('deny') ? 'deny' : met.at(-1);
  if (worst === undefined) return null;
  return { verdict: worst, count: met.length === 1 ? null : counts[worst] };
}
