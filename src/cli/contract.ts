import type { JudgedFlow } from '../core/expect/expectation.ts';
import { findingSentence } from '../core/expect/flow-finding.ts';
import type { Problem } from '../core/model/problem.ts';
import type { AllowedTraffic } from '../core/net/describe-traffic.ts';
import { printFlowPort, type FlowPort } from '../core/net/flow-traffic.ts';
import { printProtocol } from '../core/net/protocol.ts';
import type { FlowQuery, FlowResult } from '../core/policy/flow-query.ts';
import type { CheckpointTrace, TraceStep, Verdict } from '../core/policy/trace.ts';
import { policyName, wordsOfStep } from '../core/policy/trace-words.ts';
import { summaryAt } from '../core/policy/verdict-index.ts';
import type { VerdictTable } from '../core/policy/verdict-table.ts';

/**
 * The JSON shapes of product.md section 5: a public contract. Where that leaves something open:
 *
 * - A flow has `port` only for protocols with ports, and `icmpType` and `icmpCode` only for ICMP and ICMPv6, with the
 *   values that were judged (an echo request, code 0, where none were given).
 * - `checkpoints` has one entry per step, so that rules which pass or log on the way are seen. A rule that logs has the
 *   action `continue`: the next rule is asked. A step that can't be judged has the action `undecided`.
 * - `resource` of a problem names the object as `policy` does; `file`, `line` and `column` are there when it stands in a
 *   file.
 */

export interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly verdict: Verdict;
  readonly allowed: readonly AllowedTraffic[];
}

/** Every ordered pair of distinct endpoints, row by row. */
export function connectionsOf(table: VerdictTable): readonly Connection[] {
  const { endpoints } = table;
  return endpoints.flatMap((source, row) =>
    endpoints.flatMap((destination, column) => {
      const summary = summaryAt(table, row, column);
      if (row === column || summary === undefined) return [];
      return [{ source: source.id, destination: destination.id, verdict: summary.verdict, allowed: summary.allowed }];
    }),
  );
}

export function problemJson({ severity, code, message, resource, place }: Problem): object {
  return {
    severity,
    code,
    message,
    ...(resource === null ? {} : { resource: policyName(resource) }),
    ...(place === null ? {} : { file: place.file, line: place.line, column: place.column }),
  };
}

/**
 * What is expected of a drawn flow. `protocol` and `port` are null where they are not narrowed down; `port` is a number, or
 * a range `2379-2380`. `reason` says what `verdict` leaves open: '' where that says it all.
 */
export function expectationJson({ flow, finding, state }: JudgedFlow): object {
  const { source, destination, protocol, port, expect, note } = flow;
  return {
    from: source,
    to: destination,
    protocol: protocol === null ? null : printProtocol(protocol),
    ...portJson(port),
    expect,
    verdict: finding.verdict,
    state,
    note,
    reason: findingSentence(finding),
  };
}

function portJson(port: FlowPort | null): object {
  if (port === null || typeof port === 'number') return { port };
  if (port.kind === 'ports') return { port: printFlowPort(port) };
  return { port: null, icmpType: port.type, ...(port.code === null ? {} : { icmpCode: port.code }) };
}

export function flowJson({ query, verdict, decidedBy, checkpoints, notes }: FlowResult): object {
  return {
    from: query.from,
    to: query.to,
    protocol: printProtocol(query.protocol),
    ...numbersOf(query),
    verdict,
    decidedBy: wordsOfStep(decidedBy),
    checkpoints: checkpoints.flatMap(stepsJson),
    notes,
  };
}

function numbersOf({ port, icmpType, icmpCode }: FlowQuery): object {
  return {
    ...(port === null ? {} : { port }),
    ...(icmpType === null ? {} : { icmpType }),
    ...(icmpCode === null ? {} : { icmpCode }),
  };
}

function stepsJson({ steps, ...at }: CheckpointTrace): readonly object[] {
  return steps.map((step) => ({ ...wordsOfStep({ ...at, step }), action: actionWord(step) }));
}

export function actionWord({ action }: TraceStep): 'allow' | 'deny' | 'pass' | 'continue' | 'undecided' {
  return action === 'log' ? 'continue' : action;
}
