import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { EndpointId } from '../model/ids.ts';
import type { FlowPort, FlowTraffic } from '../net/flow-traffic.ts';
import { evaluateAll, evaluatePair } from '../policy/evaluate.ts';
import { generateDesign } from '../policy/reference/generate-design.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { globalPolicy, namespace, network, node, pod, rulesetOf } from '../policy/testing/design-of.ts';
import type { PairResult } from '../policy/trace.ts';
import { summaryAt, VerdictIndex } from '../policy/verdict-index.ts';
import type { PairSummary } from '../policy/verdict-table.ts';
import { findInPair, findInSummary, findingSentence, type FlowFinding } from './flow-finding.ts';

const cluster: readonly Manifest[] = [
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('x'),
  pod('x/a', { app: 'a' }, '10.65.0.1', { nodeName: 'n1' }),
  pod('x/b', { app: 'b' }, '10.65.0.2', { nodeName: 'n2' }),
  network('office', '203.0.113.0/24'),
];
const toB = (...ingress: readonly Manifest[]): Manifest =>
  globalPolicy('b', { selector: "app == 'b'", types: ['Ingress'], ingress });
const tcp = (port: FlowPort | null): FlowTraffic => ({ protocol: 6, port });
const all: FlowTraffic = { protocol: null, port: null };

function found(ruleset: Ruleset, flow: FlowTraffic, from: string, to = 'x/b'): FlowFinding {
  const pair = evaluatePair(ruleset, from as EndpointId, to as EndpointId); // as users name them
  if (pair === null) throw new Error('both are in the design');
  return findInPair(flow, pair);
}

describe('every packet of a flow counts', () => {
  const ssh: Manifest = { action: 'Allow', protocol: 'TCP', destination: { ports: [22, '2379:2380'] } };
  const ping: Manifest = { action: 'Allow', protocol: 'ICMP', icmp: { type: 8 } };
  const rules = rulesetOf([...cluster, toB(ssh, ping)]);
  const rows: readonly (readonly [FlowTraffic, verdict: string, sentence: string])[] = [
    [tcp(22), 'allow', ''],
    [tcp(23), 'deny', ''],
    [tcp({ kind: 'ports', first: 2379, last: 2380 }), 'allow', ''],
    [tcp({ kind: 'ports', first: 2379, last: 2381 }), 'partial', 'Only TCP 2379-2380 passes.'],
    [tcp(null), 'partial', 'Only TCP 22,2379-2380 passes.'],
    [{ protocol: 17, port: null }, 'deny', ''],
    [{ protocol: 1, port: null }, 'partial', 'Only ICMP 8 passes.'],
    [{ protocol: 1, port: { kind: 'icmp', type: 8, code: 0 } }, 'allow', ''],
    [{ protocol: 1, port: { kind: 'icmp', type: 13, code: null } }, 'deny', ''],
    [all, 'partial', 'Only ICMP 8, TCP 22,2379-2380 passes.'],
  ];
  test.each(rows)('%o: %s', (flow, verdict, sentence) => {
    const finding = found(rules, flow, 'x/a');
    expect([finding.verdict, findingSentence(finding)]).toEqual([verdict, sentence]);
  });
});

describe('a network is asked about part by part', () => {
  const fromSome: Manifest = { action: 'Allow', protocol: 'TCP', source: { nets: ['203.0.113.0/28'] } };
  const rules = rulesetOf([...cluster, toB(fromSome)]);

  test('what some addresses are allowed and others not is allowed in part, and it is said to whom', () => {
    const finding = found(rules, tcp(22), 'external/office');
    expect(finding.fates.toSorted()).toEqual(['allow', 'deny']);
    expect(findingSentence(finding)).toContain('Allowed from 203.0.113.0/28.');
    expect(findingSentence(finding)).toContain('Denied from ');
  });
  test('the summary does not tell that, and says so', () => {
    const table = evaluateAll(rules);
    const row = (id: string): number => table.endpoints.findIndex((endpoint) => endpoint.id === id);
    const summary = summaryAt(table, row('external/office'), row('x/b'));
    expect(summary === undefined ? 'none' : findInSummary(tcp(22), summary)).toBeNull();
  });
});

test('what can’t be evaluated comes with its reason', () => {
  const broken = rulesetOf([...cluster, toB({ action: 'Allow', source: { selector: 'app ==' } })]);
  const finding = found(broken, tcp(22), 'x/a');
  expect(finding.verdict).toBe('undecided');
  expect(finding.fates).toContain('undecided');
  expect(findingSentence(finding)).toBe('A policy with errors could decide this traffic.');
});

test('ICMP is of IPv4 only, also where both ends have IPv6 as well', () => {
  const dual = [
    namespace('x'),
    pod('x/a', { app: 'a' }, '10.65.0.1 fd00::1'),
    pod('x/b', { app: 'b' }, '10.65.0.2 fd00::2'),
  ];
  const rules = rulesetOf([...dual, toB({ action: 'Allow', protocol: 'ICMP', ipVersion: 4 })]);
  expect(found(rules, { protocol: 1, port: null }, 'x/a').verdict).toBe('allow');
  expect(found(rules, { protocol: 58, port: null }, 'x/a').verdict).toBe('deny');
});

test('a pod’s tunnel packets make nothing partly allowed, and are denied where they are asked for', () => {
  const rules = rulesetOf(cluster);
  expect(found(rules, all, 'x/a').verdict).toBe('allow');
  expect(found(rules, { protocol: 17, port: null }, 'x/a').verdict).toBe('allow');
});

/** What the properties ask of every pair. */
const asked: readonly FlowTraffic[] = [
  all,
  ...[1, 4, 6, 17, 58, 132, 47].map((protocol) => ({ protocol, port: null })),
  ...[22, 53, 80, 443, 4789, 8080].flatMap((port) => [6, 17].map((protocol) => ({ protocol, port }))),
  tcp({ kind: 'ports', first: 20, last: 100 }),
  { protocol: 17, port: { kind: 'ports', first: 4000, last: 5000 } },
  { protocol: 1, port: { kind: 'icmp', type: 8, code: null } },
];

/** What both ways of asking say of the flow where the table tells it; null where it does not. */
function saidTwice(
  flow: FlowTraffic,
  summary: PairSummary,
  pair: PairResult,
): readonly [told: string, exact: string] | null {
  const finding = findInSummary(flow, summary);
  if (finding === null) return null;
  const say = ({ verdict, fates, passing }: FlowFinding): string =>
    JSON.stringify([verdict, fates.toSorted(), passing]);
  return [say(finding), say(findInPair(flow, pair))];
}

test('where the table of all pairs tells it, it is what the evaluator says of the pair itself', () => {
  const said = Array.from({ length: 8 }, (_, index) => index + 1).flatMap((seed) => {
    const ruleset = rulesetOf(generateDesign(seed, { version: '3.32' }));
    const index = new VerdictIndex(evaluateAll(ruleset));
    const ids = ruleset.parties.map(({ row }) => row.id);
    return ids.flatMap((source) =>
      ids.flatMap((destination) => {
        const [summary, pair] = [index.summary(source, destination), evaluatePair(ruleset, source, destination)];
        if (source === destination || summary === null || pair === null) return [];
        return asked.map((flow) => ({ seed, source, destination, flow, said: saidTwice(flow, summary, pair) }));
      }),
    );
  });
  expect(said.filter(({ said: both }) => both !== null && both[0] !== both[1]).slice(0, 5)).toEqual([]);
  expect(said.filter(({ said: both }) => both !== null).length).toBeGreaterThan(2000);
}, 60_000);
