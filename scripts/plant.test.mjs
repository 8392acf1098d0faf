import { expect, test } from 'vitest';
import { faults } from './faults/all.mjs';
import { compilerComplaints, evaluatorSources, plant } from './plant.mjs';

const fault = { rule: 'R1', fault: 'a fault', find: 'a < b', replace: '$& <= b' };

test('a fault takes the place of its text, to the letter', () => {
  const { mutants, complaints } = plant([fault], new Map([['a.ts', 'if (a < b) go();']]));
  expect(complaints).toEqual([]);
  expect(mutants).toEqual([{ ...fault, number: 1, file: 'a.ts', text: 'if ($& <= b) go();' }]);
});

/** @type {readonly (readonly [what: string, sources: Record<string, string>, times: number])[]} */
const unclear = [
  ['that nothing holds', { 'a.ts': 'a > b' }, 0],
  ['that one file holds twice', { 'a.ts': 'a < b; a < b' }, 2],
  ['that two files hold', { 'a.ts': 'a < b', 'b.ts': 'a < b' }, 2],
];
test.each(unclear)('a text %s is a complaint, and no mutant', (_what, sources, times) => {
  const { mutants, complaints } = plant([fault], new Map(Object.entries(sources)));
  expect(mutants).toEqual([]);
  expect(complaints).toEqual([`1. a fault: its text is there ${times} times, not once: a < b`]);
});

test('every fault of the table has its place in the evaluator, and a sentence of its own', () => {
  expect(plant(faults, evaluatorSources()).complaints).toEqual([]);
  expect(new Set(faults.map((each) => each.fault)).size).toBe(faults.length);
});

test('a fault that does not compile is a complaint', () => {
  const file = 'src/core/policy/compose.ts';
  const mutant = { ...fault, number: 7, file };
  const source = evaluatorSources().get(file) ?? '';
  expect(compilerComplaints([{ ...mutant, text: source }])).toEqual([]);
  expect(compilerComplaints([{ ...mutant, text: `${source}\nexport const wrong: number = '';\n` }])).toEqual([
    "7. a fault: does not compile: Type 'string' is not assignable to type 'number'.",
  ]);
}, 60_000);
