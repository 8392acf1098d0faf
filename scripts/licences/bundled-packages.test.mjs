import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bundledPackages, folderOfPackage } from './bundled-packages.mjs';

describe('whose a module is', () => {
  /** @type {readonly [id: string, folder: string | null][]} */
  const rows = [
    ['/r/src/main.ts', null],
    ['/r/src/node_modules.ts', null],
    ['/r/assets/samples/a.yaml?raw', null],
    ['/r/node_modules/cytoscape/dist/cytoscape.esm.mjs', '/r/node_modules/cytoscape'],
    ['/r/node_modules/@codemirror/view/dist/index.js?v=1', '/r/node_modules/@codemirror/view'],
    ['/r/node_modules/a/node_modules/@b/c/index.js', '/r/node_modules/a/node_modules/@b/c'],
    ['\0vite/preload-helper.js', '/r/node_modules/vite'],
    ['\0rolldown/runtime.js', '/r/node_modules/rolldown'],
  ];
  test.each(rows)('%j', (id, folder) => {
    expect(
      folderOfPackage(id, '/r')
        ?.replaceAll('\\', '/')
        .replace(/^[A-Z]:/, '') ?? null,
    ).toBe(folder);
  });

  test('a module that nobody knows is no silent part of the program', () => {
    expect(() => folderOfPackage('\0someone/helper.js', '/r')).toThrow('someone/helper.js');
  });
});

/** @param {Readonly<Record<string, string>>} files @returns {string} a folder with them, for this test */
function folderWith(files) {
  const folder = mkdtempSync(join(tmpdir(), 'firewright-licences-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** @param {Record<string, string>} files of node_modules/one; its index.js is bundled */
function bundling(files) {
  const root = folderWith(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`node_modules/one/${path}`, text])),
  );
  const modules = [{ id: `${root.replaceAll('\\', '/')}/node_modules/one/index.js`, bytes: 5 }];
  return bundledPackages(
    [
      { file: 'a.js', when: 'start', bytes: 5, modules },
      { file: 'b.js', when: 'later', bytes: 5, modules },
    ],
    root,
  );
}

const about = (/** @type {object} */ more) =>
  JSON.stringify({ name: 'one', version: '1.0.0', license: 'MIT', ...more });
const licence = 'MIT License\n\nCopyright (c) One.\nDo as you like.';

describe('a bundled package', () => {
  test('is told with version, licence, text and its bytes for each time of loading', () => {
    const { packages, complaints } = bundling({ 'package.json': about({}), LICENSE: licence, 'index.js': '' });
    expect(complaints).toEqual([]);
    expect(packages).toEqual([
      { name: 'one', version: '1.0.0', licence: 'MIT', texts: [licence], bytes: { start: 5, later: 5, worker: 0 } },
    ]);
  });

  /** @type {readonly [why: string, files: Record<string, string>, complaint: RegExp][]} */
  const refused = [
    ['GPL', { 'package.json': about({ license: 'GPL-3.0' }), LICENSE: licence }, /"GPL-3.0", which is not allowed/],
    ['none stated', { 'package.json': about({ license: undefined }), LICENSE: licence }, /"not stated"/],
    ['old list', { 'package.json': about({ license: [{ type: 'MIT' }] }), LICENSE: licence }, /"not stated"/],
    ['no text', { 'package.json': about({}), 'license-update.mjs': 'x' }, /no file with the text of its licence/],
  ];
  test.each(refused)('may not be handed on: %s', (_why, files, complaint) => {
    const { complaints } = bundling({ 'index.js': '', ...files });
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(complaint);
  });

  test('goes with the notices that its files keep of others, once, and not with its own licence again', () => {
    const { packages } = bundling({
      'package.json': about({}),
      'LICENSE.md': licence,
      'index.js': [
        '/**\n * Copyright (c) One. Do as\n * you like.\n */',
        '/* Only a comment */',
        '/*! Springs: copyright Two, MIT licence */',
        '/*! Springs: copyright Two, MIT licence */',
      ].join('\ncode();\n'),
    });
    expect(packages[0]?.texts).toEqual([licence, 'Springs: copyright Two, MIT licence']);
  });

  test('of a bundler goes without the licences of what the bundler itself is made of', () => {
    const more = '# Licenses of bundled dependencies\n\n- GPL of somebody';
    const { packages } = bundling({ 'package.json': about({}), LICENSE: `${licence}\n\n${more}`, 'index.js': '' });
    expect(packages[0]?.texts).toEqual([licence]);
  });
});
