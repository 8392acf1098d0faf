import { describe, expect, test } from 'vitest';
import type { EndpointId, ResourceId } from '../model/ids.ts';
import { printAddress } from '../net/cidr.ts';
import { endpointsMatching, endpointsSelectedBy, inspectEndpoint, resolvedTiers } from './inspect.ts';
import { globalPolicy, hostEndpoint, namespace, node, pod, rulesetOf, tier } from './testing/design-of.ts';

const ruleset = rulesetOf([
  node('n1', '10.0.0.1'),
  node('n2', '10.0.0.2'),
  namespace('prod'),
  pod('prod/a', { app: 'a' }, '10.65.0.1'),
  pod('prod/twin', { app: 'a' }, '10.65.0.2'),
  pod('prod/other', { app: 'b' }, '10.65.0.3'),
  pod('prod/hosted', { app: 'a' }, null, { nodeName: 'n1', hostNetwork: true }),
  hostEndpoint('h1', 'n1', {}, { app: 'a' }),
  tier('first', { order: 1 }),
  globalPolicy('one', { tier: 'first', selector: "app == 'a'", types: ['Ingress', 'Egress'] }),
  globalPolicy('two', { order: 1, selector: 'all()', types: ['Ingress'] }),
  globalPolicy('hosts-only', {
    order: 2,
    selector: 'all()',
    preDNAT: true,
    applyOnForward: true,
    ingress: [{ action: 'Deny' }],
  }),
]);
const policyId = (name: string): ResourceId => `GlobalNetworkPolicy.projectcalico.org/${name}` as ResourceId; // as the model makes them
const inspect = (id: string): ReturnType<typeof inspectEndpoint> => inspectEndpoint(ruleset, id as EndpointId);

describe('an endpoint', () => {
  test('has its policies in the order of evaluation, with directions', () => {
    expect(inspect('prod/a')?.policies).toEqual([
      { policy: policyId('one'), tier: 'first', directions: ['ingress', 'egress'] },
      { policy: policyId('two'), tier: 'default', directions: ['ingress'] },
    ]);
    expect(inspect('host/h1')?.policies.map(({ policy }) => policy)).toEqual(
      ['one', 'two', 'hosts-only'].map(policyId),
    );
  });

  test('has classmates with the same labels and policies', () => {
    expect([inspect('prod/a')?.classmates, inspect('prod/other')?.classmates]).toEqual([['prod/twin'], []]);
  });

  test('has the addresses that it is judged by', () => {
    expect(inspect('host/h1')?.addresses.map(printAddress)).toEqual(['10.0.0.1']);
  });

  test.each(['prod/hosted', 'host/n2', 'external/internet'])('%s cannot be selected: no labels, no policies', (id) => {
    expect(inspect(id)).toMatchObject({ effectiveLabels: [], policies: [], classmates: [] });
  });

  test('is null where there is none', () => {
    expect(inspect('prod/gone')).toBeNull();
  });
});

test.each([
  ['one', ['prod/a', 'prod/twin', 'host/h1']],
  ['two', ['prod/a', 'prod/other', 'prod/twin', 'host/h1']],
  ['hosts-only', ['host/h1']],
  ['gone', []],
])('policy %s selects %j', (name, rows) => {
  expect(endpointsSelectedBy(ruleset, policyId(name))).toEqual(rows);
});

test('a selector lights up the rows that it matches', () => {
  expect(endpointsMatching(ruleset, { kind: 'compare', operator: '==', label: 'app', value: 'b' })).toEqual([
    'prod/other',
  ]);
  expect(endpointsMatching(ruleset, { kind: 'has', label: 'nothing' })).toEqual([]);
});

test('tiers stand in the order of evaluation with their policies', () => {
  expect(resolvedTiers(ruleset).map(({ tier: name, policies }) => [name, policies.length])).toEqual([
    ['first', 1],
    ['kube-admin', 0],
    ['default', 2],
    ['kube-baseline', 0],
  ]);
});
