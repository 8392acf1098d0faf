import { expect, test } from 'vitest';
import { hostEndpointId, podEndpointId, resourceId } from '../../core/model/ids.ts';
import { allTraffic, subtractTraffic, trafficOf, type Traffic } from '../../core/net/traffic.ts';
import { plainText } from '../../core/policy/explain.ts';
import type { PairResult, Segment, TraceStep } from '../../core/policy/trace.ts';
import { pairSentence } from './pair-sentence.ts';

const [source, destination] = [podEndpointId('prod', 'web'), hostEndpointId('a')];
const policy = resourceId({ group: 'projectcalico.org', kind: 'GlobalNetworkPolicy', namespace: null, name: 'p' });
const atEnd: TraceStep = { kind: 'tier-default', tier: 't', trigger: policy, action: 'deny' };
const open: TraceStep = { kind: 'failsafe', action: 'allow' };

function segment(traffic: Traffic, verdict: 'allow' | 'deny', step: TraceStep): Segment {
  return { traffic, verdict, decidedBy: { checkpoint: 'hep-ingress', endpoint: destination, step }, checkpoints: [] };
}
function pair(...segments: readonly Segment[]): PairResult {
  const part = { family: 4, sourcePart: null, destinationPart: null, segments, egress: [], ingress: [] } as const;
  return { source, destination, parts: [part], notes: [] };
}

const ssh = trafficOf(6, [22, 22]);
const denied = 'enied at host/a: tier t selected it by p, no rule matched, the tier’s default action is Deny.';

test('one verdict: the reason of the larger part', () => {
  const result = pair(segment(ssh, 'deny', open), segment(subtractTraffic(allTraffic, ssh), 'deny', atEnd));
  expect(plainText(pairSentence(result))).toBe(`D${denied}`);
});

test('two verdicts: what is allowed, and why the rest is not', () => {
  const result = pair(segment(ssh, 'allow', open), segment(subtractTraffic(allTraffic, ssh), 'deny', atEnd));
  expect(plainText(pairSentence(result))).toBe(`Only TCP 22 passes. The rest is d${denied}`);
});

test('mostly allowed: why, and what is not', () => {
  const result = pair(segment(ssh, 'deny', atEnd), segment(subtractTraffic(allTraffic, ssh), 'allow', open));
  expect(plainText(pairSentence(result))).toBe(
    `Allowed at host/a: a failsafe port: always open, whatever policies say. Only TCP 22 is d${denied}`,
  );
});

test('allowed but for the tunnel packets that no policy can allow: a list of them would only confuse', () => {
  const tunnels = trafficOf(17, [4789, 4789]);
  const result = pair(
    segment(tunnels, 'deny', { kind: 'encap-block', action: 'deny' }),
    segment(subtractTraffic(allTraffic, tunnels), 'allow', open),
  );
  expect(plainText(pairSentence(result))).toBe(
    'Allowed at host/a: a failsafe port: always open, whatever policies say. Only the pod’s own VXLAN and IP-in-IP packets are dropped, which no policy can allow.',
  );
});

test('what can’t be evaluated is not said to be denied', () => {
  const unknown: TraceStep = { kind: 'undecided', reason: 'invalid-policy', policy: null, action: 'undecided' };
  const rest: Segment = { ...segment(subtractTraffic(allTraffic, ssh), 'deny', unknown), verdict: 'undecided' };
  expect(plainText(pairSentence(pair(segment(ssh, 'allow', open), rest)))).toMatch(
    /^Only TCP 22 passes\. The rest can’t be evaluated at host\/a: .*\.$/,
  );
});

test('nothing judged: nothing said', () => {
  expect(pairSentence(pair())).toEqual([]);
});
