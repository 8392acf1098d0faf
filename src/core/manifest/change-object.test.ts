import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { changed, withField, withMember } from './change-object.ts';

const object: JsonObject = { a: { b: { c: 1 } }, list: ['x', 'y'], text: 't' };

describe('changed', () => {
  const setting =
    (value: number) =>
    (inner: JsonObject): JsonObject =>
      withField(inner, 'c', value);
  const rows: readonly (readonly [path: readonly string[], after: JsonObject])[] = [
    [['a', 'b'], { ...object, a: { b: { c: 2 } } }],
    [[], { ...object, c: 2 }],
    [['new', 'er'], { ...object, new: { er: { c: 2 } } }],
    // What is no object gives way to one.
    [['text'], { ...object, text: { c: 2 } }],
  ];
  test.each(rows)('at %j', (path, after) => {
    expect(changed(object, path, setting(2))).toEqual(after);
  });
  test('the very same object where nothing changes', () => {
    expect(changed(object, ['a', 'b'], setting(1))).toBe(object);
    expect(changed(object, ['none', 'there'], (inner) => inner)).toBe(object);
  });
});

describe('withMember', () => {
  const rows: readonly (readonly [key: string, member: string, isIn: boolean, after: JsonObject])[] = [
    ['list', 'z', true, { ...object, list: ['x', 'y', 'z'] }],
    ['list', 'x', false, { ...object, list: ['y'] }],
    ['list', 'x', true, object],
    ['list', 'z', false, object],
    ['other', 'z', true, { ...object, other: ['z'] }],
    ['text', 'z', true, { ...object, text: ['z'] }],
  ];
  test.each(rows)('%s: %s, %j', (key, member, isIn, after) => {
    expect(withMember(object, key, member, isIn)).toEqual(after);
  });
  test('a list that is empty now goes', () => {
    expect(Object.keys(withMember({ list: ['x'] }, 'list', 'x', false))).toEqual([]);
  });
});

describe('withField', () => {
  test('sets it in its place', () => {
    expect(Object.entries(withField({ a: 1, b: 2 }, 'a', 3))).toEqual([
      ['a', 3],
      ['b', 2],
    ]);
  });
  test('takes it away', () => expect(withField({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 }));
  test('the very same object where nothing changes', () => {
    expect(withField(object, 'text', 't')).toBe(object);
    expect(withField(object, 'none', undefined)).toBe(object);
  });
  test('a hostile name is a field like others', () => {
    const after = withField({}, '__proto__', { isAdmin: true });
    expect(Object.keys(after)).toEqual(['__proto__']);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});
