import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Rune modules (`*.svelte.ts`) are compiled as in the browser, although the tests run in Node.
  plugins: [svelte({ configFile: false })],
  resolve: { conditions: ['browser'] },
  test: {
    environment: 'node',
    include: ['{src,electron,scripts}/**/*.test.{ts,mjs}'],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
