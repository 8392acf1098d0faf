import { readFileSync } from 'node:fs';
import { failure, type Outcome } from './outcome.ts';
import { run } from './run.ts';

/** A fault of the program must not look like a verdict: Node's own status for it is 1. */
function runSafely(): Outcome {
  try {
    return run(process.argv.slice(2), () => readFileSync(0));
  } catch (error) {
    return failure(`firewright failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

// Whoever reads the output may stop early: `firewright verdicts … | head`.
process.stdout.on('error', () => process.exit());

const { status, out, diagnostics } = runSafely();
process.exitCode = status;
process.stderr.write(diagnostics);
process.stdout.write(out);
