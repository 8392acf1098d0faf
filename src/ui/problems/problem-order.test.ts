import { expect, test } from 'vitest';
import { resourceId } from '../../core/model/ids.ts';
import type { Problem, Severity } from '../../core/model/problem.ts';
import { placeText, severityCount, sortedProblems } from './problem-order.ts';

const tier = resourceId({ group: 'projectcalico.org', kind: 'Tier', namespace: null, name: 'a' });

function problem(severity: Severity, code: string): Problem {
  return { severity, code, message: code, path: ['spec', 'order'], resource: tier, place: null };
}

test('errors come first, equals stay in the order in which they were found', () => {
  const found = [problem('info', 'A'), problem('error', 'B'), problem('warning', 'C'), problem('error', 'D')];
  expect(sortedProblems(found).map(({ code }) => code)).toEqual(['B', 'D', 'C', 'A']);
});

test.each([
  ['a.yaml:12:5', { ...problem('error', 'A'), place: { file: 'a.yaml', line: 12, column: 5 } }],
  ['Tier.projectcalico.org/a · spec.order', problem('error', 'A')],
  ['the design', { ...problem('error', 'A'), resource: null, path: [] }],
])('a place reads "%s"', (text, found) => {
  expect(placeText(found)).toBe(text);
});

test.each([
  ['error', 0, 'no errors'],
  ['warning', 1, '1 warning'],
  ['info', 12, '12 notes'],
] as const)('%s ×%d are counted as %s', (severity, count, words) => {
  expect(severityCount(severity, count)).toBe(words);
});
