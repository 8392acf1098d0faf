import { trafficOfAllowed } from '../net/allowed-traffic.ts';
import { intersectTraffic, isEmptyTraffic, type Traffic } from '../net/traffic.ts';
import type { FlowVerdict, PairResult, Verdict } from '../policy/trace.ts';
import type { PairSummary } from '../policy/verdict-table.ts';
import { shareOfOne, type TrafficQuery } from './traffic-query.ts';

export interface TrafficVerdict {
  readonly verdict: Verdict;
  /** false: the summary does not tell it; the evaluator does, asked for the pair. */
  readonly isCertain: boolean;
}

/**
 * What becomes of some traffic of a pair, as far as its summary tells. That lists what is let through whatever part of a
 * network it is about; where parts or what can't be evaluated differ, it has notes.
 */
export function trafficVerdict(summary: PairSummary, { alternatives }: TrafficQuery): TrafficVerdict {
  const allowed = trafficOfAllowed(summary.allowed);
  const verdicts = alternatives.map((asked) => verdictOfOne(summary, shareOfOne(asked, allowed)));
  const isOpen = verdicts.some(({ verdict }) => verdict === 'allow');
  return {
    verdict: best(verdicts.map(({ verdict }) => verdict)),
    isCertain: isOpen || verdicts.every(({ isCertain }) => isCertain),
  };
}

function verdictOfOne({ verdict, notes }: PairSummary, share: 'all' | 'some' | 'none'): TrafficVerdict {
  if (share === 'all') return { verdict: 'allow', isCertain: true };
  if (verdict === 'undecided') return { verdict: 'undecided', isCertain: false };
  const isCertain = verdict === 'deny' || notes.length === 0;
  return { verdict: share === 'some' || !isCertain ? 'partial' : 'deny', isCertain };
}

/** The same from the trace of the pair, exactly. */
export function trafficVerdictOfPair({ parts }: PairResult, { alternatives }: TrafficQuery): Verdict {
  if (parts.length === 0) return 'undecided';
  return best(alternatives.map((asked) => combined(verdictsMet(parts, asked))));
}

function verdictsMet(parts: PairResult['parts'], asked: Traffic): ReadonlySet<FlowVerdict> {
  const segments = parts.flatMap((part) => part.segments);
  return new Set(
    segments.filter(({ traffic }) => !isEmptyTraffic(intersectTraffic(traffic, asked))).map(({ verdict }) => verdict),
  );
}

function combined(verdicts: ReadonlySet<FlowVerdict>): Verdict {
  if (verdicts.has('undecided')) return 'undecided';
  if (verdicts.size > 1) return 'partial';
  return verdicts.has('allow') ? 'allow' : 'deny';
}

/** Of several protocols that are meant, the one that fits best counts. */
function best(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['allow', 'undecided', 'partial'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'deny';
}
