import { expect, test } from 'vitest';
import type { CardSpec } from './element-spec.ts';
import { Arrangement } from './arrangement.ts';

const card = (id: string): CardSpec => ({
  kind: 'card',
  id,
  face: 'pod',
  title: id,
  subtitle: '',
  labels: [],
  tag: null,
  marks: [],
  doors: false,
  width: 200,
  height: 70,
  box: null,
  target: { kind: 'nothing' },
  endpoint: null,
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
