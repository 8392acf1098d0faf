import { expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Direction } from '../model/policy.ts';
import { peersOfRule } from './rule-peers.ts';
import { globalPolicy, hostEndpoint, namespace, node, pod, rulesetOf } from './testing/design-of.ts';

const id = 'GlobalNetworkPolicy.projectcalico.org/p' as ResourceId; // as the model makes them

function peersOf(direction: Direction, rule: JsonObject, index = 0): readonly string[] | null {
  const ruleset = rulesetOf([
    node('n1', '10.0.0.1'),
    node('n2', '10.0.0.2'),
    namespace('prod'),
    pod('prod/a', { app: 'a' }, '10.65.0.1'),
    pod('prod/b', { app: 'b' }, '10.65.0.2'),
    hostEndpoint('h1', 'n1', { expectedIPs: ['10.0.0.1'] }, { role: 'node' }),
    globalPolicy('p', { selector: 'all()', [direction]: [rule] }),
  ]);
  return peersOfRule(ruleset, { policy: id, direction, index });
}

test.each<readonly [what: string, Direction, rule: JsonObject, peers: readonly string[]]>([
  ['a selector', 'ingress', { action: 'Allow', source: { selector: "app == 'a'" } }, ['prod/a']],
  ['a selector of hosts', 'egress', { action: 'Deny', destination: { selector: "role == 'node'" } }, ['host/h1']],
  [
    'what a selector leaves',
    'ingress',
    { action: 'Allow', source: { selector: 'all()', notSelector: "app == 'a'" } },
    ['prod/b', 'host/h1'],
  ],
  [
    'a net, networks that it touches included',
    'ingress',
    { action: 'Allow', source: { nets: ['10.65.0.0/24'] } },
    ['prod/a', 'prod/b', 'external/internet'],
  ],
  ['nobody', 'ingress', { action: 'Allow', source: { selector: "app == 'c'" } }, []],
])('a rule means %s', (_what, direction, rule, peers) => {
  expect(peersOf(direction, rule)).toEqual(peers);
});

test('a rule without criteria means everyone', () => {
  expect(peersOf('ingress', { action: 'Allow' })).toEqual([
    'prod/a',
    'prod/b',
    'host/h1',
    'host/n2',
    'external/internet',
  ]);
});

test('a rule that is not there means nobody, a policy that is not judged is not known', () => {
  expect(peersOf('ingress', { action: 'Allow' }, 7)).toEqual([]);
  const ruleset = rulesetOf([node('n1', '10.0.0.1')]);
  expect(peersOfRule(ruleset, { policy: id, direction: 'ingress', index: 0 })).toBeNull();
});
