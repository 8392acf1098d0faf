import { trafficOfFlow } from '../net/flow-traffic.ts';
import { intersectTraffic, isEmptyTraffic } from '../net/traffic.ts';
import { explainSegment, plainText, type Explanation } from '../policy/explain.ts';
import type { PairResult } from '../policy/trace.ts';
import type { DrawnFlow } from '../model/design.ts';
import { partsAsked } from './flow-finding.ts';

/** More ways to fail than this are told by the first ones. */
const mostTraces = 4;

/**
 * Why a flow is not as expected: each way in which some of its packets fare otherwise, from checkpoint to checkpoint.
 *
 * @param pair what the evaluator says of the flow's two ends
 */
export function failingTraces(flow: DrawnFlow, { parts }: PairResult): readonly Explanation[] {
  if (flow.expect === null) return [];
  const asked = trafficOfFlow(flow);
  const failing = partsAsked(flow, parts)
    .flatMap(({ segments }) => segments)
    .filter(({ verdict, traffic }) => verdict !== flow.expect && !isEmptyTraffic(intersectTraffic(traffic, asked)));
  const traces = new Map(failing.map(explainSegment).map((trace) => [plainText(trace.reason), trace]));
  return [...traces.values()].slice(0, mostTraces);
}
