import type { GuardReport, LifeLine } from '../../core/guard/guard-report.ts';

export const directionWords: Readonly<Record<LifeLine['direction'], string>> = {
  ingress: 'no longer lets in',
  egress: 'no longer lets out',
  within: 'no longer reaches on itself',
};

/** `3 hosts` */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The report in one sentence. */
export function verdictSentence({ dead, undecided, looked }: GuardReport): string {
  if (dead.length > 0) {
    const inTheEnd = dead.filter(({ afterStep }) => afterStep === null);
    const hosts = new Set(dead.map(({ clusterNode }) => clusterNode)).size;
    if (inTheEnd.length === 0)
      return `${countOf(dead.length, 'life line')} of ${countOf(hosts, 'host')} would die for a while`;
    return `${countOf(inTheEnd.length, 'life line')} of ${countOf(hosts, 'host')} would die`;
  }
  if (undecided.length > 0) return `Of ${countOf(undecided.length, 'life line')} it can’t be said`;
  return looked.hosts === 0 ? 'No host endpoint, so nothing can be locked out' : 'Nobody is locked out';
}

/** What the sentence rests on. */
export function lookedAt({ looked }: GuardReport): string {
  const { hosts, lines, steps } = looked;
  return `Looked at ${countOf(lines, 'life line')} of ${countOf(hosts, 'host')}, after each of the ${countOf(steps, 'object')} to apply and at the end. What the cluster holds besides is not known.`;
}
