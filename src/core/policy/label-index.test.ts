import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Selector } from '../selector/ast.ts';
import { labelsOf } from '../selector/labels.ts';
import { compileSelector } from '../selector/matches.ts';
import { LabelsIndex, SelectorIndex } from './label-index.ts';

const label = fc.constantFrom('app', 'role');
const value = fc.constantFrom('a', 'b', 'c');
const { selector: selectors } = fc.letrec<{ selector: Selector }>((tie) => ({
  selector: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('compare'), operator: fc.constantFrom('==', '!='), label, value }),
    fc.record({ kind: fc.constantFrom('in', 'not-in'), label, values: fc.array(value, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('has'), label }),
    fc.record({ kind: fc.constant('all') }),
    fc.record({ kind: fc.constant('not'), operand: tie('selector') }),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      operands: fc.array(tie('selector'), { minLength: 1, maxLength: 3 }),
    }),
  ) as fc.Arbitrary<Selector>, // the records are of its shapes
}));
const labels = fc.dictionary(label, value).map(labelsOf);

test('what an index leaves out does not hold', () => {
  fc.assert(
    fc.property(fc.array(selectors, { maxLength: 6 }), fc.array(labels, { maxLength: 6 }), (asked, all) => {
      const bySelector = new SelectorIndex(asked);
      const byLabels = new LabelsIndex(all);
      for (const [s, selector] of asked.entries())
        for (const [l, map] of all.entries()) {
          if (!compileSelector(selector)(map)) continue;
          expect(bySelector.candidates(map)).toContain(s);
          expect(byLabels.candidates(selector)).toContain(l);
        }
    }),
    { seed: 1 },
  );
});

test('candidates come in order, each once', () => {
  const app = (name: string): Selector => ({ kind: 'compare', operator: '==', label: 'app', value: name });
  const index = new SelectorIndex([
    app('a'),
    { kind: 'all' },
    app('b'),
    { kind: 'in', label: 'app', values: ['a', 'a'] },
  ]);
  expect(index.candidates(labelsOf({ app: 'a' }))).toEqual([0, 1, 3]);
});

test('a selector of one namespace is tried on its members only', () => {
  const index = new LabelsIndex([labelsOf({ ns: 'x', app: 'a' }), labelsOf({ ns: 'y', app: 'a' }), labelsOf({})]);
  const inX: Selector = { kind: 'compare', operator: '==', label: 'ns', value: 'x' };
  expect(index.candidates({ kind: 'and', operands: [{ kind: 'has', label: 'app' }, inX] })).toEqual([0]);
  expect(index.candidates({ kind: 'not', operand: inX })).toEqual([0, 1, 2]);
});
