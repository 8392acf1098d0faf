import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { capture } from './run.mjs';

const fetchTimeout = 5 * 60_000;

/**
 * The folder of the `electron` package. Its main module must never be loaded under plain Node: that alone starts a
 * download.
 */
function packageFolder() {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

/** Electron's program file if it is on this machine, else null. Downloads nothing. */
export function findElectron() {
  const folder = packageFolder();
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'),
    readFileSync(pathFile, 'utf8'),
  );
  return existsSync(binary) ? binary : null;
}

/** As `findElectron`, but lets the package fetch its program file once if it is missing. */
export async function findOrFetchElectron() {
  const found = findElectron();
  if (found !== null) return found;
  process.stderr.write('Fetching Electron …\n');
  const installer = join(packageFolder(), 'install.js');
  const { status } = await capture([installer], { timeout: fetchTimeout });
  return status === 0 ? findElectron() : null;
}
