import { expect, test } from 'vitest';
import type { DrawnFlow } from '../model/design.ts';
import { networkEndpointId, podEndpointId } from '../model/ids.ts';
import type { FlowVerdict } from '../policy/trace.ts';
import { globalPolicy, namespace, pod, rulesetOf } from '../policy/testing/design-of.ts';
import { expectationOf, judgeFlows, totalsOf, type Expectation } from './expectation.ts';

const rows: readonly (readonly [fates: readonly FlowVerdict[], ifAllow: Expectation, ifDeny: Expectation])[] = [
  [['allow'], 'met', 'missed'],
  [['deny'], 'missed', 'met'],
  [['allow', 'deny'], 'missed', 'missed'],
  [['undecided'], 'unknown', 'unknown'],
  [['allow', 'undecided'], 'unknown', 'missed'],
  [['deny', 'undecided'], 'missed', 'unknown'],
  [['allow', 'deny', 'undecided'], 'missed', 'missed'],
  [[], 'unknown', 'unknown'],
];
test.each(rows)('of packets that fare so: %o, expected to be allowed is %s, denied %s', (fates, ifAllow, ifDeny) => {
  const finding = { verdict: 'partial', fates, passing: '', reasons: [] } as const;
  expect(expectationOf({ expect: 'allow' }, finding)).toBe(ifAllow);
  expect(expectationOf({ expect: 'deny' }, finding)).toBe(ifDeny);
  expect(expectationOf({ expect: null }, finding)).toBeNull();
});

const ruleset = rulesetOf([
  namespace('x'),
  pod('x/a', { app: 'a' }, '10.65.0.1'),
  pod('x/b', { app: 'b' }, '10.65.0.2'),
  globalPolicy('b', {
    selector: "app == 'b'",
    types: ['Ingress'],
    ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [80] } }],
  }),
]);
const flow: DrawnFlow = {
  source: podEndpointId('x', 'a'),
  destination: podEndpointId('x', 'b'),
  protocol: 6,
  port: 80,
  expect: 'allow',
  note: '',
};

test('every drawn flow is judged, in its place', () => {
  const judged = judgeFlows(ruleset, [
    flow,
    { ...flow, expect: null },
    { ...flow, port: 81 },
    { ...flow, expect: 'deny' },
  ]);
  expect(judged.map(({ index, finding, state }) => [index, finding.verdict, state])).toEqual([
    [0, 'allow', 'met'],
    [1, 'allow', null],
    [2, 'deny', 'missed'],
    [3, 'allow', 'missed'],
  ]);
});

test('a flow from or to what the design does not have is not known, and says who is missing', () => {
  const [judged] = judgeFlows(ruleset, [{ ...flow, destination: networkEndpointId('nowhere') }]);
  expect(judged?.state).toBe('unknown');
  expect(judged?.finding.reasons).toEqual(['There is no endpoint external/nowhere in the design.']);
});

test('totals count what is expected', () => {
  expect(totalsOf(['met', null, 'missed', 'met', 'unknown'])).toEqual({ met: 2, missed: 1, unknown: 1 });
});
