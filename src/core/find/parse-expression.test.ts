import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrowFields,
  arrowFlags,
  elementFields,
  elementFlags,
  elementKinds,
  isAboutArrows,
  wordsOfField,
  type Criterion,
  type Expression,
  type Match,
} from './expression.ts';
import { maxNesting, parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import { parseTraffic, type TrafficQuery } from './traffic-query.ts';

function read(text: string): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.value === null) throw new Error(`${text} is no expression`);
  return parsed.value;
}

describe('an expression is read and printed', () => {
  test.each([
    ['verdict = deny and to ~ host/', 'verdict = deny and to ~ host/'],
    ['VERDICT', 'VERDICT'],
    ['verdict == DENY', 'verdict = deny'],
    ['verdict in (allow,partial)', 'verdict in (allow, partial)'],
    ['verdict not in (deny)', 'verdict not in (deny)'],
    ['not (unprotected or host-network)', 'not (unprotected or host-network)'],
    ['!unprotected && !!selected', '(not unprotected) and selected'],
    ['a or b and c', 'a or (b and c)'],
    ['(a or b) and c', '(a or b) and c'],
    ['label app = web', 'label:app = web'],
    ['label:projectcalico.org/zone', 'label:projectcalico.org/zone'],
    ['label "odd, key" != x', 'label "odd, key" != x'],
    ['from.label:app = web', 'from.label:app = web'],
    ['from.id = prod/web', 'from = prod/web'],
    ['to.kind = host', 'to.kind = host'],
    ['to.unprotected', 'to.unprotected'],
    ['port = tcp/22', 'port = TCP/22'],
    ['port != 53', 'port != 53'],
    ['port in (TCP/22, ICMP/8, UDP/30000-32767, GRE)', null],
    ['port in (TCP/22, icmp/3/4, UDP/30000-32767)', 'port in (TCP/22, ICMP/3/4, UDP/30000-32767)'],
    ['expected', 'expected'],
    ['expected = deny', 'expected = deny'],
    ['drawn and door', 'drawn and door'],
    ['"verdict"', '"verdict"'],
    ["name = 'it\\'s'", `name = "it's"`],
    ['name = ""', 'name = ""'],
    ['*-web?', '*-web?'],
  ])('%s', (text, printed) => {
    const parsed = parseExpression(text);
    if (printed === null) return expect(parsed.ok).toBe(false);
    expect(printExpression(read(text))).toBe(printed);
  });
});

test('blank text asks nothing', () => {
  expect(parseExpression(' \t\n')).toEqual({ ok: true, value: null });
});

describe('what is wrong is said with its place', () => {
  test.each([
    ['verdict', 7, 'expected =, !=, ~, !~ or in after verdict, found the end'],
    ['verdict = denied', 10, 'expected allow, deny, partial or undecided, found “denied”'],
    ['verdict ~ den', 8, 'verdict is compared by = or != with one of allow, deny, partial or undecided, found ~'],
    ['colour = red', 0, 'there is no field “colour”: '],
    ['from.colour = red', 0, 'there is no field “colour” of an endpoint: '],
    ['a and', 5, 'expected a field, a word or "(", found the end'],
    ['a b', 2, 'expected and, or, or the end, found “b”'],
    ['(a or b', 7, 'expected and, or, or ")", found the end'],
    ['a)', 1, 'expected and, or, or the end, found )'],
    ['a & b', 2, '"&" is written twice: &&'],
    ['name = "web', 7, 'this quoted text has no closing quote'],
    ['name in web', 8, 'expected "(" and a list after in'],
    ['name in (web', 12, 'expected "," or ")", found the end'],
    ['name in ()', 9, 'expected a value, found )'],
    ['port = 99999', 7, '“99999” is no port from 1 to 65535, and no range of them'],
    ['port = TCP/x', 7, '“x” is no port'],
    ['port ~ 22', 5, 'a port is compared by = or !='],
    ['unprotected = yes', 0, 'unprotected stands alone'],
    ['label = x', 6, 'expected the key of a label, found ='],
    ['label:', 0, 'a label’s key is needed after label:'],
    ['" "', 0, 'a text to look for is needed'],
  ])('%s', (text, position, message) => {
    const parsed = parseExpression(text);
    expect(parsed.ok ? null : parsed.error.position).toBe(position);
    expect(parsed.ok ? '' : parsed.error.message).toContain(message);
  });
});

