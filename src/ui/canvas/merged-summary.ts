import type { Verdict } from '../../core/policy/trace.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import { verdictWords } from '../controls/verdict-words.ts';
import { allowedCaption, spokenVerdict } from './arrow-words.ts';
import type { Share } from './parties.ts';

/** What one arrow says of all the pairs that it stands for. */
export interface MergedSummary extends Pick<PairSummary, 'verdict' | 'egress' | 'ingress' | 'door'> {
  readonly caption: string;
  readonly spoken: string;
}

/**
 * @param shares the verdicts of its pairs, the most frequent first
 * @param from what its ends are called
 * @returns null where nothing is known of any of them
 */
export function mergedSummary(shares: readonly Share[], from: string, to: string): MergedSummary | null {
  const [first] = shares;
  if (first === undefined) return null;
  const summaries = shares.map(({ summary }) => summary);
  if (shares.length === 1) {
    const { verdict, egress, ingress, door, allowed } = first.summary;
    const caption = verdict === 'partial' ? allowedCaption(allowed) : '';
    return { verdict, egress, ingress, door, caption, spoken: spokenVerdict(from, to, first.summary) };
  }
  const verdict = mergedVerdict(summaries.map((summary) => summary.verdict));
  return {
    verdict,
    egress: mergedVerdict(summaries.map((summary) => summary.egress)),
    ingress: mergedVerdict(summaries.map((summary) => summary.ingress)),
    door: summaries.some(({ door }) => door),
    caption: countsByVerdict(shares),
    spoken: `${from} to ${to}: ${verdictWords[verdict].toLowerCase()}, ${countsByVerdict(shares)}, as it depends on which of them`,
  };
}

/** What holds for all of them; where some pass and others don't, something passes. */
function mergedVerdict(verdicts: readonly Verdict[]): Verdict {
  const [first = 'undecided', ...others] = verdicts;
  if (others.every((verdict) => verdict === first)) return first;
  return verdicts.includes('undecided') ? 'undecided' : 'partial';
}

/** `2 of 12 allowed` where the others are denied, else `10 denied, 2 partly allowed`. */
function countsByVerdict(shares: readonly Share[]): string {
  const counts = new Map<Verdict, number>();
  for (const { summary, pairs } of shares) counts.set(summary.verdict, (counts.get(summary.verdict) ?? 0) + pairs);
  if (counts.size === 1) return 'other ports for some';
  const [allowed, all] = [counts.get('allow'), shares.reduce((sum, { pairs }) => sum + pairs, 0)];
  if (allowed !== undefined && counts.has('deny') && counts.size === 2)
    return `${count(allowed)} of ${count(all)} allowed`;
  return [...counts].map(([verdict, pairs]) => `${count(pairs)} ${verdictWords[verdict].toLowerCase()}`).join(', ');
}

function count(pairs: number): string {
  return pairs.toLocaleString('en-US');
}
