import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Whether the module is the program that Node was asked to run, and not one that it imports. Failures of such a
 * program are told in their own words, without a stack.
 * @param {string} moduleUrl its `import.meta.url`
 */
export function isEntryPoint(moduleUrl) {
  const asked = process.argv[1];
  const isIt = asked !== undefined && realpathSync(asked) === fileURLToPath(moduleUrl);
  if (isIt) process.on('uncaughtException', tellAndExit).on('unhandledRejection', tellAndExit);
  return isIt;
}

/** @param {unknown} error */
function tellAndExit(error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
