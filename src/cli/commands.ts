import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDocument } from '../core/check/check-document.ts';
import { exportBundle, exportSingleFile, type ExportedFile, type ExportOptions } from '../core/export/export-design.ts';
import { problemOf } from '../core/manifest/positions.ts';
import { readDesignSpec } from '../core/manifest/design-spec.ts';
import type { ClusterDocument } from '../core/model/document.ts';
import type { JsonValue } from '../core/model/json.ts';
import type { Problem } from '../core/model/problem.ts';
import { calicoVersions, defaultSettings, type CalicoVersion } from '../core/model/settings.ts';
import type { AllowedTraffic } from '../core/net/describe-traffic.ts';
import { designOf } from '../core/edit/plan-command.ts';
import { evaluateAll, evaluateFlow } from '../core/policy/evaluate.ts';
import type { FlowQuery, FlowQueryError, FlowResult } from '../core/policy/flow-query.ts';
import { lower } from '../core/policy/lower.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';
import { err, ok, unreachable, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';
import { flowJson, policyName, problemJson, stepJson } from './contract.ts';
import { flowOfOptions, flowsOfJson } from './flow-arguments.ts';
import { describePlace, readInputs, type Inputs } from './read-inputs.ts';
import { printReport, type Report } from './report.ts';

/** What a command leaves: text for stdout, diagnostics for stderr, and the exit status of product.md section 5. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly diagnostics: string;
}

/** All pairs. */
export function runVerdicts(args: Arguments): Outcome {
  return withInputs(args, (inputs) => {
    const ruleset = rulesetOf(inputs.document);
    const table = evaluateAll(ruleset);
    const problems = allProblems(inputs, ruleset);
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
  });
}

/** One flow with its trace, or many from a file. */
export function runExplain(args: Arguments): Outcome {
  return withInputs(args, ({ document }) => {
    const path = args.options['flows'];
    return path === undefined ? explainOne(args, document) : explainMany(args, document, path);
  });
}

/** Validation; lints, the lock-out guard and expectations are not there yet. */
export function runCheck(args: Arguments): Outcome {
  return withInputs(args, (inputs) => {
    const problems = allProblems(inputs, rulesetOf(inputs.document));
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
    const isClean = problems.every(({ severity }) => severity !== 'error');
    return {
      status: isClean ? 0 : 1,
      out: print(args, { problems: problems.map(problemJson) }, report),
      diagnostics: '',
    };
  });
}

/** Manifests into a folder: one file, or with `--bundle` one per stage. */
export function runExport(args: Arguments): Outcome {
  const folder = args.options['out'];
  if (folder === undefined) return failure('export needs --out DIR.');
  return withInputs(args, (inputs) => {
    const version = targetVersion(args, inputs.document);
    if (!version.ok) return failure(version.error);
    const errors = allProblems(inputs, rulesetOf(inputs.document)).filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      return { status: 1, out: '', diagnostics: `Not exported.\n${errors.map(describeProblem).join('')}` };
    const options: ExportOptions = {
      calicoVersion: version.value,
      namespaces: args.flags.has('namespaces') ? 'include' : 'leave-out',
    };
    const files = exportedFiles(inputs.document, options, args.flags.has('bundle'));
    if (!files.ok) return { status: 1, out: '', diagnostics: `Not exported.\n${files.error.join('\n')}\n` };
    return writeFiles(folder, files.value);
  });
}

function withInputs(args: Arguments, run: (inputs: Inputs) => Outcome): Outcome {
  const inputs = readInputs(args);
  return inputs.ok ? run(inputs.value) : failure(inputs.error);
}

function explainOne(args: Arguments, document: ClusterDocument): Outcome {
  const query = flowOfOptions(args);
  if (!query.ok) return failure(query.error);
  const result = evaluateFlow(rulesetOf(document), query.value);
  if (!result.ok) return failure(describeQueryError(result.error));
  const { verdict, notes } = result.value;
  const status = verdict === 'allow' ? 0 : verdict === 'deny' ? 1 : 2;
  return {
    status,
    out: print(args, flowJson(result.value), traceReport(result.value)),
    diagnostics: notes.map((note) => `${note}\n`).join(''),
  };
}

function explainMany(args: Arguments, document: ClusterDocument, path: string): Outcome {
  const queries = readFlows(path);
  if (!queries.ok) return failure(queries.error);
  const ruleset = rulesetOf(document);
  const results: FlowResult[] = [];
  for (const [index, query] of queries.value.entries()) {
    const result = evaluateFlow(ruleset, query);
    if (!result.ok) return failure(`Flow ${index}: ${describeQueryError(result.error)}`);
    results.push(result.value);
  }
  return { status: 0, out: print(args, results.map(flowJson), flowsReport(results)), diagnostics: '' };
}

function readFlows(path: string): Result<readonly FlowQuery[], string> {
  try {
    const json: JsonValue = JSON.parse(readFileSync(path, 'utf8'));
    return flowsOfJson(json);
  } catch (error) {
    return err(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function traceReport({ checkpoints }: FlowResult): Report {
  return {
    columns: ['checkpoint', 'endpoint', 'tier', 'policy', 'rule', 'action'],
    rows: checkpoints.flatMap(({ checkpoint, endpoint, steps }) =>
      steps.map((step) => {
        const { tier, policy, rule } = stepJson(step);
        return [checkpoint, endpoint, tier ?? '', policy ?? '', String(rule), step.action];
      }),
    ),
  };
}

function flowsReport(results: readonly FlowResult[]): Report {
  return {
    columns: ['from', 'to', 'traffic', 'verdict', 'decided by'],
    rows: results.map(({ query, verdict, decidedBy }) => {
      const { tier, policy, rule } = stepJson(decidedBy.step);
      const by = [decidedBy.checkpoint, decidedBy.endpoint, tier, policy, String(rule)].filter((part) => part !== null);
      return [
        query.from,
        query.to,
        [query.protocol, query.port].filter((part) => part !== null).join('/'),
        verdict,
        by.join(' '),
      ];
    }),
  };
}

function describeQueryError(error: FlowQueryError): string {
  switch (error.reason) {
    case 'no-such-endpoint':
      return `There is no endpoint ${error.endpoint}; the command verdicts lists them.`;
    case 'bad-address':
      return `${error.text} is no IP address.`;
    case 'address-not-of-endpoint':
      return `${error.text} is no address of the destination.`;
    case 'no-common-ip-family':
      return 'The two ends have no address of a common IP version.';
    default:
      return unreachable(error);
  }
}

function rulesetOf(document: ClusterDocument): Ruleset {
  return lower(Object.values(document.resources));
}

function allProblems({ document, problems }: Inputs, ruleset: Ruleset): readonly Problem[] {
  const ofEvaluator = ruleset.problems.map(({ resource, finding }) =>
    resource === null ? { ...finding, resource, place: null } : problemOf(document, resource, finding),
  );
  return [...problems, ...checkDocument(document), ...ofEvaluator];
}

interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly verdict: string;
  readonly allowed: readonly AllowedTraffic[];
}

/** Every ordered pair of distinct endpoints, in row order. */
function connectionsOf({ endpoints, pairs, summaries }: VerdictTable): readonly Connection[] {
  return endpoints.flatMap((source, row) =>
    endpoints.flatMap((destination, column) => {
      const summary = summaries[pairs[row * endpoints.length + column] ?? -1];
      if (row === column || summary === undefined) return [];
      return [{ source: source.id, destination: destination.id, verdict: summary.verdict, allowed: summary.allowed }];
    }),
  );
}

function printAllowed(allowed: readonly AllowedTraffic[]): string {
  return allowed.map((entry) => `${entry.protocol} ${'types' in entry ? entry.types : entry.ports}`).join('; ');
}

function targetVersion({ options }: Arguments, document: ClusterDocument): Result<CalicoVersion, string> {
  const wanted = options['calico'];
  if (wanted === undefined) {
    const design = designOf(document);
    return ok((design === null ? defaultSettings : readDesignSpec(design.manifest).spec.settings).calicoVersion);
  }
  const known = calicoVersions.find((version) => version === wanted);
  return known === undefined ? err(`--calico takes one of ${calicoVersions.join(', ')}.`) : ok(known);
}

function exportedFiles(
  document: ClusterDocument,
  options: ExportOptions,
  isBundle: boolean,
): Result<readonly ExportedFile[], readonly string[]> {
  if (isBundle) {
    const bundle = exportBundle(document, options);
    return bundle.ok ? ok(bundle.value.files) : err(bundle.error.messages);
  }
  const single = exportSingleFile(document, options);
  return single.ok ? ok([{ name: 'manifests.yaml', text: single.value.text }]) : err(single.error.messages);
}

function writeFiles(folder: string, files: readonly ExportedFile[]): Outcome {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    return { status: 0, out: files.map(({ name }) => `${join(folder, name)}\n`).join(''), diagnostics: '' };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function print({ format }: Arguments, json: object, report: Report): string {
  return format === 'json' ? `${JSON.stringify(json, null, 2)}\n` : printReport(report, format);
}

function describeProblem(problem: Problem): string {
  return `${problem.severity} ${problem.code}: ${describePlace(problem)}\n`;
}

function failure(message: string): Outcome {
  return { status: 2, out: '', diagnostics: `${message}\n` };
}
