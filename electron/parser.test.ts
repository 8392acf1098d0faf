import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf, listOf, nothing, oneOf, recordOf, taggedBy, textUpTo, truth } from './parser.ts';

const name = (raw: unknown): string | null => textUpTo(raw, 5);
const thrower = {
  get name(): string {
    throw new Error('looked at');
  },
};

describe('an object', () => {
  const parse = recordOf<{ readonly name: string; readonly note: string | null }>({ name, note: { orNull: name } });

  test.each([
    [{ name: 'a', note: null }],
    [{ name: '', note: 'b' }],
    [Object.assign(Object.create(null) as object, { name: 'a', note: null })],
  ])('%o is taken as it is, in a new object', (raw) => {
    const parsed = parse(raw);
    expect(parsed).toEqual({ ...raw });
    expect(parsed).not.toBe(raw);
  });

  test('loses what is not known of it', () => {
    expect(parse({ name: 'a', note: null, path: '/', constructor: 1 })).toEqual({ name: 'a', note: null });
  });

  test.each([
    ['a field is missing', { name: 'a' }],
    ['a field is undefined', { name: 'a', note: undefined }],
    ['a field may not be null', { name: null, note: null }],
    ['a field is wrong', { name: 'a', note: 1 }],
    ['a field is too long', { name: 'abcdef', note: null }],
    ['fields are inherited', Object.create({ name: 'a', note: null })],
    ['fields lie in __proto__', JSON.parse('{"__proto__":{"name":"a","note":null}}')],
    ['a field is read by code', Object.assign(Object.create(thrower) as object, { note: null })],
    ['it is of a class', Object.assign(new Date(0), { name: 'a', note: null })],
    ['it is a list', ['a', null]],
    ['it is a text', '{"name":"a","note":null}'],
    ['it is null', null],
    ['there is too much of it', { name: 'a', note: null, ...Array.from({ length: 100 }, (_, index) => index) }],
  ])('is refused where %s', (_why, raw) => {
    expect(parse(raw)).toBeNull();
  });

  test('with nothing known is any plain object', () => {
    expect(recordOf<object>({})({ a: 1 })).toEqual({});
  });
});

describe('a union', () => {
  type Shape = { readonly kind: 'dot' } | { readonly kind: 'line'; readonly name: string };
  const parse = taggedBy<Shape, 'kind'>('kind', { dot: {}, line: { name } });

  test.each([[{ kind: 'dot' }], [{ kind: 'line', name: 'a' }]])('takes %o', (raw) => {
    expect(parse(raw)).toEqual(raw);
  });
  test('gives each member its own fields only', () => {
    expect(parse({ kind: 'dot', name: 'a' })).toEqual({ kind: 'dot' });
  });
  test.each([{}, { kind: 'circle' }, { kind: 'line' }, { kind: 'constructor' }, { kind: ['dot'] }, null])(
    'refuses %o',
    (raw) => {
      expect(parse(raw)).toBeNull();
    },
  );
});

describe('a list', () => {
  test('is taken if each element is', () => {
    expect([listOf([], name), listOf(['a', 'b'], name)]).toEqual([[], ['a', 'b']]);
  });
  test.each([
    ['an element is wrong', ['a', 1]],
    ['an element is null', ['a', null]],
    ['it has a hole', Object.assign([], { 1: 'a' })],
    ['it is too long', ['a', 'b', 'c', 'd']],
    ['it only looks like one', { 0: 'a', length: 1 }],
    ['an element is read by code', Object.defineProperty(['a'], 0, { get: () => 'a' })],
  ])('is refused where %s', (_why, raw) => {
    expect(listOf(raw, name, 3)).toBeNull();
  });
  test('is read by its places, not by what it says of itself', () => {
    const liar = Object.assign(['a'], { [Symbol.iterator]: () => ['x', 'y'].values(), map: () => ['z'] });
    expect(listOf(liar, name)).toEqual(['a']);
  });
});

test('a word, a flag and nothing are just that', () => {
  expect([oneOf('a', 'b')('b'), oneOf('a')('A'), oneOf('a')(['a'])]).toEqual(['b', null, null]);
  expect([truth(false), truth(0), truth(null), truth('true')]).toEqual([false, null, null, null]);
  expect([nothing(undefined), nothing(null), nothing({})]).toEqual([undefined, null, null]);
});

test('whatever arrives, looking at it changes nothing and runs nothing', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withMap: true, withSparseArray: true }), (raw) => {
      const fields = fieldsOf(raw);
      for (const [key, value] of Object.entries(fields)) expect((raw as Record<string, unknown>)[key]).toBe(value);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
