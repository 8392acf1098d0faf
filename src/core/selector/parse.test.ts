import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Selector } from './ast.ts';
import { labelsOf } from './labels.ts';
import { selectorMatches } from './matches.ts';
import { maxNesting, parseSelector } from './parse.ts';
import { printSelector } from './print.ts';

function parsed(text: string): Selector {
  const selector = parseSelector(text);
  if (!selector.ok) throw new Error(`${text}: ${selector.error.message}`);
  return selector.value;
}

const has = (label: string): Selector => ({ kind: 'has', label });
const equals = (label: string, value: string): Selector => ({ kind: 'compare', operator: '==', label, value });

describe('reads', () => {
  const cases: readonly (readonly [text: string, selector: Selector])[] = [
    ['', { kind: 'all' }],
    [' \t ', { kind: 'all' }],
    ['global( )', { kind: 'global' }],
    [
      "a == 'x' || b == 'y' && c == 'z'",
      {
        kind: 'or',
        operands: [equals('a', 'x'), { kind: 'and', operands: [equals('b', 'y'), equals('c', 'z')] }],
      },
    ],
    ["! a == 'b'", { kind: 'not', operand: equals('a', 'b') }],
    ['!! ! has(a)', { kind: 'not', operand: has('a') }],
    ['!! has(a)', has('a')],
    ['((has(a)))', has('a')],
    [
      'has(a)&&(has(b)&&has(c))',
      { kind: 'and', operands: [has('a'), { kind: 'and', operands: [has('b'), has('c')] }] },
    ],
    ['contains contains"x"', { kind: 'compare', operator: 'contains', label: 'contains', value: 'x' }],
    ['not not in{"a",}', { kind: 'not-in', label: 'not', values: ['a'] }],
    ['in notin {}', { kind: 'not-in', label: 'in', values: [] }],
    ['has in {"a"}', { kind: 'in', label: 'has', values: ['a'] }],
    ['a starts\t with "it\'s"', { kind: 'compare', operator: 'starts-with', label: 'a', value: "it's" }],
    ["a endswith 'x\ny'", { kind: 'compare', operator: 'ends-with', label: 'a', value: 'x\ny' }],
    ['__proto__ == "x"', equals('__proto__', 'x')],
  ];
  test.each(cases)('%j', (text, selector) => {
    expect(parseSelector(text)).toEqual({ ok: true, value: selector });
  });
});

describe('refuses, saying where and why,', () => {
  const choice = '==, !=, in, not in, contains, starts with or ends with';
  const cases: readonly (readonly [text: string, position: number, message: string])[] = [
    ['b == b', 5, 'expected a quoted value after ==, found a label'],
    ['"x" == b', 0, 'expected a label, has(…), all() or "(", found a quoted value'],
    ['b', 1, `expected ${choice} after the label, found the end`],
    ['a b', 2, `expected ${choice} after the label, found "b"`],
    ['a (', 2, `expected ${choice} after the label, found (`],
    ['label ends withs "v"', 6, `expected ${choice} after the label, found "ends"`],
    ['a inf {"x"}', 2, `expected ${choice} after the label, found "inf"`],
    ['!', 1, 'expected a label, has(…), all() or "(", found the end'],
    ['()', 1, 'expected a label, has(…), all() or "(", found )'],
    ['(has(a)', 7, 'expected ")", found the end'],
    ['has(a) has(b)', 7, 'expected &&, || or the end of the selector, found has('],
    ['has(a))', 6, 'expected &&, || or the end of the selector, found )'],
    ['a = "b"', 2, 'a comparison is written ==, not ='],
    ['a == "b" &', 9, '"and" is written &&, not &'],
    ['a == "b" | has(b)', 9, '"or" is written ||, not |'],
    ['has(foo) &&', 11, 'expected a label, has(…), all() or "(", found the end'],
    ['"FOO\'', 0, 'this quoted value has no closing quote'],
    ['a == "b" && %', 12, 'expected a label, found "%"'],
    ['a == "b" && 🙂', 12, 'expected a label, found "🙂"'],
    ['a == "🙂" && b = ""', 15, 'a comparison is written ==, not ='],
    ['a == "b"\n', 8, 'expected a label, found a line break'],
    ['a\n== "b"', 1, `expected ${choice} after the label, found a line break`],
    ['has()', 4, 'expected a label after has(, found )'],
    ['has(a b)', 6, `expected ${choice} after the label, found "b"`],
    ['has (a)', 4, `expected ${choice} after the label, found (`],
    ['all ()', 4, `expected ${choice} after the label, found (`],
    ['all(x)', 4, 'expected ")", found a label'],
    ['foo in ""', 7, 'expected { and a list of quoted values after in, found a quoted value'],
    ['a not in {,}', 10, 'expected a quoted value or }, found ,'],
    ['a in {"x" "y"}', 10, 'expected a quoted value or }, found a quoted value'],
    ['a in {"x",,}', 10, 'expected a quoted value or }, found ,'],
    ['a ! in {"x"}', 2, `expected ${choice} after the label, found !`],
    [`${'a'.repeat(513)} == "b"`, 0, 'a label can have at most 512 characters, this one has 513'],
  ];
  test.each(cases)('%j', (text, position, message) => {
    expect(parseSelector(text)).toEqual({ ok: false, error: { position, message } });
  });
});

