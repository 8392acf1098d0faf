import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

/** What the files of one row may import: files of its own row, of the rows in `sees`, and these packages. */
interface Row {
  readonly sees: readonly string[];
  readonly packages: readonly string[];
}

const result = 'src/core/result.ts';
const [json, model, selector, net, manifest, yaml, policy, reference, builders, edit] = [
  'src/core/model/json.ts',
  'src/core/model/',
  'src/core/selector/',
  'src/core/net/',
  'src/core/manifest/',
  'src/core/manifest/yaml.ts',
  'src/core/policy/',
  'src/core/policy/reference/',
  'src/core/policy/testing/',
  'src/core/edit/',
];
const ground = [result, json, model, selector, net, manifest, yaml, policy, edit];
const [report, lint, fix, guard, expectations, lesson] = [
  'src/core/report/',
  'src/core/lint/',
  'src/core/fix/',
  'src/core/guard/',
  'src/core/expect/',
  'src/core/lesson/',
];
const cleanManifest = 'src/core/export/clean-manifest.ts';
const [exportTesting, expectTesting, canvasTesting] = [
  'src/core/export/testing/',
  'src/core/expect/testing/',
  'src/ui/canvas/testing/',
];
const core = [
  ...ground,
  lint,
  fix,
  guard,
  expectations,
  lesson,
  'src/core/check/',
  'src/core/compare/',
  'src/core/export/',
  cleanManifest,
  'src/core/file/',
  'src/core/find/',
  'src/core/walk/',
  'src/core/reach/',
  report,
];
const [protocol, client, worker] = ['src/worker/protocol.ts', 'src/worker/evaluator-client.ts', 'src/worker/'];
const [comparing, comparerClient] = ['src/worker/compare-protocol.ts', 'src/worker/comparer-client.ts'];
const [appHost, ipcContract, memoryHost] = [
  'src/host/app-host.ts',
  'src/host/ipc-contract.ts',
  'src/host/memory-host.ts',
];
const swMessages = 'src/service-worker/messages.ts';
const [served, parser, payloads, replies, scheme] = [
  'electron/ipc.ts',
  'electron/parser.ts',
  'electron/payloads.ts',
  'electron/replies.ts',
  'electron/scheme.ts',
];
const [markdown, library] = ['src/ui/lessons/markdown.ts', 'src/lessons.ts'];
const [app, ui, editor, cytoscapeView, cytoscapeWays, samples, assets] = [
  'src/app/',
  'src/ui/',
  'src/ui/editor/',
  'src/ui/canvas/cytoscape-view.ts',
  'src/ui/canvas/cytoscape-ways.ts',
  'src/samples.ts',
  'assets/',
];

