import { describe, expect, test } from 'vitest';
import type { DrawnFlow } from '../model/design.ts';
import { podEndpointId } from '../model/ids.ts';
import type { AllowedTraffic } from '../net/describe-traffic.ts';
import { flowTraffic } from '../net/flow-traffic.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { generateDesign } from '../policy/reference/generate-design.ts';
import { rulesetOf } from '../policy/testing/design-of.ts';
import type { Verdict } from '../policy/trace.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import { judgeFlows } from './expectation.ts';
import { mostExpectations, planExpectNow, type ExpectNowPlan, type PairNow } from './expect-now.ts';

const [a, b] = [podEndpointId('x', 'a'), podEndpointId('x', 'b')];
const of = { protocol: null, port: null };
const now = (verdict: Verdict, ...allowed: readonly AllowedTraffic[]): PairNow => ({
  ...{ source: a, destination: b, verdict, allowed, of },
});

function planned(pairs: readonly PairNow[], drawn: readonly DrawnFlow[] = []): ExpectNowPlan {
  const plan = planExpectNow(pairs, drawn);
  if (!plan.ok) throw new Error(plan.error);
  return plan.value;
}
const words = ({ changes }: ExpectNowPlan): readonly string[] =>
  changes.map(({ index, flow }) => `${index ?? 'new'}: ${flowTraffic(flow)} ${flow.expect}`);

describe('what is now becomes expectations', () => {
  const rows: readonly (readonly [what: string, PairNow, flows: readonly string[], leftOut: readonly string[]])[] = [
    ['all passes', now('allow'), ['new: all traffic allow'], []],
    ['nothing passes', now('deny'), ['new: all traffic deny'], []],
    [
      'ports pass: one flow for each range',
      now('partial', { protocol: 'TCP', ports: '22,2379-2380' }, { protocol: 'UDP', ports: '*' }),
      ['new: TCP 22 allow', 'new: TCP 2379-2380 allow', 'new: UDP allow'],
      [],
    ],
    [
      'ICMP types pass',
      now('partial', { protocol: 'ICMP', types: '8,10-11,3/4' }, { protocol: 'ICMPv6', types: '*' }),
      ['new: ICMP 8 allow', 'new: ICMP 10 allow', 'new: ICMP 11 allow', 'new: ICMP 3/4 allow', 'new: ICMPv6 allow'],
      [],
    ],
    [
      'protocols pass',
      now('partial', { protocol: 'other', ports: '47,50-51' }),
      ['new: 47 allow', 'new: 50 allow', 'new: 51 allow'],
      [],
    ],
    [
      'what no list of flows says is told',
      now('partial', { protocol: 'TCP', ports: '22' }, { protocol: 'other', ports: '*' }),
      ['new: TCP 22 allow'],
      ['Of 1 pair long lists of ICMP types or other protocols were left out.'],
    ],
    [
      'so are many ICMP types',
      now('partial', { protocol: 'ICMP', types: '0-7,9-255' }),
      [],
      ['Of 1 pair long lists of ICMP types or other protocols were left out.'],
    ],
    [
      'what depends on the address is told',
      now('partial'),
      [],
      ['What passes between 1 pair depends on the address; left out.'],
    ],
    ['what can’t be evaluated is told', now('undecided'), [], ['1 pair can’t be evaluated and was left out.']],
    ['an endpoint has no flow to itself', { ...now('allow'), destination: a }, [], []],
  ];
  test.each(rows)('%s', (_what, pair, flows, leftOut) => {
    const plan = planned([pair]);
    expect(words(plan)).toEqual(flows);
    expect(plan.leftOut).toEqual(leftOut);
  });

  test('of one port alone', () => {
    const ofPort = { ...now('deny'), of: { protocol: 6, port: 22 } };
    expect(words(planned([ofPort]))).toEqual(['new: TCP 22 deny']);
  });
});

test('a drawn flow of the same traffic is changed, one that says so already stays', () => {
  const drawn = (expected: DrawnFlow['expect'], port: number | null): DrawnFlow => ({
    ...{ source: a, destination: b, protocol: port === null ? null : 6, port, expect: expected, note: 'mine' },
  });
  const plan = planned([now('deny')], [drawn('allow', 22), drawn('allow', null)]);
  expect(plan.changes).toEqual([{ index: 1, flow: { ...drawn('deny', null) } }]);
  expect(planned([now('deny')], [drawn('deny', null)])).toEqual({ changes: [], already: 1, leftOut: [] });
});

test('too many at once are refused', () => {
  const ports = Array.from({ length: mostExpectations + 1 }, (_, index) => `${2 * index + 1}`).join(',');
  expect(planExpectNow([now('partial', { protocol: 'TCP', ports })], []).ok).toBe(false);
});

test('whatever is taken down is met by the design that it was taken from', () => {
  let judgedCount = 0;
  for (let seed = 1; seed <= 5; seed += 1) {
    const ruleset = rulesetOf(generateDesign(seed, { version: '3.32' }));
    const table = evaluateAll(ruleset);
    const pairs = table.endpoints.flatMap(({ id: source }, row) =>
      table.endpoints.flatMap(({ id: destination }, column): readonly PairNow[] => {
        const summary = summaryAt(table, row, column);
        return summary === undefined ? [] : [{ source, destination, ...summary, of }];
      }),
    );
    const plan = planExpectNow(pairs, []);
    if (!plan.ok) continue;
    const judged = judgeFlows(
      ruleset,
      plan.value.changes.map(({ flow }) => flow),
    );
    judgedCount += judged.length;
    expect(judged.filter(({ state }) => state !== 'met').map(({ flow }) => ({ seed, ...flow }))).toEqual([]);
  }
  expect(judgedCount).toBeGreaterThan(100);
}, 60_000);
