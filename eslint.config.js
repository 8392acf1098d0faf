import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

// Style only that a machine can judge. Layers are judged by src/layers.test.ts, layout by prettier, types by tsc.
export default ts.config(
  { ignores: ['**/node_modules/', 'dist/', 'release/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-param-reassign': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-depth': ['error', 4],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Discriminated unions are written as types throughout.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      // Taking a key out of a fresh copy of a record is how a patch is applied.
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    // typescript knows every name; eslint would have to be told them.
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'no-undef': 'off' },
  },
  { files: ['**/*.svelte'], rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' } },
  { files: ['scripts/**', 'e2e/**/*.mjs', '*.config.js'], languageOptions: { globals: globals.node } },
  {
    files: ['scripts/canvas-bench/**', 'scripts/bench-start/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  { files: ['scripts/**', 'src/cli/**', 'src/bench/**', 'e2e/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.test.ts', '**/*.test.mjs', 'e2e/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'max-lines': 'off',
    },
  },
);
