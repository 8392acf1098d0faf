import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { randomFrom } from '../../scripts/kill-test/ledger.mjs';
import { browserTarget } from './browser-target.mjs';
import { base, runRound } from './round.mjs';
import { standInTarget } from './stand-in-target.mjs';

/** @typedef {import('./round.mjs').Outcome} Outcome */

/** @type {Readonly<Record<string, (dist: string) => Promise<import('./round.mjs').Target>>>} */
const targets = {
  desktop: (dist) => standInTarget(dist, base),
  browser: (dist) => browserTarget(join(dist, 'renderer'), base),
};
const mostLostSeconds = 5;

/**
 * Kills each target so many times and prints what was lost.
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether nothing was damaged and never too much was lost
 */
export async function killTest(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      times: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      target: { type: 'string', default: Object.keys(targets).join(',') },
      dist: { type: 'string', default: join(root, 'dist') },
    },
  });
  const results = [];
  for (const name of values.target.split(',')) {
    const make = targets[name];
    if (make === undefined) throw new Error(`Unknown target "${name}": one of ${Object.keys(targets).join(', ')}`);
    for (let round = 1; round <= Number(values.times); round += 1) {
      const outcome = await oneRound(() => make(values.dist), Number(values.seed) * 1000 + round);
      results.push({ name, outcome });
      console.log(line(name, round, outcome));
    }
  }
  for (const name of new Set(results.map((result) => result.name)))
    console.log(
      summary(
        name,
        results.filter((result) => result.name === name).map(({ outcome }) => outcome),
      ),
    );
  return results.every(({ outcome }) => isGood(outcome));
}

/** @param {() => Promise<import('./round.mjs').Target>} make @param {number} seed */
async function oneRound(make, seed) {
  const target = await make();
  try {
    return await runRound(target, randomFrom(seed));
  } finally {
    await target.remove();
  }
}

/** @param {Outcome} outcome */
export function isGood({ lost, file }) {
  return file && lost !== null && lost <= mostLostSeconds;
}

/** @param {string} name @param {number} round @param {Outcome} outcome */
function line(name, round, { edits, saves, ranMs, offered, lost, file }) {
  const cells = [
    `${name} ${String(round).padStart(2)}`,
    `killed after ${(ranMs / 1000).toFixed(1)} s`,
    `${String(edits).padStart(2)} edits`,
    `${saves} saves`,
    lost === null ? 'FOUND WHAT NEVER WAS' : `lost ${lost.toFixed(1)} s`,
    file ? 'file whole' : 'FILE DAMAGED',
    `offered: ${offered}`,
  ];
  return cells.join('  ');
}

/** @param {string} name @param {readonly Outcome[]} outcomes */
function summary(name, outcomes) {
  const most = Math.max(...outcomes.map(({ lost }) => lost ?? Number.POSITIVE_INFINITY));
  const damaged = outcomes.filter(({ file }) => !file).length;
  const edits = outcomes.reduce((sum, outcome) => sum + outcome.edits, 0);
  return `${name}: ${outcomes.length} kills during ${edits} edits, at most ${most.toFixed(1)} s lost, ${damaged} files damaged`;
}
