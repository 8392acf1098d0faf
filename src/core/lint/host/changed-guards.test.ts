import { expect, test } from 'vitest';
import { globalPolicy, hostEndpoint, judgeFlow, network, node, rulesetOf } from '../../policy/testing/design-of.ts';
import { withoutFailsafes, withOpenEgress } from './changed-guards.ts';

const ruleset = rulesetOf([
  node('n1', '10.0.0.1'),
  hostEndpoint('h1', 'n1', {}),
  network('x', '203.0.113.0/24'),
  globalPolicy('p', { selector: 'all()', types: ['Ingress', 'Egress'] }),
]);

test.each([
  ['a failsafe port', 'external/x -> host/h1 TCP 22', 'allow', 'deny', 'allow'],
  ['another port', 'external/x -> host/h1 TCP 80', 'deny', 'deny', 'deny'],
  ['a failsafe port on the way out', 'host/h1 -> external/x UDP 53', 'allow', 'deny', 'allow'],
  ['another port on the way out', 'host/h1 -> external/x TCP 80', 'deny', 'deny', 'allow'],
])('%s', (_, flow, asItIs, bare, opened) => {
  expect(judgeFlow(ruleset, flow).verdict).toBe(asItIs);
  expect(judgeFlow(withoutFailsafes(ruleset), flow).verdict).toBe(bare);
  expect(judgeFlow(withOpenEgress(ruleset), flow).verdict).toBe(opened);
});

test('the design itself stays as it is', () => {
  withoutFailsafes(ruleset);
  expect(judgeFlow(ruleset, 'external/x -> host/h1 TCP 22').verdict).toBe('allow');
});
