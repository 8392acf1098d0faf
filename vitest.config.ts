import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const withRunes = ['src/app/**/*.test.ts', 'src/ui/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          environment: 'node',
          include: ['{src,electron,scripts}/**/*.test.{ts,mjs}'],
          exclude: withRunes,
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: { name: 'runes', environment: './scripts/vitest-environment.mjs', include: withRunes },
      },
    ],
  },
});
