import type { Verdict } from '../../core/policy/trace.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';

/** How many ordered pairs of distinct endpoints have each verdict. */
export function verdictCounts({ endpoints, summaries, pairs }: VerdictTable): Readonly<Record<Verdict, number>> {
  const bySummary = new Uint32Array(summaries.length);
  for (const summary of pairs) bySummary[summary] = (bySummary[summary] ?? 0) + 1;
  for (let row = 0; row < endpoints.length; row += 1) {
    const self = pairs[row * endpoints.length + row] ?? 0;
    bySummary[self] = (bySummary[self] ?? 0) - 1;
  }
  const counts = { allow: 0, deny: 0, partial: 0, undecided: 0 };
  summaries.forEach(({ verdict }, index) => (counts[verdict] += bySummary[index] ?? 0));
  return counts;
}
