import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** @typedef {import('./bundle-parts.mjs').BundlePart} BundlePart */
/** @typedef {import('./bundle-parts.mjs').When} When */
/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly texts: readonly string[], readonly bytes: Readonly<Record<When, number>> }} BundledPackage */

/** Licences under which others' code may be handed on with this program, by their SPDX names. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1'];

/** What the bundler itself puts into a bundle comes from no file. */
const makersOfVirtualModules = [
  { prefix: '\0vite/', name: 'vite' },
  { prefix: '\0rolldown/', name: 'rolldown' },
];

/**
 * The folder of the package that a module is of, or null if the module is our own. Throws if nobody knows whose it is.
 * @param {string} id as the bundler names a module: a path, with a query perhaps, or the name of something that it made
 * @param {string} root the repository's folder
 * @returns {string | null}
 */
export function folderOfPackage(id, root) {
  if (id.startsWith('\0')) {
    const maker = makersOfVirtualModules.find(({ prefix }) => id.startsWith(prefix));
    if (maker === undefined) throw new Error(`Nobody knows whose the bundled module ${JSON.stringify(id)} is`);
    return join(root, 'node_modules', maker.name);
  }
  const path = id.replaceAll('\\', '/').replace(/\?.*$/s, '');
  const found = /^(.*\/|)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/s.exec(path);
  return found === null ? null : resolve(root, `${found[1] ?? ''}node_modules/${found[2] ?? ''}`);
}

/**
 * The packages that are really in a bundle, by name, each with its licence and the notices that its files carry.
 * @param {readonly BundlePart[]} parts
 * @param {string} root
 * @returns {{ packages: BundledPackage[], complaints: string[] }} `complaints`: why they may not be handed on
 */
export function bundledPackages(parts, root) {
  /** @type {Map<string, { bytes: Record<When, number>, files: Set<string> }>} */
  const byFolder = new Map();
  for (const { when, modules } of parts)
    for (const { id, bytes } of modules) {
      const folder = folderOfPackage(id, root);
      if (folder === null) continue;
      const found = byFolder.get(folder) ?? { bytes: { start: 0, later: 0, worker: 0 }, files: new Set() };
      found.bytes[when] += bytes;
      if (/\.[cm]?js$/.test(id) && !id.startsWith('\0')) found.files.add(id);
      byFolder.set(folder, found);
    }
  const packages = [...byFolder]
    .map(([folder, { bytes, files }]) => ({ ...readPackage(folder, [...files]), bytes }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { packages, complaints: packages.flatMap(complaintsAbout) };
}

/** @param {Omit<BundledPackage, 'bytes'>} bundled @returns {string[]} */
function complaintsAbout({ name, version, licence, texts }) {
  const about = `${name} ${version}`;
  return [
    ...(allowed.includes(licence) ? [] : [`${about} is bundled under the licence "${licence}", which is not allowed`]),
    ...(texts.length > 0 ? [] : [`${about} is bundled and has no file with the text of its licence`]),
  ];
}

/** @param {string} folder @param {readonly string[]} files of it that are bundled */
function readPackage(folder, files) {
  /** @type {unknown} */
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const field = (/** @type {string} */ key) => {
    const value = typeof about === 'object' && about !== null ? Reflect.get(about, key) : undefined;
    return typeof value === 'string' ? value : 'not stated';
  };
  const licences = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(name))
    .sort()
    .map((name) => ownPart(readFileSync(join(folder, name), 'utf8')));
  const notices = files.flatMap((file) => noticesIn(readFileSync(file, 'utf8')));
  const more = [...new Set(notices)].filter((notice) => !licences.some((text) => says(text, notice)));
  return {
    name: field('name'),
    version: field('version'),
    licence: field('license'),
    texts: licences.length === 0 ? [] : [...licences, ...more],
  };
}

/** A bundler's file goes on with the licences of its own dependencies, none of which gets into a page. @param {string} text */
function ownPart(text) {
  return (
    text
      .replaceAll('\r\n', '\n')
      .split(/^# Licenses of bundled dependencies$/m)[0]
      ?.trim() ?? ''
  );
}

/**
 * Comments that name a copyright or licence: of what the authors of a package took from others in their turn.
 * @param {string} code
 */
function noticesIn(code) {
  return [...code.matchAll(/\/\*[\s\S]*?\*\//g)]
    .map(([comment]) =>
      comment
        .slice(2, -2)
        .replace(/^[ \t]*[*!]+ ?/gm, '')
        .trim(),
    )
    .filter((text) => /copyright|licen[cs]e/i.test(text));
}

/** Whether a licence says what a notice does, but for breaks and spaces. @param {string} text @param {string} notice */
function says(text, notice) {
  const plain = (/** @type {string} */ words) => words.replace(/[\s*]+/g, ' ').trim();
  return plain(text).includes(plain(notice));
}
