import { expect, test } from 'vitest';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import type { Problem } from '../model/problem.ts';
import { resourcesOf } from '../lint/testing/policy-findings.ts';
import { globalPolicy, tier } from '../policy/testing/design-of.ts';
import { spreadPolicies, spreadTiers } from './order-fixes.ts';

const documentOf = (manifests: readonly Manifest[]): ClusterDocument => ({
  resources: resourcesOf(manifests),
  sources: [],
});

/** A problem of the first object. */
function problemOf(document: ClusterDocument): Problem {
  const [first] = Object.values(document.resources);
  return { severity: 'warning', code: 'X', message: '', path: [], resource: first!.id, place: null };
}

test.each([
  ['between those without order and the one before them', [null, null, 7], [107]],
  ['between its own order and the next one', [5, 5, 6], [5.5]],
  ['behind the last order', [5, 5], [105]],
  ['one after the other', [5, 5, 5], [105, 205]],
])('policies get orders %s', (_name, orders, given) => {
  const policies = orders.map((order, index) => globalPolicy(`p${index}`, order === null ? {} : { order }));
  const command = spreadPolicies(problemOf(documentOf(policies)), documentOf(policies))?.command;
  const parts = command?.type === 'sequence' ? command.commands : [];
  expect(parts.map((part) => (part.type === 'set-field' ? part.value : null))).toEqual(given);
});

test('a policy that is alone in its order has nothing to move', () => {
  const document = documentOf([globalPolicy('a', { order: 5 }), globalPolicy('b', { order: 6 })]);
  expect(spreadPolicies(problemOf(document), document)).toBeNull();
});

test('a tier between two of the same order stays: only names can tell it from both', () => {
  const document = documentOf([tier('b', { order: 5 }), tier('a', { order: 5 }), tier('c', { order: 5 })]);
  expect(spreadTiers(problemOf(document), document)).toBeNull();
});
