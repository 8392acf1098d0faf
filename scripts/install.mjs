import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const lockFile = join(root, 'package-lock.json');
const installedFile = join(root, 'node_modules/.package-lock.json');
const stampFile = join(root, 'node_modules/.firewright-lock');

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry */

/**
 * @param {string} file
 * @returns {Record<string, LockEntry>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** npm's own record of what it installed against what the lock file asks for; npm leaves other platforms' packages out. */
function installedAsLocked() {
  if (!existsSync(installedFile)) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf(lockFile)).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.integrity === wanted.integrity;
  });
}

/** Installs what package-lock.json asks for, unless it is there. Talks on stderr only; throws if npm fails. */
export async function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Firewright needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  }
  const stamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!installedAsLocked()) {
    process.stderr.write('Installing dependencies …\n');
    const status = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (status !== 0) throw new Error(`Installing the dependencies failed: npm ci ended with status ${status}.`);
  }
  writeFileSync(stampFile, stamp);
}

/** @param {readonly string[]} args */
function npm(args) {
  const own = process.env['npm_execpath'];
  if (own?.endsWith('npm-cli.js')) return run(process.execPath, [own, ...args], { toStderr: true });
  // npm is a .cmd file on Windows, which only a shell starts. The arguments are ours.
  return run('npm', args, { toStderr: true, shell: process.platform === 'win32' });
}
