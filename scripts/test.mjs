import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, ensureSecondRenderer } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { isEntryPoint } from './entry-point.mjs';
import { ensureDependencies } from './install.mjs';
import { root, tools } from './paths.mjs';
import { run } from './run.mjs';
import { unitReport } from './vitest-reporter.mjs';

/** @typedef {import('./vitest-reporter.mjs').Tally} Tally */
/** @typedef {{ name: string, part: 'unit' | 'e2e' | 'rest', run: () => Promise<Tally> }} Step */

const e2eReport = join(root, 'test-results/e2e.json');

/** More journeys than these that pass only when they are run again are a fault of the program, or theirs. */
const mostUnsteady = 3;

/** @type {readonly Step[]} */
const steps = [
  { name: 'format', part: 'rest', run: () => check([tools.prettier, '--check', '.']) },
  { name: 'lint', part: 'rest', run: () => check([tools.eslint, '--max-warnings', '0', '.']) },
  { name: 'types', part: 'rest', run: () => check([join(root, 'scripts/typecheck.mjs')]) },
  { name: 'unit', part: 'unit', run: runUnitTests },
  { name: 'packages', part: 'rest', run: () => check([join(root, 'scripts/pack-check.mjs')]) },
  { name: 'end to end', part: 'e2e', run: runEndToEndTests },
];

/** A step without counted tests: nothing, or one failure. @param {readonly string[]} args @returns {Promise<Tally>} */
async function check(args) {
  const status = await run(process.execPath, args);
  return { passed: 0, failed: status === 0 ? 0 : 1, skipped: [] };
}

/** @returns {Promise<Tally>} */
async function runUnitTests() {
  rmSync(unitReport, { force: true });
  const status = await run(process.execPath, [
    tools.vitest,
    'run',
    '--reporter=default',
    '--reporter=./scripts/vitest-reporter.mjs',
  ]);
  return settled(status, existsSync(unitReport) ? JSON.parse(readFileSync(unitReport, 'utf8')) : null);
}

/** @returns {Promise<Tally>} */
async function runEndToEndTests() {
  await ensureBuilt(['renderer', 'web', 'main', 'preload', 'cli', 'bench', 'fuzz']);
  if (!(await ensureChromium())) throw new Error('No Chrome, Chromium or Edge was found and none could be installed.');
  await ensureSecondRenderer();
  rmSync(e2eReport, { force: true });
  const status = await run(process.execPath, [tools.playwright, 'test']);
  return settled(status, existsSync(e2eReport) ? tallyOfPlaywright(JSON.parse(readFileSync(e2eReport, 'utf8'))) : null);
}

/** A runner that failed without a failed test (nothing found, crashed) counts as one. @param {number} status @param {Tally | null} tally @returns {Tally} */
function settled(status, tally) {
  const { failed, ...rest } = tally ?? { passed: 0, failed: 0, skipped: [] };
  return { ...rest, failed: status !== 0 && failed === 0 ? 1 : failed };
}

/** @typedef {{ title: string, suites?: Suite[], specs?: Spec[] }} Suite */
/** @typedef {{ title: string, file: string, tests: { status: string, annotations: { type: string, description?: string }[] }[] }} Spec */

/** @param {{ suites: Suite[], errors: unknown[] }} report Playwright's JSON @returns {Tally} */
export function tallyOfPlaywright(report) {
  const specs = report.suites.flatMap(specsOf);
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ ...test, name: `${spec.file} > ${spec.title}` })));
  /** @param {string} status */
  const those = (status) => tests.filter((test) => test.status === status);
  const unsteady = those('flaky').map((test) => test.name);
  const tooMany = Math.max(0, unsteady.length - mostUnsteady);
  return {
    passed: those('expected').length + unsteady.length - tooMany,
    failed: those('unexpected').length + tooMany + report.errors.length,
    skipped: those('skipped').map((test) => {
      const reason = test.annotations.find((note) => note.type === 'skip' || note.type === 'fixme')?.description;
      return `${test.name}: ${reason ?? 'no reason given'}`;
    }),
    unsteady,
  };
}

/** @param {Suite} suite @returns {Spec[]} */
function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/** @param {Step} step @returns {Promise<Tally>} */
async function runStep(step) {
  const started = Date.now();
  console.log(`\n── ${step.name} ──`);
  const tally = await step.run().catch((error) => {
    console.log(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1, skipped: [] };
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`── ${step.name}: ${tally.failed === 0 ? 'ok' : 'failed'} in ${seconds} s`);
  return tally;
}

if (isEntryPoint(import.meta.url)) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((flag) => flag !== '--unit' && flag !== '--e2e');
  if (unknown !== undefined) throw new Error(`Unknown option ${unknown}\nUsage: npm test -- [--unit] [--e2e]`);
  const tallies = [];
  try {
    await ensureDependencies();
    for (const step of steps) {
      if (asked.length === 0 || asked.includes(`--${step.part}`)) tallies.push(await runStep(step));
    }
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    tallies.push({ passed: 0, failed: 1, skipped: [] });
  }
  for (const line of tallies.flatMap((tally) => tally.skipped)) console.log(`skipped: ${line}`);
  for (const line of tallies.flatMap((tally) => tally.unsteady ?? [])) console.log(`passed when run again: ${line}`);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
