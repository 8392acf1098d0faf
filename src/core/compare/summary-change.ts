import { allowedNumbers } from '../net/allowed-traffic.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import { isEmptyPorts, noPorts, subtractPorts } from '../net/port-set.ts';
import type { PairSummary } from '../policy/verdict-table.ts';

/** How a pair's verdict differs from what it was. */
export interface SummaryChange {
  /** Something passes that did not before. */
  readonly gained: boolean;
  /** Something no longer passes. */
  readonly lost: boolean;
}

/**
 * Compares the summaries of two tables by their numbers there. Tables have few distinct summaries and many pairs, so
 * each two of them are compared once; most are equal word for word, which takes no comparing at all.
 *
 * @returns null where nothing differs; for `noSummary`, which no two endpoints have, null as well
 */
export function summaryComparison(
  before: readonly PairSummary[],
  after: readonly PairSummary[],
): (before: number, after: number) => SummaryChange | null {
  const numbers = new Map<string, number>();
  const wordsBefore = numbered(before, numbers);
  const wordsAfter = numbered(after, numbers);
  const known = new Map<number, SummaryChange | null>();
  return (old, now) => {
    // Asked for each two classes; beyond the end of a list the machine's code gets slow.
    if (old >= before.length || now >= after.length || wordsBefore[old] === wordsAfter[now]) return null;
    const key = old * after.length + now;
    let change = known.get(key);
    if (change === undefined) {
      change = changeOf(before[old], after[now]);
      known.set(key, change);
    }
    return change;
  };
}

/** Equal words have equal numbers, in both tables. */
function numbered(summaries: readonly PairSummary[], numbers: Map<string, number>): Uint32Array {
  return Uint32Array.from(summaries, ({ verdict, egress, ingress, allowed }) => {
    const words = JSON.stringify([verdict, egress, ingress, allowed]);
    const number = numbers.get(words) ?? numbers.size;
    numbers.set(words, number);
    return number;
  });
}

function changeOf(before: PairSummary | undefined, after: PairSummary | undefined): SummaryChange | null {
  return before === undefined || after === undefined ? null : compareSummaries(before, after);
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
    return !isEmptyPorts(subtractPorts(allowedNumbers(entry), other === undefined ? noPorts : allowedNumbers(other)));
  });
}
