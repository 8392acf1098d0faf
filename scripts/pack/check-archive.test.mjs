import { describe, expect, test } from 'vitest';
import { archiveChecks, tellingLine } from './check-archive.mjs';

const metadata = { name: 'firewright', version: '1.2.3', main: 'dist/electron/main.js', scripts: {}, type: 'module' };
const sample =
  'apiVersion: v1\nmetadata:\n  name: "quoted, and so the longest line of them all"\n# told by this line\n';
const project = { samples: new Map([['a.yaml', sample]]), root: '/home/me/firewright', metadata };
const assets = 'dist/renderer/assets';

const complete = {
  'package.json': JSON.stringify({ ...metadata, scripts: undefined }),
  'dist/electron/main.js': 'import "electron";',
  'dist/electron/preload.cjs': '',
  'dist/renderer/index.html': '<script src="./assets/index-Abc123_-.js"></script>',
  'dist/renderer/presenter.html': '<script src="./assets/presenter-12345678.js"></script>',
  'dist/renderer/licences.txt': 'MIT',
  [`${assets}/index-Abc123_-.js`]: 'import("./Dialogs-12345678.js"); "# told by this line"',
  [`${assets}/Dialogs-12345678.js`]: '',
  [`${assets}/presenter-12345678.js`]: '',
  [`${assets}/evaluator.worker-12345678.js`]: '',
  [`${assets}/style-12345678.css`]: 'url(./inter-latin-wght-normal-12345678.woff2)',
  [`${assets}/inter-latin-wght-normal-12345678.woff2`]: '',
  [`${assets}/firewright-12345678.svg`]: '',
};

/** @param {Readonly<Record<string, string>>} files @param {number} [bytes] */
function faultsOf(files, bytes = 1000) {
  const contents = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const checks = archiveChecks({ files: contents, headerHash: '', faults: [], bytes }, project);
  return checks.flatMap((row) => row.faults);
}

/** @param {string} path */
function without(path) {
  return Object.fromEntries(Object.entries(complete).filter(([name]) => name !== path));
}

describe('an archive', () => {
  test('that is complete has no fault', () => {
    expect(faultsOf(complete)).toEqual([]);
  });

  test.each([
    ['dist/electron/preload.cjs', ['preload is missing']],
    [`${assets}/evaluator.worker-12345678.js`, ['evaluator is missing']],
    [`${assets}/Dialogs-12345678.js`, ['Dialogs-12345678.js is missing']],
    ['dist/renderer/presenter.html', ['page of the presenter is missing']],
    ['dist/renderer/licences.txt', ['licences of what is bundled is missing']],
  ])('without %s is told of it', (path, faults) => {
    expect(faultsOf(without(path))).toEqual(faults);
  });

  test.each([
    'src/main.ts',
    'electron/ipc.test.ts',
    'node_modules/svelte/package.json',
    'dist/electron/main.js.map',
    `${assets}/index-Abc123_-.js.map`,
    'dist/renderer/service-worker.js',
    'dist/bench/fuzz.js',
  ])('with %s is told of it', (path) => {
    expect(faultsOf({ ...complete, [path]: '' })).toEqual([`${path} does not belong here`]);
  });

  test.each([
    ['a map', '//# sourceMappingURL=main.js.map', 'dist/electron/main.js holds "sourceMappingURL="'],
    ['a folder', '"/home/me/firewright/src"', 'dist/electron/main.js holds "/home/me/firewright"'],
  ])('that names %s of where it was built is told of it', (_name, text, fault) => {
    expect(faultsOf({ ...complete, 'dist/electron/main.js': text })).toEqual([fault]);
  });

  test('with another package.json is told of it', () => {
    const text = JSON.stringify({ ...metadata, version: '9', devDependencies: {} });
    expect(faultsOf({ ...complete, 'package.json': text })).toEqual([
      'version is "9", not "1.2.3"',
      'scripts does not belong here',
      'devDependencies does not belong here',
    ]);
  });

  test('without a sample is told of it', () => {
    expect(faultsOf({ ...complete, [`${assets}/index-Abc123_-.js`]: '' })).toEqual(['a.yaml is missing']);
  });

  test('that is too large is told of its largest files', () => {
    expect(faultsOf(complete, 5 * 1024 * 1024)).toHaveLength(5);
  });
});

test('the telling line of a design is the longest that a script’s string keeps as it is', () => {
  expect(tellingLine(sample)).toBe('# told by this line');
});
