import { describe, expect, test } from 'vitest';
import type { Selector } from './ast.ts';
import { printSelector } from './print.ts';

describe('prints the canonical form', () => {
  const a: Selector = { kind: 'has', label: 'a' };
  const b: Selector = { kind: 'has', label: 'b' };
  const cases: readonly (readonly [text: string, selector: Selector])[] = [
    ['all()', { kind: 'all' }],
    ['global()', { kind: 'global' }],
    [
      '(has(a) && (has(b) || !has(a)))',
      {
        kind: 'and',
        operands: [a, { kind: 'or', operands: [b, { kind: 'not', operand: a }] }],
      },
    ],
    ['!(has(a) || has(b))', { kind: 'not', operand: { kind: 'or', operands: [a, b] } }],
    ['a starts with ""', { kind: 'compare', operator: 'starts-with', label: 'a', value: '' }],
    [`a != 'say "hi"'`, { kind: 'compare', operator: '!=', label: 'a', value: 'say "hi"' }],
    ['a in {}', { kind: 'in', label: 'a', values: [] }],
    ['a not in {"", "B", "a", "aa"}', { kind: 'not-in', label: 'a', values: ['aa', 'a', '', 'B', 'a'] }],
    // In UTF-16 units the second would come first.
    ['a in {"\uffee", "\u{1f642}"}', { kind: 'in', label: 'a', values: ['\u{1f642}', '\uffee'] }],
  ];
  test.each(cases)('%s', (text, selector) => {
    expect(printSelector(selector)).toBe(text);
  });
});