describe('a megabyte of hostile text is answered, not a crash:', () => {
  const long = 1_000_000;
  const nested = (levels: number): string => '('.repeat(levels) + 'has(a)' + ')'.repeat(levels);
  const cases: readonly (readonly [name: string, text: string, answer: string])[] = [
    ['negations', `${'!'.repeat(long)}has(a)`, 'has(a)'],
    ['an odd number of negations', `${'! '.repeat(long / 2 + 1)}has(a)`, '!has(a)'],
    ['parentheses', nested(long / 2), `501: parentheses can be nested at most ${maxNesting} deep, found (`],
    ['open parentheses', '('.repeat(long), `501: parentheses can be nested at most ${maxNesting} deep, found (`],
    [
      'negated parentheses',
      '!('.repeat(long / 2),
      `1002: parentheses can be nested at most ${maxNesting} deep, found (`,
    ],
    ['quotes', '"'.repeat(long), '1: expected a label, has(…), all() or "(", found a quoted value'],
    ['one label', 'a'.repeat(long), `1: a label can have at most 512 characters, this one has ${long}`],
    ['blanks between two words', `a starts${' '.repeat(long)}wit "x"`, '3: '],
    ['nesting at the limit', nested(maxNesting), 'has(a)'],
  ];
  test.each(cases)('%s', (_name, text, answer) => {
    const selector = parseSelector(text);
    const got = selector.ok
      ? printSelector(selector.value)
      : `${selector.error.position + 1}: ${selector.error.message}`;
    expect(got.slice(0, answer.length)).toBe(answer);
  });

  test('a chain of a hundred thousand terms still matches', () => {
    const selector = parsed(Array.from({ length: 100_000 }, (_, i) => `a == "${i}"`).join(' || '));
    expect([
      selectorMatches(selector, labelsOf({ a: '99999' })),
      selectorMatches(selector, labelsOf({ a: 'x' })),
    ]).toEqual([true, false]);
  });
});

/** A row of the conformance data: upstream's own verdicts. */
interface UpstreamRow {
  readonly selector: string;
  readonly valid: boolean;
  readonly matches: readonly { readonly labels: Readonly<Record<string, string>>; readonly expected: boolean }[];
  readonly canonical?: string;
}

const upstreamFile = '../shared/conformance/selectors.json';
const upstream: readonly UpstreamRow[] = existsSync(upstreamFile) ? JSON.parse(readFileSync(upstreamFile, 'utf8')) : [];

describe.skipIf(upstream.length === 0)(`agrees with Calico's own parser (skipped without ${upstreamFile})`, () => {
  test.each(upstream.map((row) => [row.selector.slice(0, 80), row] as const))('%j', (_name, row) => {
    const selector = parseSelector(row.selector);
    const verdicts = selector.ok
      ? row.matches.map(({ labels }) => selectorMatches(selector.value, labelsOf(labels)))
      : [];
    const got = { valid: selector.ok, verdicts, canonical: selector.ok ? printSelector(selector.value) : undefined };
    expect(got).toEqual({
      valid: row.valid,
      verdicts: row.matches.map(({ expected }) => expected),
      // Only some rows say the canonical form.
      canonical: row.canonical ?? got.canonical,
    });
  });
});
