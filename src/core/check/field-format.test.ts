import { describe, expect, test } from 'vitest';
import { Field, FindingLog } from '../manifest/field-reader.ts';
import type { JsonValue } from '../model/json.ts';
import type { Format } from './field-format.ts';
import {
  address,
  duration,
  durationOrAuto,
  goDuration,
  integer,
  ipv4Nets,
  looseWord,
  nets,
  portRange,
  regularExpression,
  textThat,
  validateFormats,
  word,
} from './field-format.ts';

function complaints(format: Format, value: JsonValue): number {
  const log = new FindingLog();
  format(new Field({ value }, [], log).at('value'));
  return log.findings.length;
}

describe('formats take good values and refuse bad ones', () => {
  const cases: readonly [name: string, format: Format, good: readonly JsonValue[], bad: readonly JsonValue[]][] = [
    ['integer', integer(1, 3), [1, 3], [0, 4, 1.5, '1', true]],
    ['word', word('On', 'Off'), ['On'], ['on', '', 1]],
    ['looseWord', looseWord('On', 'Off'), ['On', 'oFF', ''], ['Auto', 1]],
    ['textThat', textThat((text) => text === 'x', 'x'), ['x'], ['y', 1]],
    ['duration', duration, ['', '90s', '1m30s', '5ms'], ['1.5s', '-1s', '90', 'm', 90]],
    ['goDuration', goDuration, ['0', '0s', '1.5h', '10ns', '1m30s'], ['', '-1ns', '5', '1d', '.s']],
    ['durationOrAuto', durationOrAuto, ['Auto', '20s', '1.5m'], ['auto', '', '20', '1d']],
    ['regularExpression', regularExpression, ['eth.*', ''], ['*', '(']],
    ['address 4', address(4), ['1.2.3.4', ''], ['::1', '1.2.3.4/32', 'x']],
    ['address 6', address(6), ['::1'], ['1.2.3.4']],
    ['nets', nets, [['10.0.0.0/8', 'fd00::1'], []], [['x'], 'x']],
    ['ipv4Nets', ipv4Nets, [['10.0.0.0/8']], [['fd00::/8']]],
    ['portRange', portRange, [80, '80', '1:2'], ['http', '2:1', 0, true]],
  ];
  test.each(cases)('%s', (_name, format, good, bad) => {
    expect(good.filter((value) => complaints(format, value) > 0)).toEqual([]);
    expect(bad.filter((value) => complaints(format, value) === 0)).toEqual([]);
  });
});

test('an absent field has no wrong format, an unknown one is a warning', () => {
  const log = new FindingLog();
  validateFormats(new Field({ a: null, c: 1 }, [], log), [[integer(1, 2), ['a', 'b']]]);
  expect(log.findings.map(({ severity, code, path }) => [severity, code, path])).toEqual([
    ['warning', 'FIELD-UNKNOWN', ['c']],
  ]);
});

test('a hostile duration is refused at once', () => {
  expect(complaints(duration, '1m'.repeat(1_000_000))).toBe(1);
  expect(complaints(durationOrAuto, `${'ms'.repeat(1_000_000)}!`)).toBe(1);
});
