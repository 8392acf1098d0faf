import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import { evaluateAll, evaluatePair } from '../../core/policy/evaluate.ts';
import { lower } from '../../core/policy/lower.ts';
import { generateDesign } from '../../core/policy/reference/generate-design.ts';
import type { Ruleset } from '../../core/policy/ruleset.ts';
import { inputsOf } from '../../core/policy/testing/design-of.ts';
import { pairParts, partsSentence } from '../verdict/pair-parts.ts';
import { pairSentence } from '../verdict/pair-sentence.ts';
import { PairReasons } from './pair-reasons.ts';
import { named } from './shared-design.ts';

/** Each pair judged by itself, as the Verdict panel does it. */
function expectSameAsPanel(ruleset: Ruleset): void {
  const table = evaluateAll(ruleset);
  const reasons = new PairReasons(ruleset, table);
  for (const [row, { id: source }] of table.endpoints.entries())
    for (const [column, { id: destination }] of table.endpoints.entries()) {
      const result = evaluatePair(ruleset, source, destination);
      if (result === null) throw new Error('both are in the table');
      const said = pairSentence(result)
        .map(({ text }) => text)
        .join('');
      const parts = partsSentence(pairParts(result));
      expect(named(reasons.reason(row, column), source, destination)).toBe(parts === '' ? said : `${said} ${parts}`);
    }
}

const samples = readdirSync('assets/samples').filter((name) => name.endsWith('.yaml'));

test.each(samples)('every pair of %s says what the Verdict panel says', (name) => {
  const { document } = openDesign([{ name, text: readFileSync(`assets/samples/${name}`, 'utf8') }]);
  expectSameAsPanel(lower(Object.values(document.resources)));
});

test.each(Array.from({ length: 10 }, (_, seed) => 4_000 + seed))(
  'so does every pair of generated design %i',
  (seed) => {
    expectSameAsPanel(lower(inputsOf(generateDesign(seed, { version: '3.32' }))));
  },
);

test('pods that are alike are judged once, and each is called by its own name', () => {
  const pod = (name: string): string =>
    `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ns, labels: { app: x } }\n`;
  const { document } = openDesign([{ name: 'd', text: ['a', 'b', 'c'].map(pod).join('') }]);
  const ruleset = lower(Object.values(document.resources));
  const table = evaluateAll(ruleset);
  const reasons = new PairReasons(ruleset, table);
  expect(reasons.reason(0, 1)).toBe(reasons.reason(1, 2));
  expect(named(reasons.reason(0, 1), 'ns/a', 'ns/b')).toMatch(/^Allowed at ns\/b: /);
});

test('a row that is not there has no reason', () => {
  const ruleset = lower([]);
  expect(new PairReasons(ruleset, evaluateAll(ruleset)).reason(7, 8)).toBe('');
});
