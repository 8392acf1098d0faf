import { expect, test } from 'vitest';
import { readOptions, selectMutants } from './mutate.mjs';

const mutants = ['Pass goes on', 'Log ends the tier', 'ipVersion 4 is ignored'].map((fault, index) => ({
  rule: `R${index + 1}.2`,
  fault,
  find: '',
  replace: '',
  number: index + 1,
  file: '',
  text: '',
}));

/** @type {readonly (readonly [only: readonly string[], numbers: readonly number[]])[]} */
const choices = [
  [[], [1, 2, 3]],
  [['2'], [2]],
  [['4'], []],
  [['ends THE'], [2]],
  [
    ['r3.2', '1'],
    [1, 3],
  ],
];
test.each(choices)('--only %j means the faults %j', (only, numbers) => {
  expect(selectMutants(mutants, only).map(({ number }) => number)).toEqual(numbers);
});

test('options are read, and a wrong one is told with the usage', () => {
  expect(readOptions(['--only', '3', '--only', 'tier', '--quick', '--jobs', '2'])).toEqual({
    only: ['3', 'tier'],
    isQuick: true,
    jobs: 2,
  });
  expect(readOptions([]).only).toEqual([]);
  for (const wrong of [['--jobs', '0'], ['--jobs', 'many'], ['--all']])
    expect(() => readOptions(wrong)).toThrow(/Usage: npm run mutate/);
});
