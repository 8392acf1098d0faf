import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder that the user called from: npm itself changes to the repository before it runs a script. */
export function callersFolder() {
  return process.env['npm_lifecycle_event'] === undefined ? process.cwd() : (process.env['INIT_CWD'] ?? process.cwd());
}

/** A program of an installed package, to be run with Node: `.bin` links are shell scripts on Windows. */
export const tools = {
  electronBuilder: join(root, 'node_modules/electron-builder/cli.js'),
  eslint: join(root, 'node_modules/eslint/bin/eslint.js'),
  playwright: join(root, 'node_modules/@playwright/test/cli.js'),
  prettier: join(root, 'node_modules/prettier/bin/prettier.cjs'),
  svelteCheck: join(root, 'node_modules/svelte-check/bin/svelte-check'),
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  vite: join(root, 'node_modules/vite/bin/vite.js'),
  vitest: join(root, 'node_modules/vitest/vitest.mjs'),
};
