import { expect, test } from 'vitest';
import type { DeadLine, GuardReport } from '../../core/guard/guard-report.ts';
import { lookedAt, verdictSentence } from './guard-words.ts';

const looked = { hosts: 2, lines: 12, steps: 1 };

function dead(clusterNode: string, afterStep: string | null): DeadLine {
  return { clusterNode, afterStep } as DeadLine; // all that is counted
}

function reportOf(lines: readonly DeadLine[], undecided: readonly string[] = [], hosts = 2): GuardReport {
  return { dead: lines, undecided, looked: { ...looked, hosts } };
}

test.each([
  ['nobody', reportOf([]), 'Nobody is locked out'],
  ['no host endpoint', reportOf([], [], 0), 'No host endpoint, so nothing can be locked out'],
  [
    'dead in the end',
    reportOf([dead('a', null), dead('b', null), dead('b', null)]),
    '3 life lines of 2 hosts would die',
  ],
  ['one', reportOf([dead('a', null)]), '1 life line of 1 host would die'],
  ['dead for a while', reportOf([dead('a', 'x')]), '1 life line of 1 host would die for a while'],
  ['both', reportOf([dead('a', 'x'), dead('b', null)]), '1 life line of 1 host would die, 1 more for a while'],
  ['not known', reportOf([], ['why']), 'Of 1 life line it can’t be said'],
])('%s', (_, report, expected) => {
  expect(verdictSentence(report)).toBe(expected);
});

test('what was looked at', () => {
  expect(lookedAt(reportOf([]))).toContain('12 life lines of 2 hosts, after the one object to apply');
});
