import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureDependencies } from './install.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { root, tools } from './paths.mjs';
import { capture } from './run.mjs';
import { assembleWeb } from './web-build.mjs';

/** What can be built, and the file or folder that it becomes. `main` … `fuzz` are modes of vite.node.config.ts. */
const outputs = {
  renderer: 'dist/renderer',
  web: 'dist/web',
  main: 'dist/electron/main.js',
  preload: 'dist/electron/preload.cjs',
  cli: 'dist/cli/firewright.js',
  bench: 'dist/bench/bench.js',
  fuzz: 'dist/bench/fuzz.js',
  'canvas-designs': 'dist/bench/canvas-designs.js',
};
/** @typedef {keyof typeof outputs} Target */

const sources = [
  'src',
  'electron',
  'assets',
  'vite.config.ts',
  'vite.node.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'scripts/web-build.mjs',
  'scripts/licences',
  'scripts/static-server.mjs',
];
// Stamps are kept out of dist, which is packed, and inside node_modules, so that a new install builds anew.
const stampFolder = join(root, 'node_modules/.cache/firewright');

/** @param {string} path from the repository's folder @returns {string[]} every file that can change a build */
function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return /\.test\.ts$/.test(path) ? [] : [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Builds into a folder of its own and moves the result into place, so that a program running at the same time
 * never reads half a bundle.
 * @param {Target} target
 */
async function build(target) {
  const output = join(root, outputs[target]);
  const workFolder = join(root, 'dist', `.building-${target}-${process.pid}`);
  const isFolder = target === 'renderer' || target === 'web';
  try {
    await bundle(target === 'web' ? 'service-worker' : target, workFolder);
    if (target === 'web') completeWeb(workFolder);
    mkdirSync(dirname(output), { recursive: true });
    if (isFolder) rmSync(output, { recursive: true, force: true });
    renameSync(isFolder ? workFolder : join(workFolder, output.slice(dirname(output).length + 1)), output);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** @param {string} mode of vite.node.config.ts, or the renderer @param {string} folder */
async function bundle(mode, folder) {
  const how = mode === 'renderer' ? [] : ['--config', 'vite.node.config.ts', '--mode', mode];
  const { status, output: log } = await capture([tools.vite, 'build', ...how, '--outDir', folder, '--emptyOutDir']);
  if (status !== 0) throw new Error(`Building ${mode} failed:\n${log}`);
}

/** The web build is the renderer's with what a browser needs to keep it. @param {string} folder with the worker's bundle */
function completeWeb(folder) {
  const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
  const renderer = join(root, outputs.renderer);
  assembleWeb({ renderer, web: join(root, 'assets/web'), worker, out: folder });
}

/**
 * Builds every target whose sources changed since it was built. Talks on stderr only; throws with the bundler's words.
 * @param {readonly Target[]} targets
 * @param {{ quiet?: boolean }} [options]
 */
export async function ensureBuilt(targets, { quiet = false } = {}) {
  const hash = hashOfSources();
  mkdirSync(stampFolder, { recursive: true });
  // The web build is made from the renderer's.
  const ordered = targets.includes('web') ? [...new Set(/** @type {Target[]} */ (['renderer', ...targets]))] : targets;
  for (const target of ordered) {
    const stampFile = join(stampFolder, target);
    const fresh =
      existsSync(join(root, outputs[target])) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
    if (fresh) continue;
    if (!quiet) process.stderr.write(`Building ${target} …\n`);
    await build(target);
    writeFileSync(stampFile, hash);
  }
}

/** @param {string} name @returns {name is Target} */
function isTarget(name) {
  return Object.hasOwn(outputs, name);
}

if (isEntryPoint(import.meta.url)) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !isTarget(name));
  if (unknown !== undefined) {
    console.error(`Unknown target "${unknown}": one of ${Object.keys(outputs).join(', ')}`);
    process.exit(2);
  }
  await ensureDependencies();
  await ensureBuilt(asked.length > 0 ? asked.filter(isTarget) : ['renderer', 'main', 'preload', 'cli']);
}
