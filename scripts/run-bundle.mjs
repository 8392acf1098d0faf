import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureDependencies } from './install.mjs';
import { callersFolder, root } from './paths.mjs';

/**
 * Runs one of our Node bundles in the caller's folder with this program's arguments, input and output, and ends with
 * its exit status. Nothing else is written to stdout.
 * @param {'cli' | 'bench' | 'fuzz'} target
 * @param {string} file from the repository's folder
 * @param {readonly string[]} [nodeOptions]
 */
export async function runBundle(target, file, nodeOptions = []) {
  await ensureDependencies();
  await ensureBuilt([target], { quiet: target === 'cli' });
  const child = spawn(process.execPath, [...nodeOptions, join(root, file), ...process.argv.slice(2)], {
    cwd: callersFolder(),
    stdio: 'inherit',
  });
  process.exitCode = await new Promise((settle) => {
    child.on('error', () => settle(1));
    child.on('close', (status, signal) => settle(signal === null ? (status ?? 1) : 1));
  });
}
