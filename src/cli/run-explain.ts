import { readFileSync } from 'node:fs';
import type { JsonValue } from '../core/model/json.ts';
import { printProtocol } from '../core/net/protocol.ts';
import { evaluateFlow } from '../core/policy/evaluate.ts';
import type { FlowQuery, FlowQueryError, FlowResult } from '../core/policy/flow-query.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import { wordsOfStep } from '../core/policy/trace-words.ts';
import { err, unreachable, type Result } from '../core/result.ts';
import type { Report } from '../core/report/print-report.ts';
import type { Arguments } from './arguments.ts';
import { actionWord, flowJson } from './contract.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { describeProblem, errorsAmong, problemsOf, rulesetOf } from './design-problems.ts';
import { flowOfOptions, flowsOfJson } from './flow-arguments.ts';
import { failure, print, type Outcome } from './outcome.ts';
import { reasonOf, type Inputs } from './read-inputs.ts';

/** An undecided flow is neither allowed nor denied: its status is that of an error. */
const statusOf = { allow: 0, deny: 1, undecided: 2 } as const;

/** One flow with its trace, or many from a file. Errors in the design are told on stderr: they may be the reason. */
export function runExplain(args: Arguments, inputs: Inputs): Outcome {
  const ruleset = rulesetOf(inputs);
  const { flows } = args.options;
  const outcome = flows === undefined ? explainOne(args, ruleset) : explainMany(args, ruleset, flows);
  const errors = errorsAmong(problemsOf(inputs, ruleset)).map(describeProblem).join('');
  return { ...outcome, diagnostics: errors + outcome.diagnostics };
}

function explainOne(args: Arguments, ruleset: Ruleset): Outcome {
  const query = flowOfOptions(args);
  if (!query.ok) return failure(query.error);
  const result = evaluateFlow(ruleset, query.value);
  if (!result.ok) return failure(describeQueryError(result.error));
  const { verdict, notes } = result.value;
  return {
    status: statusOf[verdict],
    out: print(args, flowJson(result.value), traceReport(result.value)),
    diagnostics: notes.map((note) => `${note}\n`).join(''),
  };
}

function explainMany(args: Arguments, ruleset: Ruleset, path: string): Outcome {
  const mixed = ['from', 'to', 'port'].filter((option) => args.options[option] !== undefined);
  if (mixed.length > 0) return failure(`--flows and --${mixed.join(', --')} exclude each other.`);
  const queries = readFlows(path);
  if (!queries.ok) return failure(`${path}: ${queries.error}`);
  const results: FlowResult[] = [];
  for (const [index, query] of queries.value.entries()) {
    const result = evaluateFlow(ruleset, query);
    if (!result.ok) return failure(`${path}: flow ${index}: ${describeQueryError(result.error)}`);
    results.push(result.value);
  }
  return { status: 0, out: print(args, results.map(flowJson), flowsReport(results)), diagnostics: '' };
}

function readFlows(path: string): Result<readonly FlowQuery[], string> {
  try {
    const content = decodeUtf8(readFileSync(path));
    if (content.kind !== 'text') return err('The file is not UTF-8 text.');
    const json: JsonValue = JSON.parse(content.text.replace(/^\uFEFF/, ''));
    return flowsOfJson(json);
  } catch (error) {
    return err(error instanceof SyntaxError ? `It is not JSON: ${error.message}.` : reasonOf(error));
  }
}

function traceReport({ checkpoints }: FlowResult): Report {
  return {
    columns: ['checkpoint', 'endpoint', 'tier', 'policy', 'rule', 'action'],
    rows: checkpoints.flatMap(({ steps, ...at }) =>
      steps.map((step) => {
        const { checkpoint, endpoint, tier, policy, rule } = wordsOfStep({ ...at, step });
        return [checkpoint, endpoint, tier ?? '', policy ?? '', String(rule), actionWord(step)];
      }),
    ),
  };
}

function flowsReport(results: readonly FlowResult[]): Report {
  return {
    columns: ['from', 'to', 'traffic', 'verdict', 'decided by'],
    rows: results.map(({ query, verdict, decidedBy }) => {
      const { checkpoint, endpoint, tier, policy, rule } = wordsOfStep(decidedBy);
      const by = [checkpoint, endpoint, tier, policy, String(rule)].filter((part) => part !== null);
      return [query.from, query.to, printTraffic(query), verdict, by.join(' ')];
    }),
  };
}

function printTraffic({ protocol, port, icmpType, icmpCode }: FlowQuery): string {
  const numbers = [port, icmpType, icmpCode].filter((number) => number !== null);
  return [printProtocol(protocol), ...numbers].join('/');
}

function describeQueryError(error: FlowQueryError): string {
  switch (error.reason) {
    case 'no-such-endpoint':
      return `There is no endpoint ${error.endpoint}; the command verdicts lists them.`;
    case 'bad-address':
      return `${error.text} is no IP address.`;
    case 'address-not-of-endpoint':
      return `${error.text} is no address of the endpoint that it is given for.`;
    case 'no-common-ip-family':
      return 'The two ends have no address of a common IP version.';
    case 'no-local-endpoint':
      return `Service ${error.service} keeps outside traffic on the node that it enters, and that endpoint is on another node.`;
    case 'not-through-a-gateway':
      return 'A gateway stands between two external networks only.';
    default:
      return unreachable(error);
  }
}
