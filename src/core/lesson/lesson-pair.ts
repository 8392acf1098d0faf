import { judgedFlow, judgeFlows, type JudgedFlow } from '../expect/expectation.ts';
import { notFound, type FlowFinding } from '../expect/flow-finding.ts';
import type { LessonPair } from '../model/lesson.ts';
import { flowTraffic } from '../net/flow-traffic.ts';
import { evaluateFlow } from '../policy/evaluate.ts';
import type { FlowQuery, FlowQueryError, FlowResult } from '../policy/flow-query.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { unreachable, type Result } from '../result.ts';

/** What is asked of the evaluator where the pair's source dials an address of its own; null: it is a flow like a drawn one. */
export function packetOf({ source, destination, protocol, port, toAddress }: LessonPair): FlowQuery | null {
  if (toAddress === null || protocol === null) return null;
  const icmp = typeof port === 'object' && port?.kind === 'icmp' ? port : null;
  return {
    ...{ from: source, to: destination, protocol, toAddress },
    ...{ port: typeof port === 'number' ? port : null, icmpType: icmp?.type ?? null, icmpCode: icmp?.code ?? null },
    ...{ sourcePort: null, ipVersion: null, fromAddress: null, via: null },
  };
}

/** What the evaluator says of one packet, in the terms of a flow. */
export function findingOfPacket(answer: Result<Pick<FlowResult, 'verdict' | 'notes'>, FlowQueryError>): FlowFinding {
  if (!answer.ok) return notFound([whyNot(answer.error)]);
  const { verdict, notes } = answer.value;
  return { verdict, fates: [verdict], passing: '', reasons: verdict === 'undecided' ? notes : [] };
}

/** All pairs of a step, each judged exactly on one design. */
export function judgePairs(ruleset: Ruleset, pairs: readonly LessonPair[]): readonly JudgedFlow[] {
  return judgeFlows(ruleset, pairs).map((judged, index) => {
    const [pair] = pairs.slice(index, index + 1);
    const packet = pair === undefined ? null : packetOf(pair);
    return packet === null ? judged : judgedFlow(index, judged.flow, findingOfPacket(evaluateFlow(ruleset, packet)));
  });
}

/** What a pair is of, and what it dials: `TCP 10257 to 127.0.0.1`. */
export function pairTraffic(pair: LessonPair): string {
  return pair.toAddress === null ? flowTraffic(pair) : `${flowTraffic(pair)} to ${pair.toAddress}`;
}

function whyNot(error: FlowQueryError): string {
  switch (error.reason) {
    case 'no-such-endpoint':
      return `There is no endpoint ${error.endpoint} in the design.`;
    case 'bad-address':
      return `${error.text} is no IP address.`;
    case 'address-not-of-endpoint':
      return `${error.text} is no address of the destination.`;
    case 'no-common-ip-family':
      return 'The two ends have no IP version in common.';
    case 'not-through-a-gateway':
    case 'no-local-endpoint':
      return 'Nothing can be dialled there.';
    default:
      return unreachable(error);
  }
}
