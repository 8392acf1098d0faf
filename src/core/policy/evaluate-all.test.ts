import { describe, expect, test } from 'vitest';
import { evaluateAll } from './evaluate.ts';
import { rulesetOf } from './testing/design-of.ts';
import { severalRules } from './testing/small-cluster.ts';
import { summaryAt } from './verdict-index.ts';

describe('all pairs', () => {
  const ruleset = rulesetOf(severalRules);
  const table = evaluateAll(ruleset);
  const summary = (from: string, to: string): unknown => {
    const row = (id: string): number => table.endpoints.findIndex((endpoint) => endpoint.id === id);
    return summaryAt(table, row(from), row(to));
  };

  test('rows are pods, hosts and networks, each by name', () => {
    expect(table.endpoints.map(({ id }) => id)).toEqual([
      'dev/lost',
      'dev/near',
      'dev/web',
      'prod/db',
      'host/h1',
      'host/n2',
      'external/internet',
      'external/partner',
    ]);
  });

  test.each([
    ['dev/web', 'dev/near', { verdict: 'allow', egress: 'allow', ingress: 'allow' }],
    ['dev/web', 'prod/db', { verdict: 'partial', egress: 'allow', ingress: 'partial' }],
    ['host/h1', 'host/n2', { verdict: 'allow', door: false }],
    ['host/n2', 'host/h1', { verdict: 'partial', door: true }],
    ['host/h1', 'prod/db', { verdict: 'allow', door: true }],
    ['external/partner', 'prod/db', { verdict: 'partial', allowed: [{ protocol: 'ICMP', types: '*' }] }],
  ])('%s → %s', (from, to, expected) => {
    expect(summary(from, to)).toMatchObject(expected);
  });

  test('a note names the part of a network that differs', () => {
    expect(summary('external/partner', 'prod/db')).toMatchObject({
      notes: ['203.0.113.16-203.0.113.127 is allowed UDP.'],
    });
  });

  test('the order of the objects changes nothing', () => {
    const shuffled = evaluateAll(rulesetOf([...severalRules].reverse()));
    expect(shuffled).toEqual(table);
  });

  test('progress counts rows', () => {
    const steps: string[] = [];
    evaluateAll(ruleset, (done, total) => steps.push(`${done}/${total}`));
    expect([steps[0], steps.at(-1)]).toEqual(['1/8', '8/8']);
  });
});
