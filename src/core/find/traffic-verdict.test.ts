import { expect, test } from 'vitest';
import { evaluateAll, evaluatePair } from '../policy/evaluate.ts';
import { felix, rulesetOf } from '../policy/testing/design-of.ts';
import { onDb, severalRules } from '../policy/testing/small-cluster.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import { parseTraffic, type TrafficQuery } from './traffic-query.ts';
import { trafficVerdict, trafficVerdictOfPair } from './traffic-verdict.ts';

const asked = ['TCP/80', 'TCP/22', '80', 'UDP/53', 'UDP', 'ICMP', 'ICMP/8', 'TCP/8000-8020', 'SCTP/9', 'UDPLite'];
const queries: readonly TrafficQuery[] = asked.flatMap((text) => {
  const parsed = parseTraffic(text);
  return parsed.ok ? [parsed.value] : [];
});
const designs = [
  severalRules,
  [...severalRules, felix('default', { failsafeInboundHostPorts: [{ protocol: 'tcp', port: 22 }] })],
  // A rule that cannot be read: what it could decide is undecided.
  [...severalRules, onDb([{ action: 'Allow', source: { nets: ['203.0.113.0/25', 'nonsense'] } }, { action: 'Allow' }])],
];

test('what the summary is certain of is what the trace of the pair says', () => {
  const met = new Set<string>();
  for (const manifests of designs) {
    const ruleset = rulesetOf(manifests);
    const table = evaluateAll(ruleset);
    for (const [row, source] of table.endpoints.entries())
      for (const [column, destination] of table.endpoints.entries()) {
        const summary = summaryAt(table, row, column);
        const pair = evaluatePair(ruleset, source.id, destination.id);
        if (row === column || summary === undefined || pair === null) continue;
        const answers = queries.map((query) => ({
          told: trafficVerdict(summary, query),
          exact: trafficVerdictOfPair(pair, query),
          of: [source.id, destination.id, query.text],
        }));
        for (const { told, exact } of answers) met.add(`${told.isCertain} ${exact}`);
        const certain = answers.filter(({ told }) => told.isCertain);
        expect(certain.map(({ told, of }) => [...of, told.verdict])).toEqual(
          certain.map(({ exact, of }) => [...of, exact]),
        );
      }
  }
  // Cases of every kind have come up.
  expect([...met].sort()).toEqual(expect.arrayContaining(['false deny', 'true allow', 'true deny', 'true partial']));
});
