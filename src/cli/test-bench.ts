import type { Outcome } from './outcome.ts';
import { run } from './run.ts';

/** For tests: the program called as in a shell, with words that hold no blanks. */
export function call(line: string, stdin = ''): Outcome {
  return run(line.split(' ').filter(Boolean), () => new TextEncoder().encode(stdin));
}
