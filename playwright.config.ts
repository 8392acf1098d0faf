import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/browser.mjs';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  // Two busy cores sometimes starve a browser in the middle of a gesture. What passes only then is printed by name, and
  // scripts/test.mjs lets no more than a few of them pass; the journeys that kill the program are never run again.
  retries: 1,
  // A busy machine with two cores takes several seconds to start the program.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: chromiumLaunchOptions(),
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'browser', testMatch: '*.spec.ts', testIgnore: 'electron/**' },
    // These start browsers of their own. The runner would trace and photograph them too, and fails a test whose
    // predecessor's browser is just going away.
    { name: 'desktop', testMatch: 'electron/**/*.spec.ts', use: { trace: 'off', screenshot: 'off' } },
  ],
});
