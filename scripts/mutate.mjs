import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isEntryPoint } from './entry-point.mjs';
import { faults } from './faults/all.mjs';
import { Labs } from './lab.mjs';
import { compilerComplaints, evaluatorSources, plant } from './plant.mjs';

/** @typedef {import('./plant.mjs').Mutant} Mutant */
/** @typedef {import('./lab.mjs').Outcome} Outcome */
/** @typedef {{ mutant: Mutant, outcome: Outcome, seconds: number }} Trial */

const usage = `Usage: npm run mutate -- [--only NUMBER|WORDS]… [--quick] [--jobs N]

Puts faults into copies of the evaluator, one by one, and says which test catches each.
  --only   the fault of that number, or those whose sentence or rule contains the words
  --quick  without the test over thousands of designs
  --jobs   copies at work at the same time (default: one for each processor)`;

/** @param {readonly string[]} args */
export function readOptions(args) {
  const { values } = parseOrExplain(args);
  const jobs = values.jobs === undefined ? availableParallelism() : Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`--jobs needs a number from 1.\n${usage}`);
  return { only: values.only ?? [], isQuick: values.quick === true, jobs };
}

/** @param {readonly string[]} args */
function parseOrExplain(args) {
  try {
    const options = /** @type {const} */ ({
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean' },
      jobs: { type: 'string' },
    });
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

/**
 * @param {readonly Mutant[]} mutants
 * @param {readonly string[]} only numbers or words; empty: all
 * @returns {readonly Mutant[]}
 */
export function selectMutants(mutants, only) {
  const fits = (/** @type {Mutant} */ { number, fault, rule }, /** @type {string} */ asked) =>
    /^\d+$/.test(asked) ? number === Number(asked) : `${fault} ${rule}`.toLowerCase().includes(asked.toLowerCase());
  return only.length === 0 ? mutants : mutants.filter((mutant) => only.some((asked) => fits(mutant, asked)));
}

/** Tries faults in the labs, each lab one after the other. */
class Trials {
  /** @type {Labs} */
  #labs;
  /** @type {Promise<Outcome> | null} */
  #slowWithoutFault = null;

  /** @type {boolean} */
  #isQuick;

  /** @param {Labs} labs @param {boolean} isQuick */
  constructor(labs, isQuick) {
    this.#labs = labs;
    this.#isQuick = isQuick;
  }

  /** Without a fault all must pass, or every fault would seem to be caught. @param {string} folder */
  async withoutFault(folder) {
    demandPassed(await this.#labs.measure(folder));
  }

  /**
   * @param {readonly Mutant[]} mutants
   * @param {(trial: Trial) => void} tell
   * @returns {Promise<readonly Trial[]>} in the order of the table
   */
  async all(mutants, tell) {
    /** @type {Trial[]} */
    const trials = [];
    const waiting = [...mutants];
    const work = async (/** @type {string} */ folder) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const trial = await this.#try(mutant, folder);
        trials.push(trial);
        tell(trial);
      }
    };
    await Promise.all(this.#labs.folders.map(work));
    return trials.sort((a, b) => a.mutant.number - b.mutant.number);
  }

  /** @param {Mutant} mutant @param {string} folder @returns {Promise<Trial>} */
  async #try(mutant, folder) {
    const started = Date.now();
    const path = join(folder, mutant.file);
    writeFileSync(path, mutant.text);
    try {
      let outcome = await this.#labs.run(folder, 'quick');
      if (outcome.result === 'passed' && !this.#isQuick) outcome = await this.#slow(mutant, folder, path);
      return { mutant, outcome, seconds: (Date.now() - started) / 1000 };
    } finally {
      writeFileSync(path, sourceOf(mutant.file));
    }
  }

  /** @param {Mutant} mutant @param {string} folder @param {string} path @returns {Promise<Outcome>} */
  async #slow(mutant, folder, path) {
    if (this.#slowWithoutFault === null) {
      writeFileSync(path, sourceOf(mutant.file));
      this.#slowWithoutFault = this.#labs.run(folder, 'slow');
      await this.#slowWithoutFault;
      writeFileSync(path, mutant.text);
    }
    demandPassed(await this.#slowWithoutFault);
    return await this.#labs.run(folder, 'slow');
  }
}

const sources = evaluatorSources();

/** @param {string} file @returns {string} */
function sourceOf(file) {
  const text = sources.get(file);
  if (text === undefined) throw new Error(`${file} is none of the evaluator's files`);
  return text;
}

/** @param {Outcome} outcome */
function demandPassed(outcome) {
  if (outcome.result === 'passed') return;
  throw new Error(`Without any fault: ${outcome.result === 'failed' ? outcome.test : outcome.why}`);
}

/** @param {Trial} trial @returns {string} */
function sayTrial({ mutant, outcome, seconds }) {
  const { number, rule, fault, file } = mutant;
  return `| ${number} | ${rule} | ${fault} | ${file.replace('src/core/', '')} | ${sayOutcome(outcome)} | ${seconds.toFixed(0)} |`;
}

/** @param {Outcome} outcome @returns {string} */
function sayOutcome(outcome) {
  if (outcome.result === 'passed') return '**nothing: it survives**';
  // A bar would end the table's cell.
  const text =
    outcome.result === 'failed' ? outcome.test.replace('src/core/policy/', '') : `**broken:** ${outcome.why}`;
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** @param {readonly string[]} args @returns {Promise<number>} exit status */
async function main(args) {
  const { only, isQuick, jobs } = readOptions(args);
  const { mutants: planted, complaints } = plant(faults, sources);
  const mutants = selectMutants(planted, only);
  const refused = [...complaints, ...compilerComplaints(mutants)];
  if (refused.length > 0) throw new Error(`The table of faults must be mended:\n${refused.join('\n')}`);
  if (mutants.length === 0) throw new Error(`No fault fits --only ${only.join(' --only ')}.`);
  const labs = new Labs(Math.min(jobs, mutants.length));
  const [first = ''] = labs.folders;
  process.once('exit', () => labs.close());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  const trials = new Trials(labs, isQuick);
  await trials.withoutFault(first);
  console.log('| # | rule | fault | file | caught by | s |\n|---|---|---|---|---|---|');
  const done = await trials.all(mutants, (trial) => console.log(sayTrial(trial)));
  const open = done.filter(({ outcome }) => outcome.result !== 'failed');
  console.log(`\n${done.length - open.length} of ${done.length} faults caught`);
  for (const trial of open) console.log(sayTrial(trial));
  return open.length === 0 ? 0 : 1;
}

if (isEntryPoint(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
