import { expect, test } from 'vitest';
import { listed, lintFinding, quoted } from './lint-words.ts';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c', 'd'], 'a, b, c and d'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('%j is listed as "%s"', (names, text) => {
  expect(listed(names)).toBe(text);
});

test('a long selector is cut', () => {
  expect(quoted('a'.repeat(61))).toBe(`“${'a'.repeat(60)}…”`);
  expect(quoted('a'.repeat(60))).toBe(`“${'a'.repeat(60)}”`);
});

test('a finding says what is so and what to do', () => {
  const { finding } = lintFinding('info', 'LOG-LAST', [null, []], { fact: 'It logs', advice: 'Add a rule' });
  expect(finding.message).toBe('It logs. Add a rule.');
});
