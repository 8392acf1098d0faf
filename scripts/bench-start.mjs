import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rowsOf, tableOf } from './bench-start/measures.mjs';
import { chromiumLaunchOptions, ensureChromium } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { machineLoad } from './machine-load.mjs';
import { callersFolder, root } from './paths.mjs';

/*
 * Measures how the program starts: the web build in headless Chromium, cold and with its files at hand, and the desktop
 * program on the stand-in for Electron and, where its program file is, on Electron:
 * `npm run bench:start -- [--json] [--rounds N] [--dist FOLDER]`.
 */

const usage = 'usage: npm run bench:start -- [--json] [--rounds N] [--dist FOLDER]';

/** @typedef {import('./bench-start/measures.mjs').Figures} Figures */
/** @typedef {import('./bench-start/measures.mjs').Row} Row */

/** @returns {{ json: boolean, rounds: number, dist: string | null } | null} null: wrong arguments */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '5' },
        dist: { type: 'string' },
      },
    });
    const rounds = Number(values.rounds);
    return Number.isInteger(rounds) && rounds > 0 ? { json: values.json, rounds, dist: values.dist ?? null } : null;
  } catch {
    return null;
  }
}

/**
 * One start after the other: together they would be in each other's way.
 * @template T
 * @param {number} rounds
 * @param {() => Promise<T>} start
 * @returns {Promise<T[]>}
 */
async function repeated(rounds, start) {
  const starts = [];
  for (let round = 0; round < rounds; round += 1) starts.push(await start());
  return starts;
}

/** @param {string} dist @param {number} rounds @returns {Promise<Row[]>} */
async function inBrowser(dist, rounds) {
  const [{ chromium }, { browserStart }] = await Promise.all([
    import('@playwright/test'),
    import('./bench-start/browser-start.mjs'),
  ]);
  const folder = ['web', 'renderer'].map((name) => join(dist, name)).find((path) => existsSync(path));
  if (folder === undefined) return [];
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const starts = await repeated(rounds, () => browserStart(browser, folder));
    return [
      ...rowsOf(
        'browser, cold',
        starts.map(({ cold }) => cold),
      ),
      ...rowsOf(
        'browser, warm',
        starts.map(({ warm }) => warm),
      ),
    ];
  } finally {
    await browser.close();
  }
}

/** @param {string} dist @param {number} rounds @returns {Promise<Row[]>} */
async function onDesktop(dist, rounds) {
  if (!existsSync(join(dist, 'electron/main.js'))) return [];
  const { electronStart, standInStart } = await import('./bench-start/desktop-start.mjs');
  const onStandIn = rowsOf('stand-in for Electron', await repeated(rounds, () => standInStart(dist)));
  const binary = findElectron();
  if (binary === null) return onStandIn;
  return [...onStandIn, ...rowsOf('Electron', await repeated(rounds, () => electronStart(dist, binary)))];
}

async function main() {
  const wishes = readArguments();
  if (wishes === null) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  await ensureDependencies();
  if (wishes.dist === null) await ensureBuilt(['web', 'main', 'preload']);
  if (!(await ensureChromium())) throw new Error('there is no browser to measure in');
  const dist = wishes.dist === null ? join(root, 'dist') : resolve(callersFolder(), wishes.dist);
  const before = machineLoad();
  const rows = [...(await inBrowser(dist, wishes.rounds)), ...(await onDesktop(dist, wishes.rounds))];
  if (rows.length === 0) throw new Error(`nothing that is built in ${dist}`);
  const machine = { loadBefore: before, loadAfter: machineLoad(), hasElectron: findElectron() !== null };
  if (wishes.json) return console.log(JSON.stringify({ rows, machine }, null, 2));
  console.log(tableOf(rows));
  console.log(`\nLoad of the machine (1, 5, 15 minutes): ${before} before, ${machine.loadAfter} after.`);
  if (!machine.hasElectron)
    console.log('Electron’s program file is not on this machine: only its stand-in was measured.');
}

if (isEntryPoint(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(`Could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
