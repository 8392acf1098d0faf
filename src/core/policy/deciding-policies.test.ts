import { expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { podEndpointId } from '../model/ids.ts';
import { decidingPolicies } from './deciding-policies.ts';
import { globalPolicy, namespace, pod, rulesetOf, tier } from './testing/design-of.ts';

const [p, q] = [podEndpointId('a', 'p'), podEndpointId('a', 'q')];
const cluster: readonly Manifest[] = [
  namespace('a'),
  pod('a/p', { app: 'p' }, '10.65.0.1'),
  pod('a/q', { app: 'q' }, '10.65.0.2'),
  tier('t', { order: 1 }),
];
const allow443 = { action: 'Allow', protocol: 'TCP', destination: { ports: [443] } };
const policy = (name: string, ingress: readonly object[], extra: object = {}): Manifest =>
  globalPolicy(name, { selector: "app == 'q'", types: ['Ingress'], ingress, ...extra } as Manifest);

const rows: readonly [what: string, policies: readonly Manifest[], deciding: readonly string[]][] = [
  ['none where a profile decides', [], []],
  ['one by its rule and by the end of its tier', [policy('x', [allow443])], ['x']],
  [
    'one by its rule, another by the end of the tier that it is the first to select in',
    [policy('x', [], { order: 1 }), policy('y', [allow443], { order: 2 })],
    ['x', 'y'],
  ],
  [
    'not one that passes everything on',
    [policy('x', [{ action: 'Pass' }], { tier: 't' }), policy('y', [{ action: 'Allow' }])],
    ['y'],
  ],
  ['not one that selects somebody else', [policy('x', [{ action: 'Deny' }], { selector: "app == 'p'" })], []],
  ['one that can’t be evaluated', [policy('x', [], { selector: 'app ==' })], ['x']],
];
test.each(rows)('%s', (_what, policies, deciding) => {
  const found = decidingPolicies(rulesetOf([...cluster, ...policies]), p, q);
  expect([...found].sort()).toEqual(deciding.map((name) => `GlobalNetworkPolicy.projectcalico.org/${name}`));
});

test('no endpoint, no policy', () => {
  expect(decidingPolicies(rulesetOf(cluster), p, podEndpointId('a', 'gone'))).toEqual(new Set());
});
