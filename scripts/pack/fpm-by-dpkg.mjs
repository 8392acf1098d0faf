#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/*
 * Stands in for fpm, the program by which electron-builder makes a .deb and which it would fetch: takes the same
 * arguments and calls dpkg-deb. For `npm run pack:check`; packages for people are made by fpm itself.
 */

/** Options without a value. */
const flags = ['--force', '--debug'];

/**
 * @param {readonly string[]} args fpm's
 * @returns {{ options: ReadonlyMap<string, readonly string[]>, paths: readonly string[] }} `paths`: SOURCE=TARGET
 */
export function readArguments(args) {
  /** @type {Map<string, string[]>} */
  const options = new Map();
  /** @type {string[]} */
  const paths = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (flags.includes(argument)) continue;
    if (argument.startsWith('-')) {
      index += 1;
      options.set(argument, [...(options.get(argument) ?? []), args[index] ?? '']);
    } else paths.push(argument);
  }
  return { options, paths };
}

/** @param {ReadonlyMap<string, readonly string[]>} options @returns {string} the package's control file */
export function controlFile(options) {
  const one = (/** @type {string} */ name) => options.get(name)?.[0] ?? '';
  // fpm's first line is the synopsis; each further one is indented by one blank, an empty one is a dot.
  const [synopsis = '', ...description] = one('--description').split('\n');
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Section: one('--category'),
    Priority: one('--deb-priority'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    Depends: (options.get('-d') ?? []).join(', '),
    Recommends: (options.get('--deb-recommends') ?? []).join(', '),
    Homepage: one('--url'),
    Description: [synopsis, ...description.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\n`]));
  return lines.join('');
}

/** @param {readonly string[]} args */
function build(args) {
  const { options, paths } = readArguments(args);
  const one = (/** @type {string} */ name) => options.get(name)?.[0] ?? '';
  if (one('-t') !== 'deb') throw new Error(`Only .deb, not ${one('-t')}`);
  const folder = mkdtempSync(join(tmpdir(), 'firewright-deb-'));
  try {
    for (const path of paths) {
      const [source = '', target = ''] = path.split('=');
      mkdirSync(join(folder, dirname(target)), { recursive: true });
      cpSync(source, join(folder, target), { recursive: true });
    }
    mkdirSync(join(folder, 'DEBIAN'));
    writeFileSync(join(folder, 'DEBIAN/control'), controlFile(options));
    for (const [name, option] of /** @type {const} */ ([
      ['postinst', '--after-install'],
      ['postrm', '--after-remove'],
    ])) {
      writeFileSync(join(folder, 'DEBIAN', name), readFileSync(one(option)));
      chmodSync(join(folder, 'DEBIAN', name), 0o755);
    }
    chmodSync(folder, 0o755);
    const made = spawnSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', folder, one('--package')], {
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(made.stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('fpm-by-dpkg.mjs')) build(process.argv.slice(2));
