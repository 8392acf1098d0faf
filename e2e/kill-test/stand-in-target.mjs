import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumLaunchOptions } from '../../scripts/browser.mjs';
import { KillableProgram } from '../electron/stand-in/killable.mjs';

/** @typedef {import('./round.mjs').Target} Target */
/** @typedef {import('./round.mjs').Running} Running */

/**
 * The desktop program: main process and window on the stand-in for Electron, the user's file on the disk.
 * @param {string} dist folder with `electron/` and `renderer/` as built
 * @param {string} base text of the design
 * @returns {Promise<Target>}
 */
export async function standInTarget(dist, base) {
  const folder = await mkdtemp(join(tmpdir(), 'firewright-kill-'));
  const path = join(folder, 'files/design.firewright.yaml');
  await mkdir(join(folder, 'files'));
  await writeFile(path, base);
  const start = async (/** @type {readonly string[]} */ args) => {
    const options = { dist, args, userData: join(folder, 'user-data'), browser: chromiumLaunchOptions() };
    return KillableProgram.start(options);
  };
  return {
    start: () => start([path]),
    startAgain: () => start([]),
    fileText: () => readFile(path, 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
