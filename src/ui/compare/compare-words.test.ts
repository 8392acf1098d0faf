import { expect, test } from 'vitest';
import type { ConnectionChange } from '../../core/compare/compare-designs.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import type { PairSummary } from '../../core/policy/verdict-table.ts';
import {
  changeSentence,
  countsText,
  differenceTexts,
  passageText,
  plainSentence,
  sorted,
  type ChangeSort,
} from './compare-words.ts';

function change(source: string, destination: string, effect: ConnectionChange['effect']): ConnectionChange {
  return {
    source: podEndpointId('n', source),
    destination: podEndpointId('n', destination),
    event: 'changed',
    effect,
    gained: [{ protocol: 'TCP', ports: '81' }],
    lost: [],
    unclear: [],
    before: null,
    after: null,
  };
}

function summary(verdict: PairSummary['verdict']): PairSummary {
  return { verdict, egress: verdict, ingress: verdict, allowed: [], door: false, notes: [] };
}

const changes = [change('b', 'x', 'widened'), change('a', 'z', 'unclear'), change('c', 'y', 'narrowed')];
const orders: readonly (readonly [by: ChangeSort, sources: string])[] = [
  ['order', 'bac'],
  ['source', 'abc'],
  ['destination', 'bca'],
  ['effect', 'cba'],
];
test.each(orders)('sorted by %s', (by, sources) => {
  expect(
    sorted(changes, by)
      .map(({ source }) => source.slice(2))
      .join(''),
  ).toBe(sources);
});

test('how many connections differ', () => {
  const effects = { widened: 0, narrowed: 0, both: 0, unclear: 0 };
  const events = { added: 1200, removed: 0, changed: 2 };
  expect(countsText({ total: 1202, events, effects })).toBe('+1,200 new, ~2 changed');
  expect(countsText({ total: 0, events: { added: 0, removed: 0, changed: 0 }, effects })).toBe('nothing else passes');
});

test('a change as a sentence', () => {
  const both = { ...change('a', 'b', 'both'), lost: [{ protocol: 'TCP', ports: '80' }] as const };
  expect(changeSentence(both)).toBe('n/a to n/b: connection changed; TCP 81 passes now; TCP 80 passes no longer.');
  const unclear = { ...both, gained: [], lost: [], unclear: both.lost };
  expect(changeSentence(unclear)).toBe('n/a to n/b: connection changed; of TCP 80 it can’t be said.');
});

test('what is all but a few ports is told so', () => {
  const allow = summary('allow');
  const some = { ...summary('partial'), allowed: [{ protocol: 'TCP', ports: '22' }] } as const;
  const texts = (before: PairSummary | null, after: PairSummary | null): string => {
    const all = [{ protocol: 'TCP', ports: '1-21,23-65535' }] as const;
    return differenceTexts({ ...change('a', 'b', 'narrowed'), gained: [], lost: all, before, after }).lost;
  };
  expect(texts(allow, some)).toBe('all but TCP 22');
  expect([texts(allow, null), texts(allow, summary('deny'))]).toEqual(['everything', 'everything']);
  expect(texts(allow, { ...some, notes: ['10.0.0.0/8 is allowed TCP 23.'] })).toBe('TCP 1-21,23-65535');
  expect(texts(some, null)).toBe('TCP 1-21,23-65535');
});

test('what passed where an end was not there', () => {
  expect([passageText(null), passageText(summary('deny'))]).toEqual(['not there', 'nothing']);
});

test('a sentence of the other design is text', () => {
  const fragments = [
    { kind: 'text', text: 'Denied at ' },
    { kind: 'endpoint', endpoint: podEndpointId('n', 'a'), text: 'n/a' },
  ] as const;
  expect(plainSentence(fragments)).toBe('Denied at n/a');
});
