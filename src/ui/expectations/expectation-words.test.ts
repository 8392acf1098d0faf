import { expect, test } from 'vitest';
import type { FlowFinding } from '../../core/expect/flow-finding.ts';
import { foundText, stateOf, totalsText, type LineState } from './expectation-words.ts';

const finding = (part: Partial<FlowFinding>): FlowFinding => ({
  ...{ verdict: 'allow', fates: ['allow'], passing: '', reasons: [] },
  ...part,
});

test.each([
  [{ met: 0, missed: 0, unknown: 0 }, ''],
  [{ met: 1, missed: 0, unknown: 0 }, '1 of 1 expectation met'],
  [{ met: 5, missed: 1, unknown: 1 }, '5 of 7 expectations met, 1 missed, 1 not known'],
])('%o: “%s”', (totals, text) => {
  expect(totalsText(totals)).toBe(text);
});

const flow = { source: 'x/a', destination: 'x/b', protocol: null, port: null, note: '' };
const states: readonly (readonly [LineState, expect: 'allow' | null, state: 'met' | null, isPending: boolean])[] = [
  ['nothing', null, null, false],
  ['nothing', null, null, true],
  ['met', 'allow', 'met', false],
  ['met', 'allow', 'met', true],
  ['waiting', 'allow', null, true],
];
test.each(states)('a line is “%s” where %s is expected and the state is %s', (line, expected, state, isPending) => {
  // Ids as a design has them.
  const drawn = { ...flow, expect: expected } as Parameters<typeof stateOf>[0]['flow'];
  expect(stateOf({ flow: drawn, state, isPending })).toBe(line);
});

test.each([
  [finding({}), false, 'Allowed'],
  [finding({ verdict: 'partial', passing: 'TCP 22' }), false, 'Partly allowed. Only TCP 22 passes.'],
  [finding({ verdict: 'undecided', fates: [], reasons: ['No.'] }), false, 'Can’t be evaluated. No.'],
  [finding({ verdict: 'undecided', fates: [] }), true, 'Being evaluated'],
  [finding({ verdict: 'deny', fates: ['deny'] }), true, 'Denied'],
])('%o, asked again: %s is told as “%s”', (found, isPending, text) => {
  expect(foundText({ finding: found, isPending })).toBe(text);
});
