import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { durationsFile, slowTest } from './lab-config.mjs';
import { root, tools } from './paths.mjs';

/** @typedef {'quick' | 'slow'} Suite */
/** What no run of a suite takes. @type {Readonly<Record<Suite, number>>} */
const minutes = { quick: 10, slow: 40 };

/**
 * `broken`: something failed, but no test says what: files that don't load, a run without end.
 * @typedef {{ result: 'passed' } | { result: 'failed', test: string } | { result: 'broken', why: string }} Outcome
 */
/** @typedef {{ name: string, status: string, startTime: number, endTime: number, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} FileReport */

const reportFile = 'report.json';

/** @param {string} report @returns {readonly FileReport[]} none where there is no report */
function filesOf(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
}

/** Copies of the evaluator in a temporary folder, where its tests run on faulty sources. */
export class Labs {
  /** @type {string} */
  #folder;
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #children = new Set();

  /** @param {number} count @returns the labs by their folders */
  constructor(count) {
    if (!existsSync(join(root, slowTest))) throw new Error(`${slowTest} is not there any more`);
    this.#folder = mkdtempSync(join(tmpdir(), 'firewright-mutate-'));
    // Test data lies beside the repository: one link serves all copies.
    const shared = join(root, '../shared');
    if (existsSync(shared)) symlinkSync(shared, join(this.#folder, 'shared'), 'junction');
    this.folders = Array.from({ length: count }, (_, index) => this.#furnish(`${index + 1}`));
  }

  /**
   * Runs a suite until its first failure.
   * @param {string} folder @param {Suite} suite @returns {Promise<Outcome>}
   */
  async run(folder, suite) {
    const report = join(folder, reportFile);
    rmSync(report, { force: true });
    const status = await this.#vitest(folder, suite, report);
    return outcomeOf(status, filesOf(report), folder);
  }

  /**
   * Runs the quick suite once, so that from then on its cheapest tests come first.
   * @param {string} folder @returns {Promise<Outcome>}
   */
  async measure(folder) {
    const outcome = await this.run(folder, 'quick');
    const files = filesOf(join(folder, reportFile));
    const durations = files.map(({ name, startTime, endTime }) => [name.slice(folder.length), endTime - startTime]);
    writeFileSync(join(folder, durationsFile), JSON.stringify(Object.fromEntries(durations)));
    return outcome;
  }

  /** Ends what runs, removes everything. */
  close() {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** @param {string} name */
  #furnish(name) {
    const folder = join(this.#folder, name);
    mkdirSync(join(folder, 'src'), { recursive: true });
    for (const path of ['README.md', 'package.json', 'tsconfig.json', 'src/core'])
      cpSync(join(root, path), join(folder, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return folder;
  }

  /** @param {string} folder @param {Suite} suite @param {string} report @returns {Promise<number>} */
  #vitest(folder, suite, report) {
    const config = join(root, 'scripts/lab-config.mjs');
    const args = [
      tools.vitest,
      'run',
      '--config',
      config,
      '--root',
      folder,
      '--reporter=json',
      `--outputFile=${report}`,
    ];
    const env = { ...process.env, FIREWRIGHT_SUITE: suite };
    return new Promise((resolve) => {
      const timeout = minutes[suite] * 60_000;
      const limits = /** @type {const} */ ({ timeout, killSignal: 'SIGKILL' });
      const child = spawn(process.execPath, args, { cwd: folder, env, stdio: 'ignore', ...limits });
      this.#children.add(child);
      const done = (/** @type {number | null} */ status) => {
        this.#children.delete(child);
        resolve(status ?? 1);
      };
      child.on('error', () => done(1));
      child.on('close', done);
    });
  }
}

/**
 * @param {number} status of the test runner
 * @param {readonly FileReport[]} files its report; empty where it wrote none
 * @param {string} folder to which files are named relatively
 * @returns {Outcome}
 */
export function outcomeOf(status, files, folder) {
  if (status === 0) return { result: 'passed' };
  const failed = files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({ ...test, file: relative(folder, name).replaceAll('\\', '/') })),
  );
  const [first] = failed.filter(({ failureMessages }) => !failureMessages.some((text) => /timed out in \d/.test(text)));
  if (first !== undefined) return { result: 'failed', test: `${first.file} > ${first.fullName}` };
  const [late] = failed;
  if (late !== undefined) return { result: 'broken', why: `${late.file} > ${late.fullName} did not end` };
  const unloaded = files.find((file) => file.status === 'failed');
  return { result: 'broken', why: unloaded?.message ?? 'the tests wrote no report, or ran too long' };
}
