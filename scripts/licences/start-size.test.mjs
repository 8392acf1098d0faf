import { expect, test } from 'vitest';
import { startBytes, startComplaint, startGroups } from './start-size.mjs';

/** @param {string} file @param {import('./bundle-parts.mjs').When} when @param {Record<string, number>} modules */
function part(file, when, modules) {
  const shares = Object.entries(modules).map(([id, bytes]) => ({ id, bytes }));
  return { file, when, bytes: shares.reduce((sum, { bytes }) => sum + bytes, 0), modules: shares };
}

const parts = [
  part('index.js', 'start', {
    '/r/node_modules/cytoscape/dist/a.mjs': 400,
    '/r/node_modules/@codemirror/view/index.js': 50,
    '/r/src/ui/canvas/gestures/a.ts': 30,
    '/r/src/ui/canvas/Canvas.svelte?svelte&type=style': 10,
    '/r/src/main.ts': 5,
    '/r/assets/samples/a.yaml?raw': 4,
    '\0vite/preload-helper.js': 1,
  }),
  part('style.css', 'start', { 'assets/style.css': 20 }),
  part('dialogs.js', 'later', { '/r/src/ui/chrome/Dialogs.svelte': 900 }),
  part('assets/evaluator.worker-x.js', 'worker', { '/r/src/core/policy/a.ts': 70, '/r/src/core/net/a.ts': 7 }),
  part('assets/comparer.worker-x.js', 'worker', { '/r/src/core/compare/a.ts': 800 }),
];

test('the first window’s bytes are grouped by package or folder, with the worker that judges, biggest first', () => {
  const groups = startGroups(parts, '/r/');
  expect(Object.entries(groups)).toEqual([
    ['cytoscape', 400],
    ['worker of the evaluator', 77],
    ['@codemirror/view', 50],
    ['src/ui/canvas', 40],
    ['style sheet', 20],
    ['src', 5],
    ['assets/samples', 4],
    ['the bundler', 1],
  ]);
  expect(startBytes(groups)).toBe(597);
});

test('growth beyond the limit is told with the groups that grew, most first; below it nothing is', () => {
  const groups = { cytoscape: 400_000, '@codemirror/view': 180_000, 'src/app': 71_000, svelte: 80_000 };
  const record = { limit: 600_000, groups: { cytoscape: 400_000, 'src/app': 70_000, svelte: 90_000, gone: 9 } };
  const complaint = startComplaint(groups, record);
  expect(complaint?.split('\n').slice(0, 3)).toEqual([
    'The first window loads 731.0 kB, and may load 600.0 kB. What grew since it was recorded:',
    '  @codemirror/view: 180.0 kB more, new',
    '  src/app: 1.0 kB more',
  ]);
  expect(complaint).not.toContain('svelte');
  expect(startComplaint(groups, { ...record, limit: 731_000 })).toBeNull();
});
