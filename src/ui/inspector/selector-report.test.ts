import { expect, test } from 'vitest';
import { labelsOf } from '../../core/selector/labels.ts';
import { hostEndpointId, podEndpointId } from '../../core/model/ids.ts';
import { endpointsOf, labelSelectorMatches, selectorReport, type SelectorReport } from './selector-report.ts';

const web = { name: 'prod/web', labels: labelsOf({ app: 'web' }), endpoints: [podEndpointId('prod', 'web')] };
const host = { name: 'host/a', labels: labelsOf({ role: 'node' }), endpoints: [hostEndpointId('a')] };
const candidates = [web, host];

const reports: readonly (readonly [text: string, report: SelectorReport])[] = [
  ['  ', { kind: 'blank' }],
  ['all()', { kind: 'matches', matched: [web, host] }],
  ['has(role)', { kind: 'matches', matched: [host] }],
  ["app == 'db'", { kind: 'matches', matched: [] }],
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
  expect(labelSelectorMatches({ matchLabels: { app: 'web' } }, candidates)).toEqual([web]);
  expect(labelSelectorMatches('app', candidates)).toBeNull();
});

test('what is matched lights up on the canvas', () => {
  expect(endpointsOf(candidates)).toEqual(['prod/web', 'host/a']);
});
