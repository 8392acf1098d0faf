import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../model/json.ts';
import { applyDelta, jsonDelta } from './json-delta.ts';

const same = 'kept';
const cases: readonly (readonly [what: string, before: JsonValue, after: JsonValue, delta: unknown])[] = [
  ['a changed field', { a: 1, b: same }, { a: 2, b: same }, { set: [['a', { is: 2 }]] }],
  ['a new field comes last', { a: 1 }, { a: 1, b: null }, { set: [['b', { is: null }]] }],
  ['a field that is gone', { a: 1, b: 2 }, { b: 2 }, { set: [['a', null]] }],
  ['a field in another place', { a: 1, b: 2 }, { b: 2, a: 1 }, { is: { b: 2, a: 1 } }],
  ['an element', [same, 1, same], [same, 2, same], { at: [[1, { is: 2 }]] }],
  ['an element that came', [1, 2], [1, 3, 2], { cut: [1, 0, [3]] }],
  ['an element that went', [1, 1, 2], [1, 2], { cut: [1, 1, []] }],
  ['another type', { a: [] }, { a: {} }, { set: [['a', { is: {} }]] }],
];
test.each(cases)('%s', (_what, before, after, delta) => {
  expect(jsonDelta(before, after)).toEqual(delta);
});

const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

test('a delta read back gives the new value, its fields in the same order', () => {
  fc.assert(
    fc.property(value, value, (before, after) => {
      const delta: JsonValue = JSON.parse(JSON.stringify(jsonDelta(before, after)));
      expect(JSON.stringify(applyDelta(before, delta))).toBe(JSON.stringify(after));
    }),
    { numRuns: 500 },
  );
});

describe('what is no delta of this value', () => {
  const wrong: readonly (readonly [JsonValue, JsonValue])[] = [
    [{}, null],
    [{}, {}],
    [{}, { at: [] }],
    [[], { set: [] }],
    [{}, { set: [['a', {}]] }],
    [{}, { set: [[1, { is: 1 }]] }],
    [[1], { at: [[1, { is: 1 }]] }],
    [[1], { cut: ['0', 0, []] }],
  ];
  test.each(wrong)('%j and %j', (before, delta) => {
    expect(applyDelta(before, delta)).toBeUndefined();
  });

  test('never throws and never touches a prototype', () => {
    fc.assert(fc.property(value, value, (before, delta) => void applyDelta(before, delta)));
    applyDelta({}, JSON.parse('{"set":[["__proto__",{"is":{"polluted":true}}]]}'));
    expect('polluted' in {}).toBe(false);
  });
});
