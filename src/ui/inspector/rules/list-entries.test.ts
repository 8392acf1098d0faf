import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../core/model/json.ts';
import { entriesOf, parseEntry, withEntry, type EntryKind } from './list-entries.ts';

test.each<readonly [EntryKind, text: string, value: JsonValue]>([
  ['ports', '22', 22],
  ['ports', '2379-2380', '2379:2380'],
  ['ports', 'http', 'http'],
  ['nets', '10.0.0.0/8', '10.0.0.0/8'],
  ['nets', '10.0.0.7', '10.0.0.7/32'],
  ['nets', 'fd00::1', 'fd00::1/128'],
  ['masked-nets', '10.0.0.7/8', '10.0.0.7/8'],
  ['names', 'web', 'web'],
  ['domains', '*.example.com', '*.example.com'],
  ['methods', 'get', 'GET'],
  ['methods', '*', '*'],
])('%s: %s is written as %j', (kind, text, value) => {
  expect(parseEntry(kind, text)).toEqual({ ok: true, value });
});

test.each<readonly [EntryKind, text: string, part: string]>([
  ['nets', '10.0.0.5/8', 'the network is 10.0.0.0/8'],
  ['nets', '10.0.300.1', 'part 3, “300”, goes from 0 to 255'],
  ['nets', '10.0.0.0/40', 'needs a prefix length from 0 to 32'],
  ['masked-nets', 'office', 'is not an IP address or network'],
  ['ports', '99999', 'from 1 to 65535'],
  ['domains', 'exa mple', 'is no domain name'],
  ['methods', 'GET /', 'is no HTTP method'],
])('%s: %s is refused: %s', (kind, text, part) => {
  const parsed = parseEntry(kind, text);
  expect(parsed.ok ? '' : parsed.error).toContain(part);
});

describe('a list', () => {
  test('shows everything that is written', () => {
    expect(entriesOf([22, 'http', { a: 1 }, null])).toEqual(['22', 'http', '{"a":1}', 'null']);
    expect(entriesOf('no list')).toEqual(['no list']);
    expect(entriesOf(undefined)).toEqual([]);
  });

  test.each<
    readonly [value: JsonValue | undefined, index: number, entry: JsonValue | null, after: JsonValue | undefined]
  >([
    [undefined, 0, 22, [22]],
    [[22], 1, 80, [22, 80]],
    [[22, 80], 0, 23, [23, 80]],
    [[22, 80], 0, null, [80]],
    [[22], 0, null, undefined],
    ['no list', 1, 'x', ['no list', 'x']],
  ])('%j with entry %i as %j', (value, index, entry, after) => {
    expect(withEntry(value, index, entry)).toEqual(after);
  });
});
