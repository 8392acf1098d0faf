import { hostLints } from './host-lints.ts';
import type { LintFinding, LintInput } from './lint.ts';
import { policyLints } from './policy-lints.ts';

/** All lints, one after the other: a step after each, so that whoever asks can do something else in between. */
export function* lintInSteps(input: LintInput): Generator<void, readonly LintFinding[], undefined> {
  const found: LintFinding[] = [];
  for (const lint of [...hostLints, ...policyLints]) {
    found.push(...lint(input));
    yield;
  }
  return found;
}
