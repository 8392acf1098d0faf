import { expect, test } from 'vitest';
import { placesOf } from './yaml-search.ts';

test.each([
  ['kind: Pod\nname: pod', 'pod', [6, 16]],
  ['aaaa', 'aa', [0, 2]],
  ['abc', 'x', []],
  ['İb B', 'B', [3]],
])('in %j the text %j stands at %j', (text, wanted, places) => {
  expect(placesOf(text, wanted)).toEqual(places);
});
