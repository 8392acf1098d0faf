import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentSecurityPolicy } from './static-server.mjs';

const workerName = 'service-worker.js';
const pageName = 'index.html';
/** For somebody else's server, which sends no headers. */
const policy = `
    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`;

/** What makes the first page one that can be installed. */
const installable = `
    <meta name="description" content="Designer for host firewalls: draw a cluster, see every verdict and its reason" />
    <link rel="manifest" href="./manifest.webmanifest" />
    <link rel="apple-touch-icon" href="./icons/192x192.png" />`;

/**
 * Makes a folder for any static server of a built renderer: with the web app manifest, its icons, and a service worker
 * that keeps all files of this very build.
 * @param {{ renderer: string, web: string, worker: string, out: string }} parts `web`: folder of the files to add;
 *   `worker`: the bundled service worker's text; `out`: a folder, there already
 * @returns {{ version: string, files: readonly { path: string, integrity: string }[] }}
 */
export function assembleWeb({ renderer, web, worker, out }) {
  for (const folder of [renderer, web]) {
    for (const path of filesBelow(folder).filter(isServed)) cpSync(join(folder, path), join(out, path));
  }
  for (const name of readdirSync(out).filter((file) => file.endsWith('.html')))
    addToHead(join(out, name), name === pageName ? policy + installable : policy);
  const build = buildOf(out);
  writeFileSync(join(out, workerName), `const webBuild = ${JSON.stringify(build, null, 1)};\n${worker}`);
  return build;
}

/** @param {string} path of a page @param {string} elements */
function addToHead(path, elements) {
  const page = readFileSync(path, 'utf8');
  const charset = '<meta charset="utf-8" />';
  if (!page.includes(charset)) throw new Error(`${path} does not name its character set where it is looked for`);
  writeFileSync(path, page.replace(charset, charset + elements));
}

/**
 * Every file of the folder but the worker itself, and a version that differs when any of them does.
 * @param {string} folder
 */
function buildOf(folder) {
  const files = filesBelow(folder)
    .filter((path) => path !== workerName)
    .map((path) => ({
      // Servers redirect from the page's name to the folder, or the other way round; the folder works with all.
      path: path === pageName ? '' : path,
      integrity: `sha256-${createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('base64')}`,
    }));
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { version, files };
}

/** Neither maps of sources nor what tools leave behind. @param {string} path */
function isServed(path) {
  return !path.endsWith('.map') && !path.split('/').some((name) => name.startsWith('.'));
}

/** @param {string} folder @returns {string[]} paths below it with slashes, sorted */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
