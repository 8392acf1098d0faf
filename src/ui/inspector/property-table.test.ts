import { expect, test } from 'vitest';
import { policyGroups } from './property-table.ts';

const labelsOf = (kind: string): readonly string[] =>
  (policyGroups({ apiVersion: 'projectcalico.org/v3', kind }) ?? []).flatMap(({ fields }) =>
    fields.map(({ label }) => label),
  );

test('only a global policy has a namespace selector and the options of host endpoints', () => {
  expect(labelsOf('GlobalNetworkPolicy')).toContain('Namespaces');
  expect(labelsOf('NetworkPolicy')).not.toContain('Namespaces');
  expect(labelsOf('NetworkPolicy')).not.toContain('Apply on forward');
});

test('only a staged policy has a staged action', () => {
  expect(labelsOf('StagedGlobalNetworkPolicy')).toContain('Staged action');
  expect(labelsOf('StagedKubernetesNetworkPolicy')).toContain('Staged action');
  expect(labelsOf('GlobalNetworkPolicy')).not.toContain('Staged action');
});

test('what is no policy has no fields here', () => {
  expect(policyGroups({ apiVersion: 'v1', kind: 'Pod' })).toBeNull();
});
