import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../core/model/json.ts';
import { ok } from '../../core/result.ts';
import { parseFieldText, printFieldText, type TextKind } from './field-text.ts';

const taken: readonly (readonly [kind: TextKind, text: string, value: JsonValue | undefined])[] = [
  ['text', '  eth0 ', 'eth0'],
  ['text', ' ', undefined],
  ['integer', '4', 4],
  ['number', '100.5', 100.5],
  ['number', '-3', -3],
  ['protocol', 'tcp', 'TCP'],
  ['protocol', 'icmpv6', 'ICMPv6'],
  ['protocol', '132', 132],
  ['protocol', 'quic', 'quic'],
  ['ports', '22, 2379:2380, http', [22, '2379:2380', 'http']],
  ['ports', '2379-2380', ['2379:2380']],
  ['ports', '', undefined],
  ['nets', '10.0.0.0/8\n192.168.0.0/16,', ['10.0.0.0/8', '192.168.0.0/16']],
  ['texts', 'web, , db', ['web', 'db']],
];
test.each(taken)('a %s field takes "%s"', (kind, text, value) => {
  expect(parseFieldText(kind, text)).toEqual(ok(value));
});

test.each([
  ['integer', '4.5'],
  ['integer', 'four'],
  ['number', '1e9'],
  ['number', '.'],
] as const)('a %s field refuses "%s" with a sentence', (kind, text) => {
  const parsed = parseFieldText(kind, text);
  expect(parsed.ok).toBe(false);
  expect(parsed.ok ? '' : parsed.error).toContain(text);
});

describe('printing', () => {
  test.each(taken.filter(([, , value]) => value !== undefined))(
    'a printed %s is read back: %s',
    (kind, _text, value) => {
      expect(parseFieldText(kind, printFieldText(kind, value))).toEqual(ok(value));
    },
  );
  test('nets stand one on a line', () => {
    expect(printFieldText('nets', ['10.0.0.0/8', '::/0'])).toBe('10.0.0.0/8\n::/0');
  });
  test('a value of the wrong type is shown, not hidden', () => {
    expect(printFieldText('ports', { a: 1 })).toBe('{"a":1}');
  });
});