/** A file belongs to the row with the longest key that its path starts with. A new folder needs a row. */
const rows: Readonly<Record<string, Row>> = {
  [result]: { sees: [], packages: [] },
  // What any manifest is made of, read or not.
  [json]: { sees: [], packages: [] },
  [selector]: { sees: [result, json], packages: [] },
  [net]: { sees: [result, json], packages: [] },
  [model]: { sees: [result, json, selector, net], packages: [] },
  [manifest]: { sees: [result, json, model, selector, net, yaml], packages: [] },
  [yaml]: { sees: [result, json, model, manifest], packages: ['js-yaml'] },
  // Lowering starts from the typed readers of resources.
  [policy]: { sees: [result, json, model, selector, net, manifest], packages: [] },
  // The naive evaluator and the design generators: held against the real ones, never part of the program.
  [reference]: { sees: [result, json, model, selector, net, manifest, policy], packages: [] },
  // Short ways to say a design in tests.
  [builders]: { sees: [result, json, model, selector, net, manifest, policy], packages: ['vitest'] },
  [edit]: { sees: [result, json, model, selector, net, manifest], packages: [] },
  'src/core/check/': { sees: ground, packages: [] },
  // What a cluster writes into its objects is nobody's design: export knows it.
  [cleanManifest]: { sees: [result, json, model], packages: [] },
  'src/core/compare/': { sees: [...ground, cleanManifest], packages: [] },
  'src/core/export/': { sees: [...ground, cleanManifest, 'src/core/check/'], packages: [] },
  // What a design is after its export was read again, for tests.
  [exportTesting]: { sees: [...ground, 'src/core/export/', 'src/core/file/'], packages: [] },
  // A design as it would be exported, step by step.
  [guard]: { sees: [...ground, lint, 'src/core/export/', 'src/core/check/'], packages: [] },
  [lint]: { sees: [...ground, guard], packages: [] },
  [fix]: { sees: [...ground, lint], packages: [] },
  [expectTesting]: { sees: [], packages: [] },
  [expectations]: { sees: [...ground, 'src/core/compare/'], packages: [] },
  // A lesson is played by the evaluator.
  [lesson]: { sees: [...ground, expectations], packages: [] },
  'src/core/find/': {
    sees: [result, json, model, selector, net, manifest, policy, 'src/core/compare/', expectations],
    packages: [],
  },
  'src/core/reach/': { sees: [result, model, net, policy, 'src/core/find/'], packages: [] },
  // A trace as a packet's way.
  'src/core/walk/': { sees: [result, json, model, selector, net, manifest, policy], packages: [] },
  // Rows and columns as text, for the command line and the clipboard.
  [report]: { sees: [result, net], packages: [] },
  'src/core/file/': { sees: [result, json, model, manifest, yaml, edit], packages: [] },
  [protocol]: { sees: [...core, worker], packages: [] },
  [client]: { sees: [...core, protocol, worker], packages: [] },
  [comparing]: { sees: [...core, protocol], packages: [] },
  [comparerClient]: { sees: [...core, protocol, comparing, worker], packages: [] },
  [worker]: { sees: [...core, protocol, client, comparing, comparerClient], packages: [] },
  'src/cli/': { sees: core, packages: ['node:'] },
  // Hostile messages go to what serves them in the main process.
  'src/bench/': { sees: [...core, reference, protocol, worker, ipcContract, served, payloads], packages: ['node:'] },
  [appHost]: { sees: [result], packages: [] },
  [ipcContract]: { sees: [result, appHost], packages: [] },
  [memoryHost]: { sees: [result, appHost], packages: [] },
  'src/host/': { sees: [result, appHost, ipcContract, swMessages], packages: [] },
  // What the page and its service worker say to each other.
  [swMessages]: { sees: [], packages: [] },
  'src/service-worker/': { sees: [swMessages], packages: [] },
  [app]: { sees: [...core, protocol, client, comparing, comparerClient, appHost, assets], packages: ['svelte'] },
  [ui]: {
    sees: [...core, app, editor, markdown, cytoscapeView, assets],
    packages: ['svelte', '@fontsource-variable/inter'],
  },
  // Short ways to say a picture in tests.
  [canvasTesting]: { sees: [...core, app, ui, builders], packages: [] },
  // The texts of lessons, as a tree.
  [markdown]: {
    sees: [],
    packages: ['mdast', 'mdast-util-from-markdown', 'mdast-util-gfm-table', 'micromark-extension-gfm-table'],
  },
  // Text editors: YAML and selectors.
  [editor]: { sees: [...core, app, ui], packages: ['svelte', '@codemirror', '@lezer'] },
  [cytoscapeView]: { sees: [...core, app, ui, cytoscapeWays], packages: ['cytoscape'] },
  [cytoscapeWays]: { sees: [...core, ui], packages: ['cytoscape'] },
  [samples]: { sees: [app, assets], packages: [] },
  [library]: { sees: [app, assets], packages: [] },
  'src/lessons.test.ts': { sees: [...core, library, assets], packages: [] },
  'src/main.ts': {
    sees: [...core, protocol, client, comparerClient, worker, appHost, 'src/host/', app, ui, samples, library, assets],
    packages: ['svelte', '@fontsource-variable/inter'],
  },
  'src/presenter.ts': { sees: [appHost, 'src/host/', ui], packages: ['svelte', '@fontsource-variable/inter'] },
  'electron/': {
    sees: [result, appHost, ipcContract, served, parser, payloads, replies, scheme],
    packages: ['electron', 'node:'],
  },
  // What decides on messages of the page and on its files sees nothing of Electron.
  [parser]: { sees: [], packages: [] },
  [payloads]: { sees: [appHost, ipcContract, parser], packages: [] },
  [replies]: { sees: [result, appHost, ipcContract, parser, payloads], packages: [] },
  [served]: { sees: [ipcContract, payloads, replies, scheme], packages: [] },
  [scheme]: { sees: [], packages: ['node:'] },
  'e2e/': { sees: [...core, 'scripts/'], packages: ['@playwright/test', '@axe-core/playwright', 'node:'] },
  [assets]: { sees: [], packages: [] },
  'scripts/': { sees: [], packages: [] },
};
const forTests: Row = {
  sees: [...core, reference, builders, exportTesting, expectTesting, canvasTesting, memoryHost, assets],
  packages: ['vitest', 'fast-check', 'js-yaml', 'ajv', 'node:'],
};

const patterns = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /(?<!\.)\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bimport\.meta\.glob(?:<[^>]*>)?\(\s*['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"](\.[^'"]+)['"]/g,
];

