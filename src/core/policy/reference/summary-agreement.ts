import { describeTraffic } from '../../net/describe-traffic.ts';
import { noTraffic, unionTraffic } from '../../net/traffic.ts';
import type { PairResult, Segment, Verdict } from '../trace.ts';
import { summaryAt } from '../verdict-index.ts';
import type { VerdictTable } from '../verdict-table.ts';
import type { Disagreement } from './agreement.ts';

/** Where the table of all pairs says something else than the pairs do one by one. */
export function summaryDisagreements(table: VerdictTable, pairs: readonly PairResult[]): readonly Disagreement[] {
  const rowOf = new Map(table.endpoints.map(({ id }, row) => [id, row]));
  return pairs.flatMap((pair) => {
    const { source, destination } = pair;
    const summary = summaryAt(table, rowOf.get(source) ?? -1, rowOf.get(destination) ?? -1);
    if (summary === undefined || source === destination) return [];
    const reference = `${verdictOf(pair)} ${allowedOf(pair) ?? JSON.stringify(summary.allowed)}`;
    const evaluator = `${summary.verdict} ${JSON.stringify(summary.allowed)}`;
    return reference === evaluator ? [] : [{ source, destination, what: 'summary', reference, evaluator }];
  });
}

/** A pod's tunnel packets are barred everywhere and make no open pair partial. */
function verdictOf({ parts }: PairResult): Verdict {
  const segments = parts.flatMap((part) => part.segments);
  const verdicts = new Set(segments.filter((segment) => !isTunnel(segment)).map(({ verdict }) => verdict));
  if (verdicts.has('undecided') || segments.length === 0) return 'undecided';
  if (!verdicts.has('allow')) return 'deny';
  return verdicts.has('deny') ? 'partial' : 'allow';
}

function isTunnel({ decidedBy }: Segment): boolean {
  return decidedBy.step.kind === 'encap-block';
}

/** null where several parts would have to be laid over each other. */
function allowedOf({ parts }: PairResult): string | null {
  const [part] = parts;
  if (part === undefined || parts.length > 1) return null;
  const allowed = part.segments.filter(({ verdict }) => verdict === 'allow').map(({ traffic }) => traffic);
  return JSON.stringify(describeTraffic(allowed.reduce(unionTraffic, noTraffic)));
}
