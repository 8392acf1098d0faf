import { expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { withExplicitTypes } from './explicit-types.ts';

const rule = { action: 'Allow' };
const rows: readonly (readonly [why: string, spec: JsonObject, types: readonly string[] | null])[] = [
  ['an empty list of egress rules alone means ingress', { egress: [] }, ['Ingress']],
  ['an empty list beside ingress rules', { ingress: [rule], egress: [] }, ['Ingress']],
  ['an empty list beside egress rules', { ingress: [], egress: [rule] }, ['Egress']],
  ['two empty lists', { ingress: [], egress: [] }, ['Ingress']],
  ['an empty list of types is none', { types: [], egress: [] }, ['Ingress']],
  ['what is said stays', { types: ['Egress'], ingress: [] }, null],
  ['no empty list: every cluster means the same', { ingress: [rule] }, null],
  ['nothing at all', {}, null],
  ['a staged deletion may not have types', { stagedAction: 'Delete', egress: [] }, null],
];
test.each(rows)('%s', (_why, spec, types) => {
  for (const kind of ['GlobalNetworkPolicy', 'NetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedNetworkPolicy']) {
    const before = { apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'p' }, spec };
    expect(withExplicitTypes(before)).toEqual(types === null ? before : { ...before, spec: { ...spec, types } });
  }
});

test.each([
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy'],
])('of %s %s nothing is changed', (apiVersion, kind) => {
  const before = { apiVersion, kind, metadata: { name: 'p' }, spec: { egress: [] } };
  expect(withExplicitTypes(before)).toBe(before);
});