function rowOf(path: string): string | undefined {
  return Object.keys(rows)
    .filter((key) => path.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
}

/** Says what is wrong with importing `specifier` from `file`, or null. */
function complaint(file: string, specifier: string): string | null {
  const key = rowOf(file);
  const row = key === undefined ? undefined : rows[key];
  if (key === undefined || row === undefined) return `${file} is in no row of the table`;
  const allowed = /\.test\.ts$/.test(file) ? [row, forTests] : [row];
  if (!specifier.startsWith('.')) {
    const fits = (name: string): boolean =>
      name === 'node:' ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);
    return allowed.some((part) => part.packages.some(fits)) ? null : `${file} may not use the package ${specifier}`;
  }
  const target = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
  if (!/\.\w+$/.test(target)) return `${file} imports ${specifier} without its extension`;
  const targetKey = rowOf(target);
  if (targetKey === undefined) return `${file} imports ${target}, which is in no row of the table`;
  const seen = targetKey === key || allowed.some((part) => part.sees.includes(targetKey));
  return seen ? null : `${file} may not see ${target}`;
}

function complaints(file: string, text: string): readonly string[] {
  const specifiers = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  const found = specifiers.map((specifier) => complaint(file, specifier)).filter((line) => line !== null);
  return rowOf(file) === undefined ? [`${file} is in no row of the table`, ...found] : found;
}

function sourceFiles(): readonly string[] {
  return ['src', 'electron', 'e2e'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
      .filter((path) => /\.(ts|svelte)$/.test(path) && path !== 'src/layers.test.ts'),
  );
}

test('every import of the program follows the table', () => {
  expect(sourceFiles().flatMap((file) => complaints(file, readFileSync(file, 'utf8')))).toEqual([]);
});

describe('the table refuses', () => {
  const refused: readonly (readonly [why: string, file: string, text: string])[] = [
    ['policy knowing edit', 'src/core/policy/a.ts', `import { x } from '../edit/patch.ts';`],
    ['a type import upwards', 'src/core/net/a.ts', `import type {\n  X,\n} from '../model/ids.ts';`],
    ['a re-export upwards', 'src/core/result.ts', `export * from './model/ids.ts';`],
    ['a dynamic import', 'src/core/net/a.ts', `const x = await import('../../app/app.ts');`],
    ['a type named in place', 'src/core/net/a.ts', `type X = import('../policy/trace.ts').X;`],
    ['Node in core', 'src/core/file/a.ts', `import { readFile } from 'node:fs/promises';`],
    ['js-yaml outside yaml.ts', 'src/core/manifest/read.ts', `import { load } from 'js-yaml';`],
    ['cytoscape outside its view', 'src/ui/canvas/Canvas.svelte', `<script lang="ts">\n  import c from 'cytoscape';`],
    ['the reference in the program', 'src/core/policy/evaluate.ts', `import { x } from './reference/naive.ts';`],
    ['the worker itself in app', 'src/app/app.ts', `import '../worker/evaluator.worker.ts';`],
    ['an adapter in electron', 'electron/ipc.ts', `import { x } from '../src/host/browser-host.ts';`],
    ['a worker started by ui', 'src/ui/a.ts', `new Worker(new URL('../worker/evaluator.worker.ts', import.meta.url));`],
    ['a folder without a row', 'src/core/utils/a.ts', `export const x = 1;`],
    ['a missing extension', 'src/core/model/a.ts', `import { ok } from '../result';`],
  ];
  test.each(refused)('%s', (_why, file, text) => {
    expect(complaints(file, text)).toHaveLength(1);
  });
});

test('the table admits what the design draws', () => {
  const admitted: readonly (readonly [file: string, text: string])[] = [
    [
      'src/core/policy/evaluate.ts',
      `import { x } from '../selector/parse.ts';\nimport { y } from '../manifest/read-tier.ts';`,
    ],
    ['src/core/policy/evaluate.test.ts', `import { x } from './reference/naive.ts';\nimport fc from 'fast-check';`],
    ['src/core/manifest/yaml.ts', `import { load } from 'js-yaml';`],
    ['src/ui/canvas/cytoscape-view.ts', `import cytoscape from 'cytoscape';\nimport { x } from './project.ts';`],
    ['src/main.ts', `new Worker(new URL('./worker/evaluator.worker.ts', import.meta.url), { type: 'module' });`],
    [
      'electron/main.ts',
      `import type { IpcRequests } from '../src/host/ipc-contract.ts';\nimport { ipcMain } from 'electron';`,
    ],
  ];
  expect(admitted.flatMap(([file, text]) => complaints(file, text))).toEqual([]);
});
