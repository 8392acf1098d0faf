import { expect, test } from 'vitest';
import { openDesign } from '../../core/file/design-file.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { resolvedTiers } from '../../core/policy/inspect.ts';
import { lower } from '../../core/policy/lower.ts';
import { lanesOf, type Lane } from './tier-lanes.ts';

function policy(name: string, tier: string, order: string, selector: string): string {
  return `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: ${name}}
spec: {tier: ${tier}, ${order === '' ? '' : `order: ${order}, `}selector: ${selector}, ingress: [{action: Allow}]}
---`;
}
const text = `apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: mine}
spec: {order: 500, defaultAction: Pass}
---${policy('b', 'mine', '10', 'all()')}${policy('a', 'mine', '10', 'has(x)')}${policy('z', 'mine', '', 'all()')}${policy('lost', 'gone', '1', 'all()')}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: k, namespace: prod}
spec: {podSelector: {matchLabels: {app: web}}}
`;

function lanes(): readonly Lane[] {
  const resources = Object.values(openDesign([{ name: 'a.yaml', text }]).document.resources);
  const entities = new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  const ruleset = lower(resources);
  return lanesOf(resolvedTiers(ruleset), ruleset, entities);
}

test('lanes stand in the order of evaluation, built-in and missing tiers marked', () => {
  expect(lanes().map(({ name, origin, order, atEnd }) => [name, origin, order, atEnd])).toEqual([
    ['mine', 'written', '500', 'Pass'],
    ['kube-admin', 'built-in', '1,000', 'Pass'],
    ['default', 'built-in', '1,000,000', 'Deny'],
    ['kube-baseline', 'built-in', '10,000,000', 'Pass'],
    ['gone', 'missing', 'last', 'Deny'],
  ]);
});

test('cards stand in resolved order, a tie is marked on the later one', () => {
  const [mine] = lanes();
  expect(mine?.cards.map(({ name, order, tie, appliesTo, rules }) => [name, order, tie, appliesTo, rules])).toEqual([
    ['a', '10', false, 'has(x)', 1],
    ['b', '10', true, 'all()', 1],
    ['z', 'last', false, 'all()', 1],
  ]);
});

test('a Kubernetes policy is a card of the default tier', () => {
  const card = lanes().find(({ name }) => name === 'default')?.cards[0];
  expect(card).toMatchObject({ name: 'k', namespace: 'prod', dialect: 'Kubernetes', order: '1,000' });
});
