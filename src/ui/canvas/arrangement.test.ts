import { expect, test } from 'vitest';
import type { ResourceId } from '../../core/model/ids.ts';
import type { CardSpec } from './element-spec.ts';
import { Arrangement } from './arrangement.ts';

const card = (id: string): CardSpec => ({
  kind: 'card',
  id,
  face: 'pod',
  title: id,
  subtitle: '',
  labels: [],
  tags: [],
  marks: [],
  failsafes: null,
  width: 200,
  height: 70,
  box: null,
  target: { kind: 'nothing' },
  endpoint: null,
  stack: [],
  collapsed: null,
  emphasis: 'normal',
  spoken: id,
});
const far = { x: 5000, y: 5000 };

test('a found place stays while others come, and a stored one is not remembered', () => {
  const arrangement = new Arrangement();
  const first = arrangement.places('design 1', [card('a')], new Map()).get('a');
  expect(arrangement.places('design 1', [card('a'), card('b')], new Map()).get('a')).toEqual(first);
  expect(arrangement.places('design 1', [card('a')], new Map([['a', far]])).get('a')).toEqual(far);
  expect(arrangement.places('design 1', [card('a')], new Map()).get('a')).toEqual(first);
});

test('another design finds nothing remembered of objects with the same names', () => {
  const arrangement = new Arrangement();
  const alone = new Arrangement().places('design 2', [card('b')], new Map()).get('b');
  arrangement.places('design 1', [card('a'), card('b')], new Map());
  expect(arrangement.places('design 2', [card('b')], new Map()).get('b')).toEqual(alone);
});

const pile = (...ids: readonly string[]): CardSpec => ({
  ...card(ids[0] ?? ''),
  // Ids as the pods of a design have them.
  stack: ids.map((id) => ({ id: id as ResourceId, endpoint: null, spoken: id })),
  collapsed: null,
});

test('a stack stays where it is when its first member leaves it, and that one moves', () => {
  const arrangement = new Arrangement();
  const before = arrangement.places('d', [pile('a', 'b', 'c'), card('x')], new Map());
  const after = arrangement.places('d', [card('a'), pile('b', 'c'), card('x')], new Map());
  expect([after.get('b'), after.get('x')]).toEqual([before.get('a'), before.get('x')]);
  expect(after.get('a')).not.toEqual(before.get('a'));
});

test('a stack whose first member has a place of the user’s finds another one beside it', () => {
  const arrangement = new Arrangement();
  const stored = new Map([['a', far]]);
  arrangement.places('d', [pile('a', 'b', 'c')], stored);
  const after = arrangement.places('d', [card('a'), pile('b', 'c')], stored);
  expect(after.get('a')).toEqual(far);
  expect(after.get('b')).not.toEqual(far);
});
