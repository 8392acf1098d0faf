import { describe, expect, test } from 'vitest';
import type { JsonPath, JsonValue } from '../model/json.ts';
import { withList, withValue } from './json-edit.ts';

const object = { a: 1, b: { c: [1, { d: 2 }] }, e: null };

describe('setting a value', () => {
  const rows: readonly [what: string, path: JsonPath, value: JsonValue | undefined, after: JsonValue][] = [
    ['keeps the order of keys', ['a'], 2, { a: 2, b: { c: [1, { d: 2 }] }, e: null }],
    ['appends a new key', ['f'], true, { a: 1, b: { c: [1, { d: 2 }] }, e: null, f: true }],
    ['reaches into lists', ['b', 'c', 1, 'd'], 3, { a: 1, b: { c: [1, { d: 3 }] }, e: null }],
    ['makes the objects on the way', ['x', 'y'], 1, { a: 1, b: { c: [1, { d: 2 }] }, e: null, x: { y: 1 } }],
    ['takes null for an object that is not there yet', ['e', 'f'], 1, { a: 1, b: { c: [1, { d: 2 }] }, e: { f: 1 } }],
    ['removes a field', ['a'], undefined, { b: { c: [1, { d: 2 }] }, e: null }],
    ['removes a list element', ['b', 'c', 0], undefined, { a: 1, b: { c: [{ d: 2 }] }, e: null }],
  ];
  test.each(rows)('%s', (_, path, value, after) => {
    const edited = withValue(object, path, value);
    expect(edited.ok && JSON.stringify(edited.value)).toBe(JSON.stringify(after));
  });

  test('that is there already gives the same object back', () => {
    const edited = withValue(object, ['b', 'c', 0], 1);
    expect(edited.ok && edited.value).toBe(object);
  });

  test('removing what is not there gives the same object back', () => {
    const edited = withValue(object, ['zzz'], undefined);
    expect(edited.ok && edited.value).toBe(object);
  });

  test('below a text is refused with the path of the text', () => {
    expect(withValue({ spec: 'text' }, ['spec', 'order'], 1)).toEqual({ ok: false, error: { path: ['spec'] } });
  });

  test('under a hostile key makes an own key and leaves prototypes alone', () => {
    const edited = withValue({}, ['__proto__'], 'x');
    expect(edited.ok && Object.keys(edited.value ?? {})).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('changing a list', () => {
  test('that is missing starts from an empty one', () => {
    expect(withList({}, ['spec', 'ingress'], (list) => [...list, 1])).toEqual({
      ok: true,
      value: { spec: { ingress: [1] } },
    });
  });
  test('refuses a value that is no list', () => {
    expect(withList({ spec: 'x' }, ['spec'], (list) => list)).toEqual({ ok: false, error: { path: ['spec'] } });
  });
});
