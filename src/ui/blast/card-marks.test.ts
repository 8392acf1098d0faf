import { expect, test } from 'vitest';
import type { BlastMark } from '../../app/blast.svelte.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import type { CardSpec } from '../canvas/element-spec.ts';
import { testCard } from '../canvas/testing/specs.ts';
import { cardMarks, ringOf } from './card-marks.ts';

const marks: ReadonlyMap<EndpointId, BlastMark> = new Map(
  Object.entries({
    'p/origin': { kind: 'origin' },
    'p/near': { kind: 'reached', hop: 1 },
    'p/far': { kind: 'reached', hop: 4 },
    'p/maybe': { kind: 'possible', hop: 1 },
  } satisfies Record<string, BlastMark>) as [EndpointId, BlastMark][], // as ids are written
);

function cardOf(...endpoints: readonly string[]): CardSpec {
  const stack = endpoints.map((id) => ({ id: `Pod/${id}` as ResourceId, endpoint: id as EndpointId, spoken: id })); // as ids are written
  return {
    ...testCard('c'),
    endpoint: (endpoints[0] ?? null) as EndpointId | null,
    stack: stack.length > 1 ? stack : [],
  };
}

test.each([
  [['p/origin'], 'origin', 0, ''],
  [['p/far'], 'reached', 4, ''],
  [['p/far', 'p/near'], 'reached', 1, ''],
  [['p/maybe', 'p/far'], 'reached', 4, ''],
  [['p/maybe', 'p/closed', 'p/other'], 'possible', 1, '1 of 3'],
  [['p/near', 'p/origin'], 'origin', 0, ''],
] as const)('a card of %j is %s at hop %i %s', (endpoints, kind, hop, share) => {
  expect(cardMarks([cardOf(...endpoints)], marks)).toMatchObject([{ kind, hop, share }]);
});

test('a card of nobody who is reached has no mark', () => {
  expect(cardMarks([cardOf('p/closed')], marks)).toEqual([]);
});

test('the weight of a ring tells the hop', () => {
  const rings = [1, 2, 3, 9].map((hop) => ringOf({ kind: 'reached', hop }));
  expect([...rings, ringOf({ kind: 'possible', hop: 1 }), ringOf({ kind: 'origin', hop: 0 })]).toEqual([
    'near',
    'next',
    'far',
    'far',
    'possible',
    'origin',
  ]);
});
