import { policyName } from '../core/policy/trace-words.ts';
import type { Arguments } from './arguments.ts';
import { problemJson } from './contract.ts';
import { errorsAmong, problemsOf, rulesetOf } from './design-problems.ts';
import { print, type Outcome } from './outcome.ts';
import type { Inputs } from './read-inputs.ts';

/** Validation; lints, the lock-out guard and expectations are not there yet. */
export function runCheck(args: Arguments, inputs: Inputs): Outcome {
  const problems = problemsOf(inputs, rulesetOf(inputs));
  const report = {
    columns: ['severity', 'code', 'resource', 'place', 'message'],
    rows: problems.map(({ severity, code, resource, place, message }) => [
      severity,
      code,
      resource === null ? '' : policyName(resource),
      place === null ? '' : `${place.file}:${place.line}:${place.column}`,
      message,
    ]),
  };
  return {
    status: errorsAmong(problems).length === 0 ? 0 : 1,
    out: print(args, { problems: problems.map(problemJson) }, report),
    diagnostics: '',
  };
}
