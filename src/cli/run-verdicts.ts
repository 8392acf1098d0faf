import type { AllowedTraffic } from '../core/net/describe-traffic.ts';
import { evaluateAll } from '../core/policy/evaluate.ts';
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
  const report = {
    columns: ['source', 'destination', 'verdict', 'allowed'],
    rows: connections.map(({ source, destination, verdict, allowed }) => [
      source,
      destination,
      verdict,
      printAllowed(allowed),
    ]),
  };
  return { status: 0, out: print(args, json, report), diagnostics: problems.map(describeProblem).join('') };
}

function printAllowed(allowed: readonly AllowedTraffic[]): string {
  return allowed.map((entry) => `${entry.protocol} ${'types' in entry ? entry.types : entry.ports}`).join('; ');
}
