import { guardReport } from '../core/guard/guard.ts';
import { guardProblems } from '../core/guard/guard-findings.ts';
import { policyName } from '../core/policy/trace-words.ts';
import type { Arguments } from './arguments.ts';
import { checkedFlows, expectationRows } from './check-expectations.ts';
import { expectationJson, problemJson } from './contract.ts';
import { errorsAmong, placedFindings, problemsOf, rulesetOf } from './design-problems.ts';
import { print, type Outcome } from './outcome.ts';
import type { Inputs } from './read-inputs.ts';

/**
 * Validation, lints, the lock-out guard, and what is expected of drawn flows; one that is not as expected fails like an
 * error.
 */
export function runCheck(args: Arguments, inputs: Inputs): Outcome {
  const ruleset = rulesetOf(inputs);
  const lockOuts = guardProblems(guardReport(inputs.document, inputs.settings));
  const problems = [...problemsOf(inputs, ruleset), ...placedFindings(inputs, lockOuts)];
  const expected = checkedFlows(inputs, ruleset);
  const isMissed = expected.some(({ state }) => state === 'missed');
  const report = {
    columns: ['severity', 'code', 'resource', 'place', 'message'],
    rows: [
      ...problems.map(({ severity, code, resource, place, message }) => [
        severity,
        code,
        resource === null ? '' : policyName(resource),
        place === null ? '' : `${place.file}:${place.line}:${place.column}`,
        message,
      ]),
      ...expectationRows(inputs, expected),
    ],
  };
  return {
    status: errorsAmong(problems).length === 0 && !isMissed ? 0 : 1,
    out: print(args, { problems: problems.map(problemJson), expectations: expected.map(expectationJson) }, report),
    diagnostics: '',
  };
}
