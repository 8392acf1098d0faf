import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {{ found: boolean, path: string | null, reason: string }} Tool `reason` says what is missing without it */

/** Programs of this machine by which more can be checked than the unpacked package. Nothing is ever fetched for it. */
export function toolsAtHand() {
  return {
    gzip: { found: process.platform !== 'win32', path: null, reason: 'a stand-in for 7-Zip needs a Unix' },
    sevenZip: onPath(['7zz', '7za', '7z']),
    dpkg: onPath(['dpkg-deb']),
    squashfs: both(onPath(['mksquashfs']), onPath(['unsquashfs'])),
    desktopFiles: onPath(['desktop-file-validate']),
    mimeTypes: onPath(['update-mime-database']),
    nsis: onPath(['makensis']),
  };
}

/** @param {readonly string[]} names any of them @returns {Tool} */
function onPath(names) {
  const reason = `${names.at(-1)} is not on this machine`;
  if (process.platform === 'win32') return { found: false, path: null, reason };
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const path = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(canRun);
  return { found: path !== undefined, path: path ?? null, reason };
}

/** @param {Tool} tool @param {Tool} companion @returns {Tool} */
function both(tool, companion) {
  return companion.found ? tool : companion;
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
