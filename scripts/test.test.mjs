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
  });
});
