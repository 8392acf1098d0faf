import { expect, test } from 'vitest';
import { tallyOfPlaywright } from './test.mjs';

test('Playwright results are counted through nested suites, skipped ones with their reason', () => {
  /** @param {string} title @param {string} status @param {{ type: string, description?: string }[]} [annotations] */
  const spec = (title, status, annotations = []) => ({ title, file: 'a.spec.ts', tests: [{ status, annotations }] });
  const report = {
    errors: [{ message: 'a spec file that does not load' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('one', 'expected'), spec('two', 'unexpected')],
        suites: [
          {
            title: 'inner',
            specs: [
              spec('three', 'expected'),
              spec('four', 'skipped', [{ type: 'skip', description: 'no Electron here' }]),
              spec('five', 'skipped'),
            ],
          },
        ],
      },
    ],
  };
  expect(tallyOfPlaywright(report)).toEqual({
    passed: 2,
    failed: 2,
    skipped: ['a.spec.ts > four: no Electron here', 'a.spec.ts > five: no reason given'],
    unsteady: [],
  });
});

test.each([
  [1, { passed: 2, failed: 0 }],
  [3, { passed: 4, failed: 0 }],
  [5, { passed: 4, failed: 2 }],
])('of %i journeys that passed only when run again, three pass', (many, counts) => {
  const names = Array.from({ length: many }, (_, index) => `again ${index}`);
  /** @param {string} title @param {string} status */
  const spec = (title, status) => ({ title, file: 'a.spec.ts', tests: [{ status, annotations: [] }] });
  const specs = [spec('steady', 'expected'), ...names.map((name) => spec(name, 'flaky'))];
  const tally = tallyOfPlaywright({ errors: [], suites: [{ title: 'a.spec.ts', specs }] });
  expect(tally).toEqual({ ...counts, skipped: [], unsteady: names.map((name) => `a.spec.ts > ${name}`) });
});
