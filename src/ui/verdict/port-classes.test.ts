import { expect, test } from 'vitest';
import { hostEndpointId } from '../../core/model/ids.ts';
import { allTraffic, subtractTraffic, trafficOf, unionTraffic, type Traffic } from '../../core/net/traffic.ts';
import type { Segment, TraceStep } from '../../core/policy/trace.ts';
import { portClasses } from './port-classes.ts';

const open: TraceStep = { kind: 'failsafe', action: 'allow' };
const none: TraceStep = { kind: 'no-profile-match', action: 'deny' };

function segment(traffic: Traffic, verdict: 'allow' | 'deny', step: TraceStep): Segment {
  const endpoint = hostEndpointId('a');
  return { traffic, verdict, decidedBy: { checkpoint: 'hep-ingress', endpoint, step }, checkpoints: [] };
}
const [ssh, bgp] = [trafficOf(6, [22, 22]), trafficOf(6, [179, 179])];
const rest = subtractTraffic(allTraffic, unionTraffic(ssh, bgp));

test('segments with the same steps are one class, the largest is everything else', () => {
  const classes = portClasses([segment(rest, 'deny', none), segment(ssh, 'allow', open), segment(bgp, 'allow', open)]);
  expect(classes.map((one) => [one.segment.verdict, one.text])).toEqual([
    ['allow', 'TCP 22, 179'],
    ['deny', 'Everything else'],
  ]);
});

test('one class is everything', () => {
  expect(portClasses([segment(allTraffic, 'allow', open)]).map(({ text }) => text)).toEqual(['Everything']);
});