test.each([
  ['web', false],
  ['namespace = prod or unprotected', false],
  ['from ~ prod', true],
  ['unprotected and not to.kind = host', true],
  ['(drawn or a) and b', true],
])('%s is about arrows: %s', (text, answer) => {
  expect(isAboutArrows(read(text))).toBe(answer);
});

describe('hostile text', () => {
  test('of any kind is read or refused, at once', () => {
    const signs = fc.constantFrom(
      '(',
      ')',
      '!',
      'not ',
      'and ',
      'or ',
      'in ',
      '=',
      '~',
      ',',
      '"',
      "'",
      '\\',
      'label:',
      'from.',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(signs).map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseExpression(text);
          if (!parsed.ok) expect(parsed.error.position).toBeLessThanOrEqual(text.length);
        },
      ),
      { seed: 1 },
    );
  });

  test.each([
    ['nested too deep', `${'('.repeat(maxNesting + 1)}a${')'.repeat(maxNesting + 1)}`],
    ['a hundred thousand parentheses', '('.repeat(100_000)],
  ])('%s is refused', (_what, text) => {
    expect(parseExpression(text).ok).toBe(false);
  });

  test.each([
    ['nested as deep as allowed', `${'('.repeat(maxNesting)}a${')'.repeat(maxNesting)}`],
    ['a hundred thousand nots', `${'not '.repeat(100_000)}a`],
    ['a chain of fifty thousand', Array.from({ length: 50_000 }, () => 'a').join(' or ')],
  ])('%s is read', (_what, text) => {
    expect(parseExpression(text).ok).toBe(true);
  });
});

const text = fc.string({ minLength: 1 }).filter((value) => value.trim() !== '');
const matchOf = (words: readonly string[] | null): fc.Arbitrary<Match> => {
  const value = words === null ? fc.string() : fc.constantFrom(...words);
  const operators = words === null ? (['=', '!=', '~', '!~'] as const) : (['=', '!='] as const);
  return fc.oneof(
    fc.record({ operator: fc.constantFrom(...operators), value }),
    fc.record({
      operator: fc.constantFrom('in' as const, 'not in' as const),
      values: fc.array(value, { minLength: 1 }),
    }),
  );
};
const queries: readonly TrafficQuery[] = ['22', 'TCP/22', 'UDP/1-9', 'ICMP', 'ICMPv6/3/4', 'SCTP'].flatMap(
  (written) => {
    const parsed = parseTraffic(written);
    return parsed.ok ? [parsed.value] : [];
  },
);
const elementTest = fc.oneof(
  fc.record({ on: fc.constant('flag' as const), flag: fc.constantFrom(...elementFlags) }),
  fc
    .constantFrom(...elementFields)
    .chain((field) => matchOf(wordsOfField(field)).map((match) => ({ on: 'field' as const, field, match }))),
  fc.record({
    on: fc.constant('label' as const),
    key: text,
    match: fc.oneof(matchOf(null), fc.constant('present' as const)),
  }),
);
const criterion: fc.Arbitrary<Criterion> = fc.oneof(
  text.map((word): Criterion => ({ kind: 'element', end: null, test: { on: 'word', text: word } })),
  fc.record({
    kind: fc.constant('element' as const),
    end: fc.constantFrom(null, 'from' as const, 'to' as const),
    test: elementTest,
  }),
  fc
    .constantFrom(...arrowFields)
    .chain((field) =>
      matchOf(wordsOfField(field)).map((match): Criterion => ({ kind: 'arrow', test: { on: 'field', field, match } })),
    ),
  fc.constantFrom(...arrowFlags).map((flag): Criterion => ({ kind: 'arrow', test: { on: 'flag', flag } })),
  fc
    .record({ negated: fc.boolean(), asked: fc.array(fc.constantFrom(...queries), { minLength: 2, maxLength: 3 }) })
    .map(({ negated, asked }): Criterion => ({ kind: 'arrow', test: { on: 'port', negated, queries: asked } })),
);
const { expression } = fc.letrec<{ readonly expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    criterion,
    tie('expression')
      .filter(({ kind }) => kind !== 'not')
      .map((operand): Expression => ({ kind: 'not', operand })),
    fc
      .record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        operands: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
      })
      .map((composite): Expression => composite),
  ),
}));

test('what is printed is read back to the same tree', () => {
  fc.assert(
    fc.property(expression, (given) => {
      expect(read(printExpression(given))).toEqual(given);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('every kind can be asked for', () => {
  for (const kind of elementKinds) expect(parseExpression(`kind = ${kind}`).ok).toBe(true);
});
