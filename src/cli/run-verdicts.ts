import { evaluateAll } from '../core/policy/evaluate.ts';
import { pairReport } from '../core/report/verdict-report.ts';
import type { Arguments } from './arguments.ts';
import { connectionsOf, problemJson } from './contract.ts';
import { describeProblem, problemsOf, rulesetOf } from './design-problems.ts';
import { print, type Outcome } from './outcome.ts';
import type { Inputs } from './read-inputs.ts';

/** All pairs. */
export function runVerdicts(args: Arguments, inputs: Inputs): Outcome {
  const ruleset = rulesetOf(inputs);
  const table = evaluateAll(ruleset);
  const problems = problemsOf(inputs, ruleset);
  const connections = connectionsOf(table);
  const json = {
    calicoVersion: table.calicoVersion,
    endpoints: table.endpoints.map(({ id, kind }) => ({ id, kind })),
    connections,
    problems: problems.map(problemJson),
  };
  return {
    status: 0,
    out: print(args, json, pairReport(connections)),
    diagnostics: problems.map(describeProblem).join(''),
  };
}
