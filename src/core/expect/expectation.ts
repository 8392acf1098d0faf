import type { DrawnFlow } from '../model/design.ts';
import { evaluatePair } from '../policy/evaluate.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import type { PairResult } from '../policy/trace.ts';
import { findInPair, notFound, type FlowFinding } from './flow-finding.ts';

/** `unknown`: it can't be evaluated. */
export type Expectation = 'met' | 'missed' | 'unknown';

/** A drawn flow and whether what is expected of it holds; null: nothing is expected, or it is not known yet. */
export interface ExpectedFlow {
  readonly flow: DrawnFlow;
  readonly state: Expectation | null;
}

/** A drawn flow with what the evaluator says of it. */
export interface JudgedFlow extends ExpectedFlow {
  /** Its place among all drawn flows. */
  readonly index: number;
  readonly finding: FlowFinding;
}

/** How many expectations there are of each kind. */
export type ExpectationTotals = Readonly<Record<Expectation, number>>;

/**
 * Whether what is found is what is expected: allowed means that all of the flow passes, denied that none of it does. One
 * packet that fares otherwise is enough to miss it; one of which nothing is known leaves it open.
 *
 * @returns null where nothing is expected
 */
export function expectationOf({ expect }: Pick<DrawnFlow, 'expect'>, { fates }: FlowFinding): Expectation | null {
  if (expect === null) return null;
  if (fates.includes(expect === 'allow' ? 'deny' : 'allow')) return 'missed';
  return fates.length === 0 || fates.includes('undecided') ? 'unknown' : 'met';
}

export function judgedFlow(index: number, flow: DrawnFlow, finding: FlowFinding): JudgedFlow {
  return { index, flow, finding, state: expectationOf(flow, finding) };
}

/** All drawn flows, each judged exactly; the evaluator is asked once for each pair. */
export function judgeFlows(ruleset: Ruleset, flows: readonly DrawnFlow[]): readonly JudgedFlow[] {
  const pairs = new Map<string, PairResult | null>();
  return flows.map((flow, index) => {
    const key = `${flow.source} ${flow.destination}`;
    const known = pairs.get(key);
    const pair = known === undefined ? evaluatePair(ruleset, flow.source, flow.destination) : known;
    pairs.set(key, pair);
    const isThere = (id: DrawnFlow['source']): boolean => ruleset.rowOf.has(id);
    return judgedFlow(index, flow, pair === null ? missingEnd(flow, isThere) : findInPair(flow, pair));
  });
}

/** Of a flow between endpoints that the design does not have. */
export function missingEnd(
  { source, destination }: DrawnFlow,
  isThere: (id: DrawnFlow['source']) => boolean,
): FlowFinding {
  const missing = [...new Set([source, destination])].filter((id) => !isThere(id));
  return notFound(missing.map((id) => `There is no endpoint ${id} in the design.`));
}

export function totalsOf(states: readonly (Expectation | null)[]): ExpectationTotals {
  const count = (wanted: Expectation): number => states.filter((state) => state === wanted).length;
  return { met: count('met'), missed: count('missed'), unknown: count('unknown') };
}
