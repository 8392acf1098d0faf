import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

export const unitReport = join(root, 'test-results/unit.json');

/** `unsteady` passed only when they were run again. @typedef {{ passed: number, failed: number, skipped: string[], unsteady?: string[] }} Tally */

/** Counts for scripts/test.mjs; unlike Vitest's JSON, with the reasons given to `skip(reason)`. */
export default class TallyReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} strayErrors errors that belong to no test
   */
  onTestRunEnd(modules, strayErrors) {
    /** @type {Tally} */
    const tally = { passed: 0, failed: strayErrors.length, skipped: [] };
    for (const module of modules) {
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') tally.passed += 1;
        else if (result.state === 'failed') failedTests += 1;
        else tally.skipped.push(`${module.relativeModuleId} > ${test.fullName}: ${skipReason(result)}`);
      }
      // A file that could not be loaded, or whose hook failed, has no failed test.
      tally.failed += failedTests === 0 && !module.ok() ? 1 : failedTests;
    }
    mkdirSync(dirname(unitReport), { recursive: true });
    writeFileSync(unitReport, JSON.stringify(tally));
  }
}

/** @param {import('vitest/node').TestResult} result */
function skipReason(result) {
  return (result.state === 'skipped' && result.note) || 'no reason given';
}
