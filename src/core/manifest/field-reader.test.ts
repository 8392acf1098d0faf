import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../model/json.ts';
import { Field, FindingLog, oneOf, pathText } from './field-reader.ts';

function read<T>(value: JsonValue, reader: (field: Field) => T): { result: T; said: readonly string[] } {
  const log = new FindingLog();
  const result = reader(new Field({ value }, [], log).at('value'));
  return { result, said: log.findings.map(({ code, message }) => `${code}: ${message}`) };
}

describe('a value of the right type is read, null is absent', () => {
  const cases: readonly [what: string, value: JsonValue, reader: (field: Field) => unknown, result: unknown][] = [
    ['a text', 'web', (field) => field.text(), 'web'],
    ['no text', null, (field) => field.text(), null],
    ['a fraction', 0.5, (field) => field.number(), 0.5],
    ['a port', 8080, (field) => field.integer(1, 65535), 8080],
    ['false', false, (field) => field.flag(), false],
    ['a known word', 'Deny', (field) => field.choice({ Deny: 'deny' }), 'deny'],
    ['a list', ['a', 'b'], (field) => field.texts(), ['a', 'b']],
    ['no list', null, (field) => field.items(), []],
    ['labels', { app: 'web' }, (field) => field.textMap(), new Map([['app', 'web']])],
    ['a label without value', { app: null }, (field) => field.textMap(), new Map([['app', '']])],
    ['a field of an object', { a: { b: 1 } }, (field) => field.at('a').at('b').number(), 1],
    ['a field that is not there', {}, (field) => field.at('a').at('b').number(), null],
    ['a field named as one of all objects', {}, (field) => field.at('toString').present, false],
  ];
  test.each(cases)('%s', (_what, value, reader, result) => {
    expect(read(value, reader)).toEqual({ result, said: [] });
  });
});

describe('a value of the wrong type is reported with its path and read as absent', () => {
  const cases: readonly [value: JsonValue, reader: (field: Field) => unknown, result: unknown, said: string][] = [
    [7, (field) => field.text(), null, 'FIELD-TYPE: value is the number 7; it must be a text.'],
    ['7', (field) => field.number(), null, 'FIELD-TYPE: value is the text "7"; it must be a number.'],
    [1.5, (field) => field.integer(0, 9), null, 'FIELD-TYPE: value is the number 1.5; it must be a whole number.'],
    [10, (field) => field.integer(0, 9), null, 'VALUE-RANGE: value is 10; it must be from 0 to 9.'],
    ['yes', (field) => field.flag(), null, 'FIELD-TYPE: value is the text "yes"; it must be true or false.'],
    [
      'deny',
      (field) => field.choice({ Deny: 1, Pass: 2 }),
      null,
      'VALUE-UNKNOWN: value is "deny"; it must be Deny or Pass.',
    ],
    ['constructor', (field) => field.choice({ A: 1 }), null, 'VALUE-UNKNOWN: value is "constructor"; it must be A.'],
    [{}, (field) => field.items(), [], 'FIELD-TYPE: value is an object with fields; it must be a list.'],
    [[null], (field) => field.texts(), [], 'FIELD-TYPE: value[0] is empty.'],
    [[1], (field) => field.texts(), [], 'FIELD-TYPE: value[0] is the number 1; it must be a text.'],
    [[], (field) => field.at('a').text(), null, 'FIELD-TYPE: value is a list; it must be an object with fields.'],
    [{ a: 1 }, (field) => field.textMap(), new Map(), 'FIELD-TYPE: value.a is the number 1; it must be a text.'],
    [
      { a: 1 },
      (field) => field.knowOnly(['b']).at('b').text(),
      null,
      'FIELD-UNKNOWN: value.a is no field of this kind; a cluster would refuse or drop it.',
    ],
  ];
  test.each(cases)('%j', (value, reader, result, said) => {
    expect(read(value, reader)).toEqual({ result, said: [said] });
  });
});

test('a complaint made twice is kept once', () => {
  const { said } = read('x', (field) => [field.at('a').text(), field.at('b').text()]);
  expect(said).toHaveLength(1);
});

test('a long text is cut in a sentence', () => {
  const { said } = read('x'.repeat(1000), (field) => field.number());
  expect(said[0]?.length).toBeLessThan(120);
});

test('paths and choices are written as users write them', () => {
  expect(pathText(['spec', 'ingress', 0, 'source', 'ports', 1])).toBe('spec.ingress[0].source.ports[1]');
  expect([oneOf(['A']), oneOf(['A', 'B', 'C'])]).toEqual(['A', 'A, B or C']);
});
