import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Vitest's configuration in a lab, which is the current folder.

/** The test over thousands of designs is asked only about what nothing else has caught. */
export const slowTest = 'src/core/policy/agreement.test.ts';
/** Tests of the naive reference say nothing about the evaluator. */
const testsOfReference = 'src/core/policy/reference/**';

const suites = {
  quick: { include: ['src/core/policy/**/*.test.ts'], exclude: [slowTest, testsOfReference] },
  slow: { include: [slowTest], exclude: [] },
};

/** How long each test file took without a fault; beside the labs once it is known. */
export const durationsFile = '../durations.json';

class CheapestFirst {
  /** @param {import('vitest/node').TestSpecification[]} files */
  async shard(files) {
    return files;
  }

  /** @param {import('vitest/node').TestSpecification[]} files */
  async sort(files) {
    const folder = process.cwd();
    const path = join(folder, durationsFile);
    /** @type {Record<string, number>} */
    const durations = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
    const costOf = (/** @type {string} */ file) => durations[file.slice(folder.length)] ?? 0;
    return [...files].sort((a, b) => costOf(a.moduleId) - costOf(b.moduleId));
  }
}

export default {
  cacheDir: join(process.cwd(), '.cache'),
  test: {
    ...(process.env['FIREWRIGHT_SUITE'] === 'slow' ? suites.slow : suites.quick),
    testTimeout: 120_000,
    bail: 1,
    sequence: { sequencer: CheapestFirst },
    // One thread, which ends with its process, keeps what it has loaded: the evaluator has no state between two tests.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    experimental: { fsModuleCache: true, fsModuleCachePath: join(process.cwd(), '.cache/modules') },
  },
};
