import { expect, test } from 'vitest';
import { labelsOf } from '../../core/selector/labels.ts';
import { labelSelectorMatches, selectorReport, type SelectorReport } from './selector-report.ts';

const candidates = [
  { name: 'prod/web', labels: labelsOf({ app: 'web' }) },
  { name: 'host/a', labels: labelsOf({ role: 'node' }) },
];

const reports: readonly (readonly [text: string, report: SelectorReport])[] = [
  ['  ', { kind: 'blank' }],
  ['all()', { kind: 'matches', names: ['prod/web', 'host/a'] }],
  ['has(role)', { kind: 'matches', names: ['host/a'] }],
  ["app == 'db'", { kind: 'matches', names: [] }],
];
test.each(reports)('"%s" is told as it is typed', (text, report) => {
  expect(selectorReport(text, candidates)).toEqual(report);
});

test('a mistake is told with its position', () => {
  const report = selectorReport('app == ', candidates);
  expect(report.kind).toBe('error');
  expect(report.kind === 'error' ? report.position : -1).toBeGreaterThan(0);
});

test('a label selector counts in the same way', () => {
  expect(labelSelectorMatches({ matchLabels: { app: 'web' } }, candidates)).toEqual(['prod/web']);
  expect(labelSelectorMatches('app', candidates)).toBeNull();
});
