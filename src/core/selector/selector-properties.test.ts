import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Selector } from './ast.ts';
import type { Labels } from './labels.ts';
import { selectorMatches } from './matches.ts';
import { parseSelector } from './parse.ts';
import { printSelector } from './print.ts';
import { replaceAllTerm, withLabelPrefix } from './rewrite.ts';

const label = fc.constantFrom('a', 'b', 'in', 'not', 'has', 'x.y/z_1-', 'contains');
/** No value that holds both quotes: there is no way to write it (no escapes). */
const value = fc.constantFrom('', 'v', 'w', 'vw', 'wv', '"', "'", ' x ', '{', 'all()', '\n', '🙂');

const { selector } = fc.letrec<{ selector: Selector }>((tie) => ({
  selector: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<Selector>({ kind: 'all' }, { kind: 'global' }),
    fc.record({ kind: fc.constant('has' as const), label }),
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom(
        '==' as const,
        '!=' as const,
        'contains' as const,
        'starts-with' as const,
        'ends-with' as const,
      ),
      label,
      value,
    }),
    fc.record({
      kind: fc.constantFrom('in' as const, 'not-in' as const),
      label,
      values: fc.array(value, { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('selector') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('selector'), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

const labels: fc.Arbitrary<Labels> = fc.array(fc.tuple(label, value), { maxLength: 5 }).map((pairs) => new Map(pairs));

/** R2.8 as its table says it, over a plain list of labels. */
function holds(term: Selector, pairs: readonly (readonly [string, string])[]): boolean {
  const valuesOf = (name: string): readonly string[] => pairs.filter(([key]) => key === name).map(([, own]) => own);
  switch (term.kind) {
    case 'all':
    case 'global':
      return true;
    case 'has':
      return valuesOf(term.label).length > 0;
    case 'in':
      return valuesOf(term.label).some((own) => term.values.includes(own));
    case 'not-in':
      return !valuesOf(term.label).some((own) => term.values.includes(own));
    case 'not':
      return !holds(term.operand, pairs);
    case 'and':
      return !term.operands.some((operand) => !holds(operand, pairs));
    case 'or':
      return term.operands.some((operand) => holds(operand, pairs));
    case 'compare':
      if (term.operator === '!=') return valuesOf(term.label).every((own) => own !== term.value);
      return valuesOf(term.label).some((own) => {
        const at = term.operator === 'ends-with' ? own.lastIndexOf(term.value) : own.indexOf(term.value);
        if (term.operator === '==') return own === term.value;
        if (term.operator === 'contains') return at >= 0;
        return at >= 0 && at === (term.operator === 'starts-with' ? 0 : own.length - term.value.length);
      });
  }
}

function reparsed(text: string): Selector {
  const again = parseSelector(text);
  if (!again.ok) throw new Error(`${text}: ${again.error.message} at ${again.error.position}`);
  return again.value;
}

const runs = { numRuns: 2000 };

test('a selector matches exactly the labels for which its table says so', () => {
  fc.assert(
    fc.property(selector, labels, (any, own) => {
      expect(selectorMatches(any, own)).toBe(holds(any, [...own]));
    }),
    runs,
  );
});

test('printed text reads back as a selector that matches the same and prints the same', () => {
  fc.assert(
    fc.property(selector, labels, (any, own) => {
      const again = reparsed(printSelector(any));
      // Calico's tree has no `!!`, so a tree that holds one is printed shorter the second time.
      expect(printSelector(reparsed(printSelector(again)))).toBe(printSelector(again));
      expect(selectorMatches(again, own)).toBe(selectorMatches(any, own));
    }),
    runs,
  );
});

test('a prefix on the selector is a prefix on every label', () => {
  fc.assert(
    fc.property(selector, labels, (any, own) => {
      const prefixed: Labels = new Map([...own].map(([key, text]) => [`pcns.${key}`, text]));
      expect(selectorMatches(withLabelPrefix(any, 'pcns.'), prefixed)).toBe(selectorMatches(any, own));
    }),
    runs,
  );
});

test('all() replaced by what always holds changes nothing', () => {
  const always: Selector = { kind: 'not-in', label: 'a', values: [] };
  fc.assert(
    fc.property(selector, labels, (any, own) => {
      const replaced = replaceAllTerm(any, always);
      expect(selectorMatches(replaced, own)).toBe(selectorMatches(any, own));
    }),
    runs,
  );
});

test('any text at all gives a selector or a place in the text', () => {
  const pieces = fc.constantFrom(
    'a',
    '"',
    "'",
    ' ',
    '(',
    ')',
    '!',
    '=',
    '&',
    '|',
    '{',
    '}',
    ',',
    'has(',
    'in',
    'not',
    'all(',
    '\n',
    '%',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const any = parseSelector(text);
      const fits = any.ok || (any.error.position >= 0 && any.error.position <= text.length && any.error.message !== '');
      expect(fits).toBe(true);
    }),
    runs,
  );
});
