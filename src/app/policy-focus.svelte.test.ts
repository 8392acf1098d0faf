import { beforeEach, describe, expect, test } from 'vitest';
import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { pairsToAsk } from './policy-reach.ts';
import { TestBench } from './test-bench.ts';

const design = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: prod, labels: {app: web}}
status: {podIPs: [{ip: 10.65.0.1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: prod, labels: {app: db}}
status: {podIPs: [{ip: 10.65.0.2}]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: guard}
spec: {selector: app == 'db', types: [Ingress], ingress: []}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: other}
spec: {selector: app == 'web', types: [Egress], egress: []}
`;
const policy = (name: string): ResourceId => `GlobalNetworkPolicy.projectcalico.org/${name}` as ResourceId;

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});
const lit = (): unknown => {
  const { highlight } = bench.app.view;
  return highlight && [[...highlight.endpoints], [...highlight.arrows].sort()];
};

describe('the policy under the pointer', () => {
  test('lights up whom it selects and what it decides, once the pointer rests', () => {
    const { policyFocus } = bench.app;
    policyFocus.rest(policy('guard'));
    bench.clock.pass(119);
    expect(lit()).toBe(null);
    bench.clock.pass(1);
    // From prod/web it is denied on its way out: that verdict is the other policy's.
    expect(lit()).toEqual([['prod/db'], ['external/internet → prod/db']]);
    expect(policyFocus.policy).toBe(policy('guard'));
  });
  test('that it passes by lights nothing up', () => {
    bench.app.policyFocus.rest(policy('guard'));
    bench.clock.pass(60);
    bench.app.policyFocus.rest(policy('other'));
    bench.clock.pass(60);
    expect(lit()).toBe(null);
    bench.clock.pass(60);
    expect(bench.app.policyFocus.policy).toBe(policy('other'));
  });
  test('goes dark when the pointer leaves, and a late answer lights nothing up again', () => {
    const { policyFocus } = bench.app;
    bench.worker.isHeld = true;
    policyFocus.rest(policy('guard'));
    bench.clock.pass(120);
    expect([policyFocus.decided, lit()]).toEqual([null, [['prod/db'], []]]);
    policyFocus.leave();
    bench.worker.letGo();
    expect([policyFocus.policy, policyFocus.decided, lit()]).toEqual([null, null, null]);
  });
  test('leaves alone what something else lit up', () => {
    const { policyFocus, view } = bench.app;
    policyFocus.rest(policy('guard'));
    bench.clock.pass(120);
    const others = { endpoints: new Set<EndpointId>(), arrows: new Set<string>() };
    view.highlight = others;
    policyFocus.leave();
    expect(view.highlight).toBe(others);
  });
  test('is asked for again when new verdicts are there', () => {
    bench.app.policyFocus.rest(policy('guard'));
    bench.clock.pass(120);
    bench.app.session.dispatch({ type: 'set-disabled', policy: policy('guard'), disabled: true });
    expect(lit()).toEqual([[], []]);
  });
});

test('asked for are the user’s flows, then pairs near the policy, no endpoint with itself, within limits', () => {
  const rows = ['a', 'b', 'c'] as readonly string[] as readonly EndpointId[];
  const asked = (flows: readonly { source: EndpointId; destination: EndpointId }[]): readonly string[] =>
    pairsToAsk(flows, rows, new Set([rows[1]!])).map(({ source, destination }) => `${source}${destination}`);
  expect(asked([])).toEqual(['ba', 'bc', 'ab', 'cb', 'ac', 'ca']);
  expect(asked([{ source: rows[2]!, destination: rows[0]! }])[0]).toBe('ca');
  const many = Array.from({ length: 80 }, (_, index) => `e${index}` as EndpointId);
  expect(pairsToAsk([], many, new Set()).length).toBe(2_500);
});
