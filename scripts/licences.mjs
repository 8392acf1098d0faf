import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { root, tools } from './paths.mjs';
import { capture } from './run.mjs';

/*
 * `npm run licences`: what of others is bundled, under which licences, and how big it is. The build makes the list, of what
 * is really in the bundles, and fails where something may not be handed on (scripts/licences/vite-plugins.mjs).
 * `-- --record` takes what the first window loads now as the size that growth is told from.
 */

const usage = 'usage: npm run licences -- [--record]';
const oneFileBundles = ['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/cli/firewright.js'];

/** The table at the top of the licence file. @param {string} text */
export function tableOf(text) {
  const [, , table = ''] = text.split('\n\n');
  return table;
}

/** The packages that a bundle of one file names at its end. @param {string} code */
export function namedAtTheEnd(code) {
  const [, comment = ''] = code.split('/*! Bundled with this program:\n');
  return [...comment.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+ \d+\.\S+ \(\S+\))$/gm)].map(([, name = '']) => name);
}

async function record() {
  const folder = join(root, 'node_modules/.cache/firewright/start-size');
  process.env['FIREWRIGHT_RECORD_START'] = '1';
  const { status, output } = await capture([tools.vite, 'build', '--outDir', folder, '--emptyOutDir']);
  if (status !== 0) throw new Error(`Building the renderer failed:\n${output}`);
  console.log('Recorded in scripts/licences/start-size.json; the limit there is yours to set.');
}

async function print() {
  await ensureBuilt(['renderer', 'main', 'preload', 'cli']);
  console.log(
    `In the window and its workers:\n\n${tableOf(readFileSync(join(root, 'dist/renderer/licences.txt'), 'utf8'))}\n`,
  );
  for (const file of oneFileBundles.filter((path) => existsSync(join(root, path)))) {
    const named = namedAtTheEnd(readFileSync(join(root, file), 'utf8'));
    console.log(`In ${file}: ${named.length === 0 ? 'nothing of others' : named.join(', ')}`);
  }
}

async function main() {
  try {
    const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
    await ensureDependencies();
    await (values.record ? record() : print());
  } catch (error) {
    console.error(error instanceof TypeError ? usage : error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof TypeError ? 2 : 1;
  }
}

if (isEntryPoint(import.meta.url)) await main();
