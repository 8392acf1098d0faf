import { describe, expect, test } from 'vitest';
import type { Selector } from './ast.ts';
import { parseSelector } from './parse.ts';
import { printSelector } from './print.ts';
import { andOf, replaceAllTerm, replaceGlobalTerm, withLabelPrefix } from './rewrite.ts';

function selectorOf(text: string): Selector {
  const selector = parseSelector(text);
  if (!selector.ok) throw new Error(selector.error.message);
  return selector.value;
}

const hasNamespace = selectorOf('has(projectcalico.org/namespace)');
const both = (selector: Selector): Selector =>
  replaceGlobalTerm(replaceAllTerm(selector, hasNamespace), { kind: 'not', operand: hasNamespace });

describe('rewriting', () => {
  const cases: readonly (readonly [what: string, selector: Selector, text: string])[] = [
    [
      'the prefix goes before every label',
      withLabelPrefix(selectorOf('a == "x" && !(has(b) || c in {"y"}) && d not in {} && all()'), 'pcns.'),
      '(pcns.a == "x" && !(has(pcns.b) || pcns.c in {"y"}) && pcns.d not in {} && all())',
    ],
    [
      'every all() is replaced, global() is not',
      replaceAllTerm(selectorOf('all() && !(all() || global())'), hasNamespace),
      '(has(projectcalico.org/namespace) && !(has(projectcalico.org/namespace) || global()))',
    ],
    ['global() becomes what it stands for', both(selectorOf('global()')), '!has(projectcalico.org/namespace)'],
    ['a value that reads all() is left alone', both(selectorOf('a == "all()"')), 'a == "all()"'],
    ['nothing ANDed selects everything', andOf([]), 'all()'],
    ['one selector ANDed is itself', andOf([hasNamespace]), 'has(projectcalico.org/namespace)'],
    ['all() stays a term of its own', andOf([selectorOf(''), selectorOf('has(a)')]), '(all() && has(a))'],
  ];
  test.each(cases)('%s', (_what, selector, text) => {
    expect(printSelector(selector)).toBe(text);
  });
});
