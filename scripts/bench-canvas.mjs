import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromiumLaunchOptions, ensureChromium } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { machineLoad } from './machine-load.mjs';
import { callersFolder, root } from './paths.mjs';
import { createStaticServer, listen } from './static-server.mjs';

/*
 * Measures the window in headless Chromium against the targets of its speed:
 * `npm run bench:canvas -- [--json] [--only TEXT] [--rounds N] [--renderer FOLDER]`.
 */

/** @typedef {import('./canvas-bench/scenarios.mjs').Measured} Measured */

const usage =
  'usage: npm run bench:canvas -- [--json] [--only start|dropping|picture|allPanels|opening] [--rounds N] [--renderer FOLDER]';

/** @typedef {{ readonly name: string, readonly median: number, readonly p95: number, readonly longest: number, readonly count: number, readonly busyMs: number | null, readonly longTasks: number, readonly target: string, readonly met: boolean | null }} Row */

/** @param {readonly number[]} sorted @param {number} share */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param {Measured} measured @returns {Row} */
function rowOf({ name, target, millis, busyMs, longTasks }) {
  const sorted = [...millis].sort((a, b) => a - b);
  const row = { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), longest: sorted.at(-1) ?? 0 };
  const limits = [
    { word: 'median', limit: target.median, is: row.median },
    { word: 'p95', limit: target.p95, is: row.p95 },
    { word: 'longest', limit: target.longest, is: row.longest },
  ].flatMap(({ limit, ...rest }) => (limit === undefined ? [] : [{ ...rest, limit }]));
  return {
    name,
    ...row,
    count: millis.length,
    busyMs,
    longTasks,
    target: limits.map(({ word, limit }) => `${word} ≤ ${limit}`).join(', '),
    // A display's frame of 1/60 s is 16.7 ms; timers tell it to a tenth.
    met: limits.length === 0 ? null : limits.every(({ is, limit }) => is <= limit),
  };
}

const widths = [58, 9, 9, 9, 8, 11, 11, 26];

/** @param {readonly string[]} cells */
function print(...cells) {
  const line = cells.map((cell, index) =>
    index === 0 || index === 7 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
  );
  console.log(line.join('  ').trimEnd());
}

/** @param {Row} row */
function printRow({ name, median, p95, longest, count, busyMs, longTasks, target, met }) {
  const ms = (/** @type {number} */ value) => value.toFixed(1);
  const busy = busyMs === null ? '' : ms(busyMs);
  const verdict = met === null ? '' : met ? 'met' : 'not met';
  print(
    name,
    ms(median),
    ms(p95),
    ms(longest),
    String(count),
    busy,
    busyMs === null ? '' : String(longTasks),
    target,
    verdict,
  );
}

/** @returns {{ json: boolean, only: string, rounds: number, renderer: string | null } | null} null: wrong arguments */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        rounds: { type: 'string', default: '3' },
        renderer: { type: 'string' },
      },
    });
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) return null;
    return { json: values.json, only: values.only, rounds, renderer: values.renderer ?? null };
  } catch {
    return null;
  }
}

async function main() {
  const wishes = readArguments();
  if (wishes === null) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  await ensureDependencies();
  await ensureBuilt(wishes.renderer === null ? ['renderer', 'canvas-designs'] : ['canvas-designs']);
  if (!(await ensureChromium())) throw new Error('there is no browser to measure in');
  // Loaded only now: on a fresh checkout they are not installed before.
  const [{ chromium }, { scenarios }] = await Promise.all([
    import('@playwright/test'),
    import('./canvas-bench/scenarios.mjs'),
  ]);
  const designs = await import(pathToFileURL(join(root, 'dist/bench/canvas-designs.js')).href);
  const folder = wishes.renderer === null ? join(root, 'dist/renderer') : resolve(callersFolder(), wishes.renderer);
  const server = createStaticServer(folder);
  const url = `http://127.0.0.1:${await listen(server, 0)}/`;
  const browser = await chromium.launch(chromiumLaunchOptions());
  const before = machineLoad();
  /** @type {Row[]} */
  const rows = [];
  try {
    if (!wishes.json)
      print('milliseconds', 'median', 'p95', 'longest', 'count', 'busy/frame', 'long tasks', 'target', '');
    const bench = { browser, url, designs, rounds: wishes.rounds };
    for (const scenario of scenarios.filter(({ name }) => name.includes(wishes.only)))
      for await (const measured of asFarAsItGoes(scenario(bench))) {
        const row = rowOf(measured);
        rows.push(row);
        if (!wishes.json) printRow(row);
      }
  } finally {
    await browser.close();
    server.close();
  }
  const machine = { loadBefore: before, loadAfter: machineLoad() };
  if (wishes.json) console.log(JSON.stringify({ rows, machine }, null, 2));
  else
    console.log(
      `\nLoad of the machine (1, 5, 15 minutes): ${before} before, ${machine.loadAfter} after; ${wishes.rounds} rounds, the best one counts.`,
    );
}

/**
 * What of a scenario can be measured; that the rest can't is said.
 * @param {AsyncIterable<Measured>} scenario
 */
async function* asFarAsItGoes(scenario) {
  try {
    yield* scenario;
  } catch (error) {
    complain(error);
  }
}

/** @param {unknown} error */
function complain(error) {
  console.error(`Could not be measured: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

if (isEntryPoint(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    complain(error);
  }
}
