import type { GuardReport, LifeLine } from '../../core/guard/guard-report.ts';

export const directionWords: Readonly<Record<LifeLine['direction'], string>> = {
  ingress: 'no longer lets in',
  egress: 'no longer lets out',
  within: 'no longer reaches itself for',
};

/** As a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `3 hosts` */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The report in one sentence. */
export function verdictSentence({ dead, undecided, looked }: GuardReport): string {
  const inTheEnd = dead.filter(({ afterStep }) => afterStep === null);
  const passing = dead.length - inTheEnd.length;
  if (inTheEnd.length > 0)
    return `${dyingWords(inTheEnd)} would die${passing > 0 ? `, ${passing} more for a while` : ''}`;
  if (passing > 0) return `${dyingWords(dead)} would die for a while`;
  if (undecided.length > 0) return `Of ${countOf(undecided.length, 'life line')} it can’t be said`;
  return looked.hosts === 0 ? 'No host endpoint, so nothing can be locked out' : 'Nobody is locked out';
}

function dyingWords(dead: GuardReport['dead']): string {
  const hosts = new Set(dead.map(({ clusterNode }) => clusterNode));
  return `${countOf(dead.length, 'life line')} of ${countOf(hosts.size, 'host')}`;
}

/** What the sentence rests on. */
export function lookedAt({ looked }: GuardReport): string {
  const { hosts, lines, steps } = looked;
  return `Looked at ${countOf(lines, 'life line')} of ${countOf(hosts, 'host')}, ${steps === 1 ? 'after the one object' : `after each of the ${steps} objects`} to apply and at the end. What the cluster holds besides is not known.`;
}
