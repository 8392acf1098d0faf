import { expect, test } from 'vitest';
import type { ConnectionChange } from '../../core/compare/compare-designs.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import { changeSentence, countsText, passageText, plainSentence, sorted, type ChangeSort } from './compare-words.ts';

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

test('what passed where an end was not there', () => {
  expect([
    passageText(null),
    passageText({ verdict: 'deny', egress: 'deny', ingress: 'deny', allowed: [], door: false, notes: [] }),
  ]).toEqual(['not there', 'nothing']);
});

test('a sentence of the other design is text', () => {
  const fragments = [
    { kind: 'text', text: 'Denied at ' },
    { kind: 'endpoint', endpoint: podEndpointId('n', 'a'), text: 'n/a' },
  ] as const;
  expect(plainSentence(fragments)).toBe('Denied at n/a');
});
